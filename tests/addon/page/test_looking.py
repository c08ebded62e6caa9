import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.pins import ANNAS_PIN, BOS_PIN, team_policy
from tests.support.prompters import question
from tests.support.visitor import Got, House, Visitor, page
from twohats.page.colleagues import Colleagues
from twohats.page.house import Sights
from twohats.prompter import Desk
from twohats.sign_ins import SignIns
from twohats.state.reviews import Reviews
from twohats.state.store import Store

LOOK = "/look/K7Q2WX"


@pytest.fixture
def reviews(tmp_path: Path) -> Iterator[Reviews]:
    with closing(Store.open(tmp_path)) as store:
        yield Reviews(store, lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))


@pytest.fixture
async def house(tmp_path: Path, reviews: Reviews) -> AsyncIterator[House]:
    policy = team_policy()

    def colleagues(desk: Desk) -> Colleagues:
        return Colleagues(desk, SignIns(lambda: policy.people, time.monotonic), lambda: policy, reviews)

    async with page(tmp_path, reviews=reviews, colleagues=colleagues, sights=Sights(lambda: policy)) as running:
        yield running


async def filled(visitor: Visitor, **changes: str) -> Got:
    fields = {"form": (await visitor.get(LOOK)).form, "by": "bo", "pin": BOS_PIN} | changes
    return await visitor.post(LOOK, fields)


async def test_the_list_names_what_nobody_else_has_looked_at(house: House, reviews: Reviews) -> None:
    visitor = await house.visitor()
    assert "Sent in an emergency" not in (await visitor.get("/")).text
    reviews.note(question(), "anna")
    text = (await visitor.get("/")).text
    assert f'href="{LOOK}"' in text
    assert "acme (X)" in text
    assert "sent by Anna Berg" in text


async def test_somebody_else_closes_it_with_a_pin(house: House, reviews: Reviews) -> None:
    reviews.note(question(), "anna")
    visitor = await house.visitor()
    got = await filled(visitor)
    assert (got.status, got.headers["Location"], reviews.open()) == (303, "/", ())
    assert (await visitor.get(LOOK)).status == 404


async def test_the_sender_is_not_offered_and_cannot(house: House, reviews: Reviews) -> None:
    reviews.note(question(), "anna")
    visitor = await house.visitor()
    assert 'value="anna"' not in (await visitor.get(LOOK)).text
    assert (await filled(visitor, by="anna", pin=ANNAS_PIN)).status == 409
    assert len(reviews.open()) == 1


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"pin": "guess, and a bad one"}, 403), ({"pin": ""}, 400), ({"by": ""}, 400), ({"form": "made-up"}, 403)],
)
async def test_what_is_wrong_leaves_it_listed(
    house: House, reviews: Reviews, changes: dict[str, str], status: int
) -> None:
    reviews.note(question(), "anna")
    assert (await filled(await house.visitor(), **changes)).status == status
    assert len(reviews.open()) == 1


async def test_what_cannot_be_written_is_told(house: House, reviews: Reviews, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise OSError("disk full")

    reviews.note(question(), "anna")
    monkeypatch.setattr(reviews, "close", full)
    got = await filled(await house.visitor())
    assert got.status == 500
    assert "could not be written down" in got.text
