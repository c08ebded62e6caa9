"""Sameness: whatever people would see differently makes another activity; trying again does not."""

from typing import Any

import pytest

from tests.support.state import ACME, ANNA, LAUNCH, SOMEBODY
from twohats.asking.sameness import sameness
from twohats_policy.account import Strength
from twohats_policy.activity import Activity, Actor, Media, Target, Verb

KEY = b"s" * 32
BASE = sameness(KEY, LAUNCH, ACME)


def changed(**changes: Any) -> Activity:
    return LAUNCH.model_copy(update=changes)


def test_the_same_activity_is_the_same() -> None:
    assert sameness(KEY, changed(), ACME) == BASE
    assert len(BASE) == 64


@pytest.mark.parametrize(
    "edited",
    [
        changed(text="Launch day åäö!"),
        changed(text="launch day åäö"),
        changed(title="Launch"),
        changed(verb=Verb.STORY),
        changed(form=Verb.REPLY),
        changed(platform="bluesky"),
        changed(actor=Actor(where="json.repo", platform_id="1")),
        changed(links=("https://acme.example",)),
        changed(tags=("launch",)),
        changed(mentions=("anna",)),
        changed(media=()),
        changed(media=LAUNCH.media * 2),
        changed(media=(Media(fingerprint="another"),)),
        changed(media=(LAUNCH.media[0].model_copy(update={"alt": "me"}),)),
        changed(targets=()),
        changed(targets=(Target(network="facebook", ref="page-2"),)),
        changed(reply_to="9"),
        changed(quote_of="9"),
        changed(subject="9"),
        changed(audience="followers"),
        changed(schedule="2026-01-16T12:00:00Z"),
        changed(language="sv"),
    ],
)
def test_an_edited_activity_is_another(edited: Activity) -> None:
    assert sameness(KEY, edited, ACME) != BASE


def test_another_account_makes_another_activity() -> None:
    hashes = {sameness(KEY, LAUNCH, account) for account in (ACME, ANNA, SOMEBODY)}
    namesake = SOMEBODY.model_copy(update={"platform_id": "1111111111"})

    assert len(hashes | {sameness(KEY, LAUNCH, namesake)}) == 4


def test_how_sure_we_are_of_the_account_does_not_matter() -> None:
    again = ACME.model_copy(update={"confidence": Strength.REMEMBERED, "evidence": ()})

    assert sameness(KEY, LAUNCH, again) == BASE


def test_what_else_is_bound_tells_unknown_logins_apart() -> None:
    assert sameness(KEY, LAUNCH, SOMEBODY, "login-1") != sameness(KEY, LAUNCH, SOMEBODY, "login-2")
    assert sameness(KEY, LAUNCH, SOMEBODY, "a", "b") != sameness(KEY, LAUNCH, SOMEBODY, "ab")


def test_a_picture_uploaded_anew_is_the_same_picture() -> None:
    anew = changed(media=(LAUNCH.media[0].model_copy(update={"key": "m2", "size": None}),))

    assert sameness(KEY, anew, ACME) == BASE


def test_the_bytes_of_a_picture_count_before_its_fingerprint() -> None:
    one = changed(media=(Media(content=b"one", fingerprint="alike"),))
    other = changed(media=(Media(content=b"other", fingerprint="alike"),))

    assert sameness(KEY, one, ACME) != sameness(KEY, other, ACME)


def test_a_picture_nobody_saw_is_its_address_or_its_upload() -> None:
    def one(media: Media) -> str:
        return sameness(KEY, changed(media=(media,)), ACME)

    assert one(Media(url="https://a.example/1.jpg", key="m1")) == one(Media(url="https://a.example/1.jpg", key="m2"))
    assert one(Media(url="https://a.example/1.jpg")) != one(Media(url="https://a.example/2.jpg"))
    assert one(Media(key="m1")) != one(Media(key="m2"))


def test_content_prepared_anew_is_the_same_where_it_is_known() -> None:
    unseen = (Media(key="m1"),)

    assert sameness(KEY, changed(uses="c1"), ACME) == sameness(KEY, changed(uses="c2"), ACME)
    for media in ((), unseen):
        first, second = changed(media=media, uses="c1"), changed(media=media, uses="c2")
        assert sameness(KEY, first, ACME) != sameness(KEY, second, ACME)


def test_without_the_key_the_hash_means_nothing() -> None:
    assert sameness(b"x" * 32, LAUNCH, ACME) != BASE
