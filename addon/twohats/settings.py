"""The options of the guard: name, type and help, for `mitmdump -s` and as one value for the launcher."""

from dataclasses import dataclass
from pathlib import Path

PROMPTS = ("desktop", "page", "terminal", "command", "none")
LINK = "Give second opinions a link for other devices, served on this HOST or HOST:PORT of the local network."
KEEP_WAITING = "Keep tools waiting while somebody is asked, by interim answers, where their HTTP library allows it."


@dataclass(frozen=True)
class Option:
    """One mitmproxy option of ours; an empty text means the default place or way, and switches are off."""

    name: str
    help: str
    kind: type[str] | type[bool] = str


OPTIONS = (
    Option("twohats_policy", "Folder of the policy files. Empty: the folder that `twohats init` writes."),
    Option(
        "twohats_state",
        "Folder of twohats' memory and audit trail. Empty: the usual place of this system.",
    ),
    Option("twohats_prompt", f"How to ask, separated by commas: {', '.join(PROMPTS)}. Empty: whatever works here."),
    Option("twohats_employee", "Id of the person at the keyboard, as in the policy. Empty: the only one there is."),
    Option("twohats_link", f"{LINK} Empty: no links."),
    Option("twohats_keep_waiting", KEEP_WAITING, bool),
)


@dataclass(frozen=True)
class Settings:
    """What the person chose; None means that it was left to twohats.

    `insecure_keyring` keeps the key in a file unasked; `link` is HOST or HOST:PORT, empty for no links.
    """

    policy: Path | None = None
    state: Path | None = None
    prompt: tuple[str, ...] = ()
    employee: str = ""
    insecure_keyring: bool = False
    keep_waiting: bool = False
    link: str = ""


def settings_of(values: object) -> Settings:
    """Read the settings from mitmproxy's options: `values` has them as attributes."""
    policy, state, prompt, employee, link = (
        str(getattr(values, option.name) or "") for option in OPTIONS if option.kind is str
    )
    return Settings(
        policy=Path(policy).expanduser() if policy else None,
        state=Path(state).expanduser() if state else None,
        prompt=tuple(name.strip() for name in prompt.split(",") if name.strip()),
        employee=employee,
        keep_waiting=bool(getattr(values, "twohats_keep_waiting", False)),
        link=link,
    )
