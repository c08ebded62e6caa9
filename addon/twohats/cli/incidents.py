"""`twohats incidents`: posts that made the news, and whether twohats would have stopped them, by which rule."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from twohats.cli import places
from twohats.incidents import place
from twohats.incidents.incident import read_suite
from twohats.incidents.shipped import as_shipped, held
from twohats.incidents.suite import Result, run_all


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("incidents")(incidents)


def incidents(
    numbers: Annotated[list[int] | None, typer.Argument(help="Only these; left out: all.")] = None,
    suite: Annotated[Path | None, typer.Option("--suite", help="Another folder of incidents.")] = None,
    shipped: Annotated[
        bool, typer.Option("--as-shipped", help="Only the packs of a new policy, nothing raised, no hat.")
    ] = False,
    json_lines: places.JsonOption = False,
) -> None:
    """Send the posts of known incidents against the shipped rules: stopped or not, by which rule, and the twin."""
    folder = suite.expanduser() if suite else place.suite_folder()
    wanted = tuple(one for one in read_suite(folder) if not numbers or one.number in numbers)
    wanted = tuple(map(as_shipped, wanted)) if shipped else wanted
    results = asyncio.run(_results(wanted, folder))
    if json_lines:
        for result in results:
            print(json.dumps(_as_json(result)))
    else:
        places.console().print(_table(results))
        print(_held(results) if shipped else _sum(results))
    if not shipped and not all(result.as_expected for result in results):
        raise typer.Exit(1)


async def _results(wanted: tuple[Any, ...], folder: Path) -> list[Result]:
    return [result async for result in run_all(wanted, folder)]


def _as_json(result: Result) -> dict[str, Any]:
    incident, decision, twin = result.incident, result.decision, result.twin
    return {
        "number": incident.number,
        "name": incident.name,
        "date": incident.date,
        "effect": str(decision.effect) if decision else None,
        "rules": list(decision.rules) if decision else [],
        "stopped": result.stopped,
        "twin": str(twin.effect) if twin else None,
        "silent": result.silent,
        "unreachable": incident.unreachable,
        "as_expected": result.as_expected,
    }


def _table(results: list[Result]) -> Table:
    table = Table("no.", "date", "who", "effect", "rule", "its twin", title="would twohats have stopped it?")
    for result in results:
        incident, decision, twin = result.incident, result.decision, result.twin
        effect = str(decision.effect) if decision else "out of reach"
        why = ", ".join(decision.rules) if decision else incident.unreachable
        quiet = "silent" if result.silent else (str(twin.effect) + ": " + ", ".join(twin.rules) if twin else "-")
        mark = "" if result.as_expected else " (!)"
        table.add_row(f"{incident.number:02}", incident.date, incident.name + mark, effect, why, quiet)
    return table


def _held(results: list[Result]) -> str:
    reached = [result for result in results if not result.incident.unreachable]
    gone = ", ".join(f"{result.incident.number:02}" for result in reached if not held(result)) or "none"
    return (
        f"{sum(map(held, reached))} of {len(reached)} asked about or refused with the packs as they come; not: {gone}"
    )


def _sum(results: list[Result]) -> str:
    reached = [result for result in results if not result.incident.unreachable]
    stopped = sum(result.stopped for result in reached)
    twins = [result for result in results if result.twin is not None]
    silent = sum(result.silent for result in twins)
    out = len(results) - len(reached)
    return f"{stopped} of {len(reached)} stopped, {out} out of reach; {silent} of {len(twins)} twins silent"
