from datetime import UTC, datetime

import pytest

from tests.support.clock import clock_of
from twohats.page.times import moment, scheduled

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(("language", "words"), [("en", "2 Mar 2026, "), ("sv", "2 mars 2026 ")])
def test_a_moment_is_written_as_people_of_the_language_do(language: str, words: str) -> None:
    assert moment(AT, language).startswith(words)
    assert moment(AT, language).endswith(f"{AT.astimezone():%H:%M}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("2026-03-29T00:30:00Z", "29 Mar 2026, 01:30"),
        ("2026-03-29T01:30:00Z", "29 Mar 2026, 03:30"),  # the night without half past two
        ("2026-12-31T23:30:00Z", "1 Jan 2027, 00:30"),
        ("2026-12-31T23:30:00", "1 Jan 2027, 00:30"),
        ("2026-12-31T18:30:00-05:00", "1 Jan 2027, 00:30"),
        ("next tuesday\u202e", "next tuesday\ufffd"),
        ("9999-12-31T23:30:00Z", "9999-12-31T23:30:00Z"),  # there is no such moment in Stockholm
        ("", ""),
    ],
)
def test_a_schedule_is_told_in_words_if_it_is_a_moment(raw: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock_of("Europe/Stockholm", monkeypatch):
        assert scheduled(raw, "en") == words
