"""Options that several commands share, and where things are when they are left out."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from twohats import policy_file
from twohats.errors import UsageError
from twohats.extras import installed
from twohats.state import folder as state_folder
from twohats_policy.policy import Policy

PolicyOption = Annotated[
    Path | None, typer.Option("--policy", help="Folder of the policy files (left out: the one `twohats init` writes).")
]
StateOption = Annotated[
    Path | None, typer.Option("--state", help="Folder of the audit trail and the memory (left out: the usual place).")
]
EmployeeOption = Annotated[
    str, typer.Option("--employee", help="Id of the person at the keyboard (left out: the only one there is).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def policy_folder(chosen: Path | None) -> Path:
    """Return the policy folder in force."""
    return chosen.expanduser() if chosen else policy_file.default_folder()


def state(chosen: Path | None) -> Path:
    """Return the state folder in force."""
    return chosen.expanduser() if chosen else state_folder.default_folder()


def load_policy(folder: Path, employee: str) -> Policy:
    """Load a policy.

    Raises:
        UsageError: there is none, or it cannot be read.
        PolicyError: it is wrong.
    """
    return policy_file.load_folder(folder, policy_file.employee_of(folder, employee), installed())


def now() -> datetime:
    """Return the time; the only clock of the commands."""
    return datetime.now(UTC)  # noqa: TID251  the clock enters here


def write_new(file: Path, text: str, otherwise: str) -> None:
    """Write a file that must not be there yet; `otherwise` says what to do if it is.

    Raises:
        UsageError: it is there, or cannot be written.
    """
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise UsageError(f"`{file}` is there already: {otherwise}") from error
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot write `{file}` ({why}): {otherwise}") from error


def console() -> Console:
    """Return a console that takes nothing in a text for markup: the texts come from calls and files."""
    return Console(markup=False, emoji=False, highlight=False)


def say(lines: Iterable[str]) -> None:
    """Print lines for a person on stderr, where they do not mix with what a program reads."""
    for line in lines:
        print(line, file=sys.stderr)
