"""`twohats why`: what recorded requests do, and what the policy says to them, offline."""

import asyncio
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from twohats.cli import places
from twohats.errors import UsageError
from twohats.opening import open_replay
from twohats.replays.explanation import explained
from twohats.replays.labels import Score, score
from twohats.replays.recordings import files_of, read_file
from twohats.replays.replay import Replay, Replayed, as_json

MAX_MISSES = 20
"""Misses that the table of scores shows of one platform."""


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
    recordings = [recording for path in files for recording in files_of(path.expanduser())]
    damaged: list[str] = []
    with open_replay(policy, employee) as replay:
        readings = [(one, asyncio.run(_read(replay, one, damaged, json_lines=json_lines))) for one in recordings]
    scores = score(readings)
    if scores and not json_lines:
        places.console().print(_scores(scores))
    if damaged:
        raise UsageError(damaged[-1])
    if any(found.misses for found in scores):
        raise typer.Exit(1)


async def _read(replay: Replay, recording: Path, damaged: list[str], *, json_lines: bool) -> list[dict[str, Any]]:
    """Print what the requests of one file do, as they are read; a damaged file ends early and keeps no other back."""
    readings: list[dict[str, Any]] = []
    try:
        async for replayed in replay.file(read_file(recording)):
            readings.append(as_json(replayed))
            _tell(replayed, readings[-1] if json_lines else None)
    except UsageError as error:
        if damaged:
            print(f"twohats: {damaged[-1]}", file=sys.stderr)
        damaged.append(str(error))
    return readings


def _tell(replayed: Replayed, reading: dict[str, Any] | None) -> None:
    for line in [json.dumps(reading)] if reading is not None else explained(replayed):
        print(line)


def _scores(scores: Iterable[Score]) -> Table:
    table = Table(
        "platform", "recordings", "requests", "read right", "missed", title="against the labels beside the recordings"
    )
    for found in scores:
        share = f"{100 * found.right / found.requests:.1f} %" if found.requests else "-"
        missed = "\n".join(_first([str(miss) for miss in found.misses]))
        table.add_row(found.platform, str(found.cases), str(found.requests), share, missed)
    return table


def _first(lines: list[str]) -> list[str]:
    rest = len(lines) - MAX_MISSES
    return lines if rest <= 0 else [*lines[:MAX_MISSES], f"and {rest} more"]
