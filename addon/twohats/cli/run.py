"""`twohats run`: the guard."""

import re
from pathlib import Path
from typing import Annotated

import typer

from twohats.cli import places
from twohats.errors import UsageError
from twohats.launcher import Address, guard
from twohats.settings import KEEP_WAITING, LINK, PROMPTS, Settings
from twohats.wording import printable

DEFAULT_LISTEN = "127.0.0.1:8080"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    policy: places.PolicyOption = None,
    listen: Annotated[
        str, typer.Option("--listen", help="HOST:PORT to listen on; port 0 takes a free one.")
    ] = DEFAULT_LISTEN,
    state: places.StateOption = None,
    prompt: Annotated[
        str,
        typer.Option(
            "--prompt", help=f"How to ask: {', '.join(PROMPTS)}, separated by commas (left out: what works here)."
        ),
    ] = "",
    employee: places.EmployeeOption = "",
    insecure_keyring: Annotated[
        bool, typer.Option("--insecure-keyring", help="Keep the key in a file, not in the keyring.")
    ] = False,
    keep_waiting: Annotated[bool, typer.Option("--keep-waiting", help=KEEP_WAITING)] = False,
    link: Annotated[str, typer.Option("--link", metavar="HOST[:PORT]", help=LINK)] = "",
    arguments: Annotated[
        list[str] | None, typer.Argument(help="After `--`: options for mitmproxy.", metavar="-- MITMDUMP-OPTIONS")
    ] = None,
) -> None:
    """Guard this device: read every publishing call, ask or refuse by your policy."""
    settings = Settings(
        policy=_path(policy),
        state=_path(state),
        prompt=tuple(name.strip() for name in prompt.split(",") if name.strip()),
        employee=employee,
        insecure_keyring=insecure_keyring,
        keep_waiting=keep_waiting,
        link=link,
    )
    guard(settings, _address(listen), arguments or [], say=lambda line: places.say([line]))


def _path(path: Path | None) -> Path | None:
    return path.expanduser() if path else None


def _address(text: str) -> Address:
    found = _HOST_PORT.fullmatch(text)
    if found is None or int(found["port"]) > 65535:
        raise UsageError(f"`{printable(text, 80)}` is not HOST:PORT: write `--listen {DEFAULT_LISTEN}`")
    return Address(found["six"] or found["host"], int(found["port"]))


_HOST_PORT = re.compile(r"(\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9._-]+)):(?P<port>[0-9]{1,5})")
