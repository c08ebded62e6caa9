"""`twohats forget`: erases what is remembered of one person's posts, as when this computer goes to somebody else."""

from pathlib import Path
from typing import Annotated

import typer

from twohats import control
from twohats.cli import places
from twohats.errors import NotRunningError, UsageError
from twohats.opening import open_history
from twohats.wording import printable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("forget")(forget)


def forget(
    employee: Annotated[str, typer.Argument(help="Whose: a key of `people` in the policy.")],
    state: places.StateOption = None,
) -> None:
    """Erase what is remembered of one person's posts and uploads, and what nobody can tell whose it is: for the day on
    which this computer goes to somebody else. The audit trail stays.
    """
    folder = places.state(state)
    if not employee.strip():
        raise UsageError("nobody is named: name a key of `people`, as in `twohats forget anna`")
    _refuse_while_running(folder)
    with open_history(folder) as history:
        gone = history.clear(employee)
    places.say([f"{gone} entries of the memory of `{printable(employee)}` erased"])


def _refuse_while_running(folder: Path) -> None:
    """A running guard holds some of it in memory, and would go on telling of it."""
    try:
        control.status(folder)
    except NotRunningError:
        return
    raise UsageError("the guard is running and remembers by itself: stop it first")
