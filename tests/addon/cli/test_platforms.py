"""`twohats platforms`."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from typer.testing import CliRunner

from tests.support.calls import call
from twohats.adapters import ADAPTERS
from twohats.cli import app_for
from twohats.errors import UsageError
from twohats.state.store import Store
from twohats.unknown_calls import UnknownCalls

WIDE = {"COLUMNS": "400"}


def told(*words: str) -> str:
    done = CliRunner().invoke(app_for([]), ["platforms", *words], env=WIDE, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_every_platform_is_listed_and_no_unknown_call_where_the_guard_never_ran(tmp_path: Path) -> None:
    shown = told("--state", str(tmp_path / "never"))
    assert {adapter.name for adapter in ADAPTERS} <= {line.split()[0] for line in shown.splitlines() if line.strip()}
    assert "No unknown call was seen." in shown
    assert not (tmp_path / "never").exists()


def test_unknown_calls_are_counted(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        counts = UnknownCalls(store, lambda: datetime(2026, 1, 15, 12, 0, tzinfo=UTC))
        for _ in range(3):
            counts.count(call("POST", "https://x.com/i/api/graphql/somethingNew"))
        store.flush()
    (line,) = [line for line in told("--state", str(tmp_path)).splitlines() if "x.com " in line]
    assert line.split()[:3] == ["3", "POST", "x.com"]


def test_one_platform_is_told_in_full() -> None:
    shown = told("mastodon")
    assert shown.startswith("mastodon: The Mastodon family")
    assert "does not read: " in shown
    assert "bluesky" not in shown


def test_a_platform_that_is_not_there_is_named_with_the_remedy() -> None:
    failed = CliRunner().invoke(app_for([]), ["platforms", "friendster"])
    assert isinstance(failed.exception, UsageError)
    assert str(failed.exception) == "`friendster` is no platform that twohats reads: see `twohats platforms`"
