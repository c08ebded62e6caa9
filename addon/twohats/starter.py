"""Starter policies: what `twohats init` writes, from a few answers."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from twohats.errors import UsageError
from twohats.policy_file import PEOPLE_FOLDER, TEAM_FILE
from twohats_policy.schema import schemas

TEAM_TEMPLATE = "team.yaml"
PERSON_TEMPLATE = "person.yaml"


@dataclass(frozen=True)
class Handle:
    """The name of an account on one platform; `server` where the platform has many."""

    name: str
    server: str = ""


@dataclass(frozen=True)
class Starter:
    """The answers: who is at the keyboard, the brand, and the handles of both, by platform."""

    employee: str = "me"
    name: str = "Me"
    brand: str = "my-brand"
    brand_name: str = "My brand"
    brand_handles: dict[str, Handle] = field(default_factory=dict[str, Handle])
    own_handles: dict[str, Handle] = field(default_factory=dict[str, Handle])
    timezone: str = "UTC"


def refuse_overwriting(folder: Path) -> None:
    """Make sure that there is no policy in the folder yet.

    Raises:
        UsageError: there is one.
    """
    if os.path.exists(folder / TEAM_FILE):  # what cannot be looked at shows when it is written
        raise _present(folder / TEAM_FILE)


def write(folder: Path, starter: Starter) -> list[Path]:
    """Write the team file, the person's file and the schemas that they name for editors; return the first two.

    Raises:
        UsageError: there is a policy already, or the folder cannot be written.
    """
    policy = {
        folder / TEAM_FILE: _filled(TEAM_TEMPLATE, starter),
        folder / PEOPLE_FOLDER / f"{starter.employee}.yaml": _filled(PERSON_TEMPLATE, starter),
    }
    known = {folder / f"{name}.schema.json": json.dumps(schema, indent=2) for name, schema in schemas().items()}
    try:
        if present := [path for path in policy if path.exists()]:
            raise _present(present[0])
        for path, text in (known | policy).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot write `{folder}` ({why}): choose another folder with `--policy`") from error
    return list(policy)


def _present(file: Path) -> UsageError:
    return UsageError(f"`{file}` is there already: edit it, or choose another folder with `--policy`")


def _filled(template: str, starter: Starter) -> str:
    environment = Environment(
        loader=PackageLoader("twohats", "starters"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quoted"] = _quoted
    return environment.get_template(template).render(starter=starter)


def _quoted(text: str) -> str:
    """Return the text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)
