"""`twohats record`: a scrubbed cassette from a real recording."""

import re
from pathlib import Path
from typing import Annotated

import typer

from twohats.cli import places
from twohats.errors import UsageError
from twohats.replays.cassette import cassette_text
from twohats.replays.recordings import read_file
from twohats.wording import printable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("record")(record)


def record(
    recording: Annotated[Path, typer.Argument(help="A .flow or .har file.")],
    name: Annotated[str, typer.Option("--as", help="Name of the cassette: `web-post`.")],
    index: Annotated[int, typer.Option("--index", help="Which request of the file, from 0.")] = 0,
    folder: Annotated[Path, typer.Option("--into", help="Folder to write it to.")] = Path(),
    about: Annotated[str, typer.Option("--about", help="What it shows, in one line.")] = "recorded by hand",
) -> None:
    """Write one recorded request as a cassette, without its secrets: tokens, ids and media are replaced before it is
    written.
    """
    exchange = next((found for found in read_file(recording) if found.index == index), None)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,80}", name):
        raise UsageError(f"`{printable(name, 40)}` is no name of a cassette: write `--as web-post`, in small letters")
    if exchange is None:
        raise UsageError(f"`{recording}` has no request {index}: count from 0")
    target = folder.expanduser() / f"{name}.yaml"
    places.write_new(target, cassette_text(exchange, about, places.now().date()), "choose another name with `--as`")
    print(f"wrote {target}: look through it before you share it, and label it under `expect`")
