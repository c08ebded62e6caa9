"""The options of the guard: name, type, default and help, for `mitmdump -s` and as one value for the launcher."""

from dataclasses import dataclass
from pathlib import Path

PROMPTS = ("desktop", "page", "terminal", "command", "none")


@dataclass(frozen=True)
class Option:
    """One mitmproxy option of ours; all are strings, an empty one means the default place or way."""

    name: str
    help: str


OPTIONS = (
    Option("twohats_policy", "Folder of the policy files. Empty: the folder that `twohats init` writes."),
    Option(
        "twohats_state",
        "Folder of twohats' memory and audit trail. Empty: the usual place of this system.",
    ),
    Option("twohats_prompt", f"How to ask, separated by commas: {', '.join(PROMPTS)}. Empty: whatever works here."),
    Option("twohats_employee", "Id of the person at the keyboard, as in the policy. Empty: the only one there is."),
)


@dataclass(frozen=True)
class Settings:
    """What the person chose; None means that it was left to twohats.

    `insecure_keyring` keeps the key in a file unasked.
    """

    policy: Path | None = None
    state: Path | None = None
    prompt: tuple[str, ...] = ()
    employee: str = ""
    insecure_keyring: bool = False


def settings_of(values: object) -> Settings:
    """Read the settings from mitmproxy's options: `values` has them as attributes."""
    policy, state, prompt, employee = (str(getattr(values, option.name) or "") for option in OPTIONS)
    return Settings(
        policy=Path(policy).expanduser() if policy else None,
        state=Path(state).expanduser() if state else None,
        prompt=tuple(name.strip() for name in prompt.split(",") if name.strip()),
        employee=employee,
    )
