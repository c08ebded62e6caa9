"""`twohats log`: the audit trail."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from twohats.audits.log import lines
from twohats.cli import places
from twohats.cli.since import moment
from twohats.errors import UsageError
from twohats.opening import open_audit, open_store
from twohats.wording import printable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log")(log)


def log(
    id: Annotated[str, typer.Argument(help="One record, by its id.", show_default=False)] = "",
    state: places.StateOption = None,
    as_json: places.JsonOption = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check that nothing was changed, removed or added.")] = False,
    since: Annotated[
        str, typer.Option("--since", help="Only after this: `2026-11-22`, `2026-11-22T10:00`, or `2h`, `3d`.")
    ] = "",
) -> None:
    """Show what was decided, answered, done, and what came of it."""
    folder, after = places.state(state), moment(since)
    if verify:
        with open_audit(folder) as audit:
            _verify(audit.verify())
    with open_store(folder) as store:
        records = list(lines(store, since=after, id=id))
    if id and not records:
        raise UsageError(f"no record `{id}`: see `twohats log`")
    if as_json:
        for record in records:
            print(json.dumps(record))
    elif not records:
        print("nothing was decided since then" if since else "nothing was decided yet")
    else:
        places.console().print(_table(records))


def _verify(problems: list[str]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
    print("the audit trail is whole" if not problems else f"the audit trail is not whole: {len(problems)} problems")
    raise typer.Exit(1 if problems else 0)


def _table(records: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("time", "account", "what", "decision", "verdict", "rules"):
        table.add_column(heading, overflow="fold")  # in a narrow terminal the end of a name goes on in the next line
    table.add_column("id", no_wrap=True)  # it is copied into other commands
    for record in records:
        table.add_row(*(printable(cell) for cell in _cells(record)))
    return table


def _cells(record: Mapping[str, Any]) -> tuple[str, ...]:
    if "unreadable" in record:
        return _local(record["time"]), "", "damaged line, see `twohats log --verify`", "", "", "", record["id"]
    account, answer, outcome = record["account"], record["answer"], record["outcome"]
    who = account["ref"] or account["username"] or account["platform_id"] or "unknown"
    said = f", {answer['by']}: {answer['choice']}" if answer else ""
    came = f" ({outcome['status']})" if outcome else ""
    what = f"{record['platform']} {record['verb'] or 'unreadable'}"
    rules = ", ".join(record["decision"]["rules"])
    return (
        _local(record["time"]),
        who,
        what,
        f"{record['decision']['effect']}{said}",
        f"{record['verdict']}{came}",
        rules,
        record["id"],
    )


def _local(time: str) -> str:
    """Return a time as the clock on the wall shows it, as `--since` takes it."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return time
