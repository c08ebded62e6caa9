"""`twohats platforms`: what is read where, and the calls that no adapter knows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from twohats.adapters import ADAPTERS
from twohats.cli import places
from twohats.errors import UsageError
from twohats.opening import open_store
from twohats.platform_table import Header, header_of
from twohats.state import folder as state_folder
from twohats.unknown_calls import UnknownCall, UnknownCalls
from twohats.wording import printable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("platforms")(platforms)


def platforms(
    name: Annotated[str, typer.Argument(help="One platform, in full.", show_default=False)] = "",
    state: places.StateOption = None,
) -> None:
    """List what is read on each platform, and the calls on guarded hosts that changed something and that no adapter
    knows.
    """
    headers = sorted(map(header_of, ADAPTERS), key=lambda header: header.platform)
    if name:
        _tell(_named(headers, name))
        return
    Console().print(_table(headers))
    unknown = _unknown(places.state(state))
    if unknown:
        Console().print(_unknown_table(unknown))
    else:
        print("No unknown call was seen.")


def _named(headers: Sequence[Header], name: str) -> Header:
    found = next((header for header in headers if header.platform == name), None)
    if found is None:
        raise UsageError(f"`{printable(name)}` is no platform that twohats reads: see `twohats platforms`")
    return found


def _tell(header: Header) -> None:
    print(f"{header.platform}: {header.title}")
    lines = {"ways in": header.surfaces, "reads": ", ".join(header.reads), "does not read": header.not_read}
    lines |= {"not seen from a real client": header.unverified or "nothing", "checked": header.checked}
    for what, words in lines.items():
        print(f"  {what}: {words}")


def _table(headers: Sequence[Header]) -> Table:
    table = Table("platform", "ways in", "reads", "checked", box=None, pad_edge=False)
    for header in headers:
        table.add_row(header.platform, header.surfaces, ", ".join(header.reads), header.checked)
    return table


def _unknown(folder: Path) -> list[UnknownCall]:
    if not (folder / state_folder.STORE_FILE).exists():
        return []  # the guard never ran here
    with open_store(folder) as store:
        return UnknownCalls(store, places.now).all()


def _unknown_table(calls: Sequence[UnknownCall]) -> Table:
    title = "unknown calls: twohats may need a newer version to read them"
    table = Table("count", "method", "host", "path", "last seen", box=None, pad_edge=False, title=title)
    for call in calls:
        table.add_row(str(call.count), call.method, printable(call.host), printable(call.path), call.at)
    return table
