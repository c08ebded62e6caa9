"""Starter policies: what `twohats init` writes, from a few answers."""

from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from twohats.errors import UsageError
from twohats.policy_file import PEOPLE_FOLDER, TEAM_FILE

TEAM_TEMPLATE = "team.yaml"
PERSON_TEMPLATE = "person.yaml"


@dataclass(frozen=True)
class Starter:
    """The answers: who is at the keyboard, the brand, and the handles of both, by platform."""

    employee: str = "me"
    name: str = "Me"
    brand: str = "my-brand"
    brand_name: str = "My brand"
    brand_handles: dict[str, str] = field(default_factory=dict)
    own_handles: dict[str, str] = field(default_factory=dict)
    timezone: str = "UTC"


def write(folder: Path, starter: Starter) -> list[Path]:
    """Write the team file and the person's file; return their paths.

    Raises:
        UsageError: there is a policy already, or the folder cannot be written.
    """
    files = {
        folder / TEAM_FILE: _filled(TEAM_TEMPLATE, starter),
        folder / PEOPLE_FOLDER / f"{starter.employee}.yaml": _filled(PERSON_TEMPLATE, starter),
    }
    present = [path for path in files if path.exists()]
    if present:
        raise UsageError(f"`{present[0]}` is there already: edit it, or choose another folder with `--policy`")
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(
            f"cannot write `{folder}` ({error.strerror}): choose another folder with `--policy`"
        ) from error
    return list(files)


def _filled(template: str, starter: Starter) -> str:
    environment = Environment(
        loader=PackageLoader("twohats", "starters"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(starter=starter)
