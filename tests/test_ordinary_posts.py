"""What the packs of a new policy ask about: few of the posts that houses send on an ordinary day (docs/content.md)."""

from collections import Counter

import pytest

from tests.support.ordinary import all_decisions, asked, houses
from twohats_policy.files import Budget

POSTS = 200


def test_there_are_two_hundred_posts_of_twenty_trades_in_three_languages() -> None:
    found = houses()
    assert sum(len(house.posts) for house in found) == POSTS
    assert Counter(house.language for house in found) == {"en": 10, "sv": 5, "de": 5}


async def test_a_house_is_asked_at_most_once_in_twenty_five_posts(capsys: pytest.CaptureFixture[str]) -> None:
    questions = asked(await all_decisions())
    with capsys.disabled():
        print("", f"asked about {len(questions)} of {POSTS} ordinary posts:", *questions, sep="\n  ")  # noqa: T201
    budget = Budget()
    assert len(questions) * budget.per <= POSTS * budget.asks
    assert not [line for line in questions if not line.startswith("ask ")]


async def test_a_house_that_does_not_name_its_trade_is_asked_more_often() -> None:
    questions = asked(await all_decisions(trades=False))
    assert len(questions) <= 12
    assert {line.split(" by ")[1].split(":")[0] for line in questions} <= {
        "death-and-disaster",
        "politics",
        "foreign-hashtag",
    }
