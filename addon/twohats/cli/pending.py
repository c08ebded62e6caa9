"""`twohats pending` and `twohats answer`: the open questions, from a terminal."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from twohats import control
from twohats.cli import places
from twohats.prompter import Choice, Standing
from twohats.wording import printable


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("pending")(pending)
    app.command("answer")(answer)


def pending(
    state: places.StateOption = None,
    page: Annotated[bool, typer.Option("--page", help="Open them in the browser.")] = False,
) -> None:
    """List the questions that wait for an answer, and those that ended without one."""
    folder = places.state(state)
    found = control.pending(folder)
    for question in found:
        print(f"{question.id}  {printable(question.title)}  [{question.standing}, {question.seconds} s]")
        for reason in question.reasons:
            print(f"        {printable(reason)}")
    if not found:
        print("nothing waits for an answer")
    if page:
        _open(control.open_file(folder))


def answer(
    id: Annotated[str, typer.Argument(help="The question's id, from `twohats pending`.")],
    choice: Annotated[Choice, typer.Argument(help="`send` or `block`.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it goes into the log.")] = "",
    state: places.StateOption = None,
) -> None:
    """Answer a question."""
    standing = control.answer(places.state(state), id, choice, reason=reason)
    print("confirmed: send it again, it passes once" if standing is Standing.CONFIRMED else f"answered: {choice}")


def _open(file: Path) -> None:
    if not webbrowser.open(file.as_uri()):
        print(f"no browser could be opened: open {file} yourself")
