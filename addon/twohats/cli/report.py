"""`twohats report`: what twohats caught, what it asked, and which rules ask too often."""

import json
import locale
import os
from pathlib import Path
from typing import Annotated

import typer

from twohats import policy_file
from twohats import report as reports
from twohats.cli import places
from twohats.cli.since import moment
from twohats.errors import UsageError
from twohats.opening import open_store
from twohats.reports.figures import Reader
from twohats.wording import LANGUAGES, language_of, printable
from twohats_policy.policy import Policy


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report)


def report(
    since: Annotated[
        str, typer.Option("--since", help="From then on: `2026-11-22`, or `3d` (left out: 28 days).")
    ] = "",
    person: Annotated[str, typer.Option("--person", help="Only what this person posted, by id.")] = "",
    people: Annotated[bool, typer.Option("--people", help="Name everybody, not only the one who runs it.")] = False,
    as_json: places.JsonOption = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page to this file.")] = None,
    language: Annotated[str, typer.Option("--language", help="`en` or `sv` (left out: that of this computer).")] = "",
    put_back: Annotated[str, typer.Option("--put-back", help="Let this rule only observe, in `team.yaml`.")] = "",
    enforce: Annotated[str, typer.Option("--enforce", help="Let this rule act again.")] = "",
    policy: places.PolicyOption = None,
    state: places.StateOption = None,
    employee: places.EmployeeOption = "",
) -> None:
    """Show what was asked, caught and sent, by day, account, person and rule."""
    spoken = _language(language)
    if put_back or enforce:
        _observe(places.policy_folder(policy), employee, put_back, enforce)
        return
    current = _policy(policy, employee)
    reader = Reader(current.employee if current else employee, people)
    if person and not reader.sees(person):
        raise UsageError(f"figures of `{printable(person, 40)}` are theirs: if they agreed to it, add `--people`")
    with open_store(places.state(state)) as store:
        made = reports.make(store, current, reader, places.now(), since=moment(since), person=person)
    _show(made, spoken, html, as_json=as_json)


def _show(made: reports.Report, language: str, html: Path | None, *, as_json: bool) -> None:
    if html is not None:
        _write(html, made.page(language))
    if as_json:
        print(json.dumps(made.values()))
    elif html is None:
        console = places.console()
        console.print(made.tables(language, console.width))


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot write `{file}` ({why}): name another file with `--html`") from error


def _observe(folder: Path, employee: str, put_back: str, enforce: str) -> None:
    if put_back and enforce:
        raise UsageError("`--put-back` and `--enforce` are two steps: run them one after the other")
    rule, wanted = (put_back, True) if put_back else (enforce, False)
    changed = reports.observe(folder, places.load_policy(folder, employee), rule, wanted=wanted)
    now = "is only observed" if wanted else "is in force"
    print(f"`{rule}` {now}{', from the next post on' if changed else ' already'}")


def _policy(chosen: Path | None, employee: str) -> Policy | None:
    """Return the policy; None where none is named and the usual place has none: figures can be had without."""
    folder = places.policy_folder(chosen)
    if chosen is None and not os.path.exists(folder / policy_file.TEAM_FILE):
        return None
    return places.load_policy(folder, employee)


def _language(wanted: str) -> str:
    if wanted and wanted not in LANGUAGES:
        raise UsageError(
            f"`{printable(wanted, 20)}` is not spoken here: write {' or '.join(f'`{one}`' for one in LANGUAGES)}"
        )
    return wanted or language_of(locale.getlocale()[0] or "")
