"""The commands: arguments in, exit code out. One file a command (or a pair); the list is here.

Exit codes: 0 fine, 1 refused or failed check, 2 usage or unreadable input, 3 not running. Errors are one line on
stderr.
"""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, cast

import typer

from twohats import __version__
from twohats.errors import AuditError, TwohatsError, UsageError
from twohats.state.store import StoreError
from twohats.wording import printable, printable_lines
from twohats_policy.errors import PolicyError

COMMANDS: Mapping[str, str] = {
    **{name: name for name in ("demo", "run", "init", "check", "why", "log", "report", "pending")},
    "answer": "pending",
    "incidents": "incidents",
    **{name: name for name in ("accounts", "forget", "media", "pin", "platforms", "record", "schema", "script")},
}
"""Each command with the module of this folder that it is in, in the order of the help."""


def app_for(words: Sequence[str]) -> typer.Typer:
    """Return the application for a command line. Only the command it names is loaded, so that the guard starts fast."""
    app = typer.Typer(
        name="twohats",
        help="Keeps a personal post from going out under a brand's name.",
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_common)
    named = [COMMANDS[word] for word in words[:1] if word in COMMANDS] or COMMANDS.values()
    for module in dict.fromkeys(named):
        import_module(f"twohats.cli.{module}").add_to(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        print(f"twohats {__version__}")
        raise typer.Exit


def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keeps a personal post from going out under a brand's name."""


def main() -> None:
    """Run the command line; every error of ours is one line with the remedy last, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to fail
    try:
        sys.exit(_run())
    except PolicyError as error:
        _fail(printable_lines(str(error), _LENGTH), 2)
    except TwohatsError as error:
        _fail(printable(f"twohats: {error}", _LENGTH), error.exit_code)
    except (AuditError, StoreError) as error:
        _fail(printable(f"twohats: {error}", _LENGTH), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its end
        sys.exit(0)  # the reader of a pipe has seen enough


def _run() -> int:
    """Run the command and return its exit code; what typer says about wrong arguments becomes one line, too."""
    try:
        words = sys.argv[1:] or ["--help"]
        code = app_for(words)(args=words, prog_name="twohats", standalone_mode=False)
    except typer.Abort as error:
        raise UsageError("stopped before it was done: run it again") from error
    except _WRONG_ARGUMENTS as error:
        command = getattr(getattr(error, "ctx", None), "command_path", "twohats")
        what = printable(error.format_message()).rstrip(".")
        raise UsageError(f"{what[:1].lower()}{what[1:]}: see `{command} --help`") from error
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _fail(line: str, code: int) -> None:
    print(line, file=sys.stderr)
    sys.exit(code)


_LENGTH = 20_000  # characters; paths can be long

_WRONG_ARGUMENTS = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What all wrong arguments are: typer brings its own copy of click, or uses the installed one."""
