"""`twohats why`: what recorded requests do, and what the policy says to them, offline."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from twohats.cli import places
from twohats.opening import open_replay
from twohats.replays.explanation import explained
from twohats.replays.labels import Score, score
from twohats.replays.recordings import files_of, read_file
from twohats.replays.replay import Replay, Replayed, as_json


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("why")(why)


def why(
    files: Annotated[
        list[Path], typer.Argument(help="Recordings: .flow, .har, .jsonl, cassettes; or folders of them.")
    ],
    policy: places.PolicyOption = None,
    employee: places.EmployeeOption = "",
    json_lines: places.JsonOption = False,
) -> None:
    """Say who acts, what would be published, the decision, its rules, and the smallest change that would flip it."""
    recordings = [recording for path in files for recording in files_of(path)]
    with open_replay(policy, employee) as replay:
        scores = score((recording, _read(replay, recording, json_lines=json_lines)) for recording in recordings)
    if scores and not json_lines:
        Console().print(_scores(scores))
    if any(found.misses for found in scores):
        raise typer.Exit(1)


def _read(replay: Replay, recording: Path, *, json_lines: bool) -> list[dict[str, object]]:
    replayed = asyncio.run(replay.file(read_file(recording)))
    readings = [as_json(one) for one in replayed]
    for one, reading in zip(replayed, readings, strict=True):
        if json_lines:
            print(json.dumps(reading, ensure_ascii=False))
        else:
            _tell(one)
    return readings


def _tell(replayed: Replayed) -> None:
    for line in explained(replayed):
        print(line)


def _scores(scores: list[Score]) -> Table:
    table = Table(
        "platform", "recordings", "requests", "read right", "missed", title="against the labels beside the recordings"
    )
    for found in scores:
        share = f"{100 * found.right / found.requests:.1f} %" if found.requests else "-"
        table.add_row(
            found.platform, str(found.cases), str(found.requests), share, "\n".join(_first(map(str, found.misses)))
        )
    return table


def _first(lines: Iterator[str], most: int = 20) -> list[str]:
    shown = list(lines)
    return shown if len(shown) <= most else [*shown[:most], f"and {len(shown) - most} more"]
