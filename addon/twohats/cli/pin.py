"""`twohats pin`: the line for the team file by which a colleague proves who they are."""

import sys
from typing import Annotated

import typer

from twohats.errors import UsageError
from twohats.sign_ins import LEAST_LETTERS, MOST_LETTERS, hash_of


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pin")(pin)


def pin(
    stdin: Annotated[bool, typer.Option("--stdin", help="Read the PIN from standard input, once.")] = False,
) -> None:
    """Print the line for your entry under `people` in team.yaml: a hash of your PIN or pass phrase."""
    chosen = (sys.stdin.readline() if stdin else _asked()).strip()
    if len(chosen) < LEAST_LETTERS:
        raise UsageError(f"a PIN has at least {LEAST_LETTERS} characters; better, take a pass phrase of four words")
    if len(chosen) > MOST_LETTERS:
        raise UsageError(f"a pass phrase has at most {MOST_LETTERS} characters; take a shorter one")
    print(f'pin: "{hash_of(chosen)}"')


def _asked() -> str:
    """Ask twice: nobody sees what they type. Raises UsageError if the two differ."""
    first = str(typer.prompt("PIN or pass phrase", hide_input=True, err=True))
    if str(typer.prompt("The same again", hide_input=True, err=True)) != first:
        raise UsageError("the two are not the same; run `twohats pin` again")
    return first
