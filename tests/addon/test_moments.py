"""Times in one form."""

import pytest

from twohats.moments import in_utc


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2030-01-01T09:00:00Z", "2030-01-01T09:00:00Z"),
        ("2030-01-01T09:00:00.000Z", "2030-01-01T09:00:00Z"),
        ("2030-01-01T10:00:00+01:00", "2030-01-01T09:00:00Z"),
        ("2030-01-01 09:00", "2030-01-01T09:00:00Z"),
        ("1893488400", "2030-01-01T09:00:00Z"),
        ("1893488400000", "2030-01-01T09:00:00Z"),
    ],
)
def test_moments_are_told_in_utc(raw: str, moment: str) -> None:
    assert in_utc(raw) == moment


@pytest.mark.parametrize("raw", ["tomorrow", "", "12", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00"])
def test_what_is_no_moment_comes_back_as_it_is(raw: str) -> None:
    assert in_utc(raw) == raw
