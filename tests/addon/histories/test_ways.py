from datetime import UTC, datetime, timedelta

import pytest

from twohats.histories.deeds import Deed
from twohats.histories.holder import Holder
from twohats.histories.ways import LEAST_POSTS, LEAST_TAGGED, Ways

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def deed(at: datetime = NOW, tags: tuple[str, ...] = (), platform: str = "x") -> Deed:
    return Deed(Holder("acme"), platform, "1111", at, reply=False, marks=b"", tags=tags)


def ways(*deeds: Deed) -> Ways:
    found = Ways()
    for one in deeds:
        found.add(one, UTC, NOW)
    return found


def test_only_the_last_hour_is_a_burst() -> None:
    found = ways(deed(NOW - timedelta(hours=1)), deed(NOW - timedelta(minutes=59)), deed(platform="bluesky"))
    assert (found.burst("x", NOW), found.burst("bluesky", NOW), found.burst("threads", NOW)) == (1, 1, 0)


@pytest.mark.parametrize(("hour", "first"), [(9, False), (8, False), (10, False), (11, True), (0, True), (7, True)])
def test_an_hour_is_usual_if_anything_went_out_around_it(hour: int, first: bool) -> None:
    assert ways(*[deed()] * LEAST_POSTS).first_at(hour) is first


def test_no_hour_is_unusual_for_an_account_that_hardly_posts() -> None:
    assert not ways(*[deed()] * (LEAST_POSTS - 1)).first_at(3)


def test_tags_are_new_once_enough_are_known() -> None:
    used = [deed(tags=("a",))] * (LEAST_TAGGED - 1)
    assert ways(*used).new_tags({"b"}) == set()
    assert ways(*used, deed(tags=("c",))).new_tags({"a", "b", "c"}) == {"b"}
