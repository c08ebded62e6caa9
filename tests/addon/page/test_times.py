from datetime import UTC, datetime

import pytest

from twohats.page.times import moment

AT = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(("language", "words"), [("en", "2 Mar 2026, "), ("sv", "2 mars 2026 ")])
def test_a_moment_is_written_as_people_of_the_language_do(language: str, words: str) -> None:
    assert moment(AT, language).startswith(words)
    assert moment(AT, language).endswith(f"{AT.astimezone():%H:%M}")
