from datetime import UTC, datetime, timedelta

import pytest

from twohats.cli import places
from twohats.cli.since import moment
from twohats.errors import UsageError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ago"), [("30m", timedelta(minutes=30)), ("2h", timedelta(hours=2)), ("28d", timedelta(days=28))]
)
def test_so_long_ago(text: str, ago: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "now", lambda: NOW)
    assert moment(text) == NOW - ago


def test_a_moment_by_the_clock_on_the_wall_or_with_its_own_zone() -> None:
    assert moment("2026-11-22T10:00+00:00") == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert moment("2026-11-22") == datetime(2026, 11, 22).astimezone()


def test_nothing_is_no_moment() -> None:
    assert moment("") is None


@pytest.mark.parametrize("text", ["yesterday", "2h30", "-1h", "2026-13-01", "0001-01-01", "9" * 50, "\x1b[31m"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is not a time: write `2026-11-22`"):
        moment(text)
