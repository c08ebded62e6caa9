"""The ways of asking. This list is the registration: a new prompter is a module here and a line below."""

from collections.abc import Callable, Iterable, Mapping

from twohats.errors import UsageError
from twohats.page.entrance import Entrance
from twohats.prompter import Prompter
from twohats.prompters.command import CommandPrompter
from twohats.prompters.desktop import desktop_prompter
from twohats.prompters.none import NonePrompter
from twohats.prompters.page import PagePrompter
from twohats.prompters.terminal import TerminalPrompter

NAMES = ("desktop", "page", "terminal", "command", "none")
"""What `--prompt` takes, separated by commas."""


def prompters_for(names: Iterable[str], entrance: Entrance, language: str) -> tuple[Prompter, ...]:
    """Return the prompters of these names, each once. `desktop` and `page` share one page, so one tab is opened.

    Raises UsageError for an unknown name, for none at all, and for `none` beside others.
    """
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names))
    page = PagePrompter(entrance)
    makers: Mapping[str, Callable[[], Prompter]] = {
        "desktop": lambda: desktop_prompter(page, language),
        "page": lambda: page,
        "terminal": lambda: TerminalPrompter(language),
        "command": lambda: CommandPrompter(language),
        "none": lambda: NonePrompter(language),
    }
    for name in wanted:
        if name not in makers:
            raise UsageError(f"`{name}` is no way of asking; choose from {', '.join(f'`{known}`' for known in NAMES)}")
    if not wanted or ("none" in wanted and len(wanted) > 1):
        raise UsageError("`none` asks nobody, so it stands alone; leave it out of `--prompt`, or the others")
    return tuple(makers[name]() for name in wanted)
