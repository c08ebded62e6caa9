"""The commands: arguments in, exit code out. One file a command (or a pair); the list is here.

Exit codes: 0 fine, 1 refused or failed check, 2 usage or unreadable input, 3 not running. Errors are one line on
stderr.
"""

import sys
from typing import Annotated

import typer

from twohats import __version__
from twohats.cli import accounts, check, demo, init, log, pending, record, run, schema, script, why
from twohats.errors import AuditError, TwohatsError
from twohats_policy.errors import PolicyError

app = typer.Typer(
    name="twohats",
    help="Keeps a personal post from going out under a brand's name.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

for command in (demo, run, init, check, why, log, pending, accounts, record, schema, script):
    command.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"twohats {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keeps a personal post from going out under a brand's name."""


def main() -> None:
    """Run the command line; every error of ours is one line with the remedy last, never a traceback."""
    try:
        app()
    except PolicyError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except TwohatsError as error:
        print(f"twohats: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except AuditError as error:
        print(f"twohats: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)  # the reader of a pipe has seen enough
