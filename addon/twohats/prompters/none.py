"""The prompter that asks nobody, and says so: what would be asked about is refused."""

import logging

from twohats.prompter import Held
from twohats.wording import printable, question_title, say

_log = logging.getLogger(__name__)


class NonePrompter:
    """Refuses, aloud: every question is logged as one that nobody was asked."""

    name = "none"

    def __init__(self, language: str) -> None:
        """Speak `language`; says once what kind of guard this is."""
        self._language = language
        _log.warning("%s", say("notice.nobody", language))

    async def show(self, held: Held) -> bool:
        """Reach nobody."""
        _log.warning(
            "%s (%s)", say("page.was_unreached", self._language), question_title(held.question, self._language)
        )
        return False

    async def notice(self, title: str, text: str) -> None:
        """Log it."""
        _log.warning("%s: %s", printable(title), printable(text))
