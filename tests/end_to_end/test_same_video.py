"""A video on the brand that is a copy of a personal one, one that is not, and the same with pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.films import clip
from tests.support.photographs import encoded, photograph
from twohats.history import History
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb

ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222")
SECRET = Secret(b"k" * 32)
HERS = list(range(300, 310))
"""The photographs that her film shows, a second each."""


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(SECRET, seconds=30)
    yield opened
    opened.close()


@pytest.fixture
def history(tmp_path: Path, pictures: Pictures) -> Iterator[History]:
    store = Store.open(tmp_path)
    yield History(store, SECRET, pictures.fingerprint, Clock())
    store.close()


def published(history: History, pictures: Pictures, content: bytes, kind: MediaKind) -> None:
    fingerprint = pictures.look(content).result(timeout=60).fingerprint
    media = (Media(fingerprint=str(fingerprint), kind=kind),)
    history.add(ANNA, Activity(platform="x", verb=Verb.POST, media=media))


def is_hers(history: History, pictures: Pictures, content: bytes) -> bool:
    fingerprint = pictures.look(content).result(timeout=60).fingerprint
    assert fingerprint.shots
    return history.seen_on(AccountKind.PERSONAL, fingerprint) is not None


@pytest.mark.parametrize(
    ("shown", "hers"),
    [
        (HERS, True),
        (HERS[4:], True),
        ([*HERS[:4], *range(400, 406)], True),
        ([*range(400, 409), HERS[0]], False),
        (range(400, 410), False),
    ],
    ids=["compressed again", "its end", "four of ten seconds", "one of ten seconds", "another film"],
)
def test_a_copy_of_a_personal_video_is_known_by_a_third_of_it(
    history: History, pictures: Pictures, shown: list[int], *, hers: bool
) -> None:
    published(history, pictures, clip(shown=HERS), MediaKind.VIDEO)
    assert is_hers(history, pictures, clip(width=240, quality=33, shown=shown)) is hers


@pytest.mark.parametrize(
    ("shown", "hers"),
    [([500, *range(400, 409)], False), ([500] * 5 + [400, 401, 402], True), ([500, 501, 502, 503, 400, 401], True)],
    ids=["shown for a second", "shown for most of it", "a slide show of hers"],
)
def test_personal_pictures_in_a_video_count_together(
    history: History, pictures: Pictures, shown: list[int], *, hers: bool
) -> None:
    for seed in (500, 501, 502, 503):
        published(history, pictures, encoded(photograph(seed, 340, 200).crop((0, 0, 320, 180))), MediaKind.IMAGE)
    assert is_hers(history, pictures, clip(shown=shown)) is hers
