import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from twohats.histories.holder import Whose
from twohats.history import History
from twohats.media.fingerprint import Closeness, Fingerprint, Secret
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb

DICE = random.Random(11)
ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222")
ACME = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="acme", platform_id="1111")
STRANGER = ActingAccount(platform="x", platform_id="9999")
WORDS = "Spring sale: twenty per cent off"


def picture(quality: int = 80) -> Fingerprint:
    stored = tuple(DICE.randbytes(32) for _ in range(3))
    return Fingerprint(DICE.randbytes(16).hex(), stored, stored[:1], quality)


def near(other: Fingerprint, bits: int) -> Fingerprint:
    number = int.from_bytes(other.stored[1])
    for place in DICE.sample(range(256), bits):
        number ^= 1 << place
    return Fingerprint(DICE.randbytes(16).hex(), (), (number.to_bytes(32),), other.quality)


SELFIE, CARD, FLAT = picture(), picture(), picture(quality=12)
VIDEO = Fingerprint("f" * 32)
KNOWN = {fingerprint.digest: fingerprint for fingerprint in (SELFIE, CARD, FLAT, VIDEO)}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def history(store: Store, clock: Clock) -> History:
    return opened(store, clock)


def opened(store: Store, clock: Clock) -> History:
    return History(store, Secret(b"k" * 32), lambda text: KNOWN.get(text.partition(".")[0]), clock)


def post(*pictures: Fingerprint, text: str = "", verb: Verb = Verb.POST) -> Activity:
    media = tuple(Media(fingerprint=str(fingerprint), kind=MediaKind.IMAGE) for fingerprint in pictures)
    return Activity(platform="x", verb=verb, text=text, media=media)


def test_the_same_picture_is_seen_and_a_look_alike_too(history: History) -> None:
    history.add(ANNA, post(CARD, SELFIE))
    exact = history.seen_on(AccountKind.PERSONAL, SELFIE)
    like = history.seen_on(AccountKind.PERSONAL, near(SELFIE, 20))
    assert exact is not None
    assert like is not None
    assert (exact.closeness, exact.distance, like.closeness, like.distance) == (
        Closeness.CERTAIN,
        0,
        Closeness.CERTAIN,
        20,
    )
    assert (like.platform, like.verb) == ("x", "post")


def test_other_pictures_and_other_kinds_of_account_are_not_seen(history: History) -> None:
    history.add(ANNA, post(SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, CARD) is None
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 70)) is None
    assert history.seen_on(AccountKind.BRAND, SELFIE) is None


def test_accounts_that_nobody_knows_count_as_neither(history: History) -> None:
    history.add(STRANGER, post(SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is None
    assert history.seen_on(AccountKind.BRAND, SELFIE) is None


def test_flat_pictures_must_be_closer(history: History) -> None:
    history.add(ANNA, post(FLAT, SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, near(FLAT, 55)) is None
    found = history.seen_on(AccountKind.PERSONAL, near(SELFIE, 55))
    assert found is not None
    assert found.closeness is Closeness.LOOKS_LIKE


def test_an_upload_by_a_personal_login_counts(history: History) -> None:
    history.add(ANNA, post(SELFIE, verb=Verb.UPLOAD))
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is not None


def test_everything_survives_a_restart(history: History, store: Store, clock: Clock) -> None:
    history.add(ANNA, post(SELFIE, text=WORDS))
    again = opened(store, clock)
    assert again.seen_on(AccountKind.PERSONAL, near(SELFIE, 20)) is not None
    assert again.text_seen_on(AccountKind.PERSONAL, WORDS) is not None


def test_what_is_added_later_is_found_too(history: History) -> None:
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is None
    history.add(ANNA, post(SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 20)) is not None


@pytest.mark.parametrize("same", [WORDS, WORDS.upper(), f"  {WORDS}\n https://acme.example/x "])
def test_the_same_words_are_seen(history: History, same: str) -> None:
    history.add(ANNA, post(text=WORDS))
    assert history.text_seen_on(AccountKind.PERSONAL, same) is not None
    assert history.text_seen_on(AccountKind.BRAND, same) is None


def test_short_words_and_other_words_are_not(history: History) -> None:
    history.add(ANNA, post(text="Thanks!"))
    history.add(ANNA, post(text=WORDS))
    assert history.text_seen_on(AccountKind.PERSONAL, "Thanks!") is None
    assert history.text_seen_on(AccountKind.PERSONAL, f"{WORDS} again") is None


def test_no_words_reach_the_disk(history: History, store: Store) -> None:
    history.add(ANNA, post(SELFIE, text=WORDS))
    files = b"".join(file.read_bytes() for file in store.folder.iterdir() if file.is_file())
    assert WORDS.encode() not in files


def test_half_a_year_later_it_is_forgotten(history: History, store: Store, clock: Clock) -> None:
    history.add(ANNA, post(SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 20)) is not None
    clock.turn(days=181)
    history.add(ACME, post(CARD))
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 20)) is None
    assert len(store.query("SELECT * FROM history")) == 1


def test_media_known_by_their_bytes_alone_are_told_apart(history: History) -> None:
    assert not history.has_unseen_media(AccountKind.PERSONAL)
    history.add(ANNA, post(SELFIE))
    assert not history.has_unseen_media(AccountKind.PERSONAL)
    history.add(ANNA, post(VIDEO))
    assert history.has_unseen_media(AccountKind.PERSONAL)
    assert history.seen_on(AccountKind.PERSONAL, VIDEO) is not None


def test_an_account_can_be_forgotten(history: History) -> None:
    history.add(ANNA, post(SELFIE, CARD))
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is not None
    assert history.forget("x", "2222") == 3  # two pictures, and what is kept of the post
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is None
    assert history.seen_on(AccountKind.PERSONAL, near(CARD, 10)) is None


def test_a_picture_that_another_account_published_lately_is_seen_elsewhere(history: History, clock: Clock) -> None:
    history.add(ANNA, post(SELFIE))
    like = history.seen_elsewhere(ACME, near(SELFIE, 20))
    same = history.seen_elsewhere(ACME, SELFIE)
    assert like is not None
    assert same is not None
    assert (like.distance, like.account, same.distance, same.account) == (20, "anna", 0, "anna")
    assert history.seen_elsewhere(ANNA, SELFIE) is None
    clock.turn(days=31)
    assert history.seen_elsewhere(ACME, SELFIE) is None


def test_an_upload_alone_is_not_published_elsewhere(history: History) -> None:
    history.add(ANNA, post(SELFIE, verb=Verb.UPLOAD))
    assert history.seen_elsewhere(ACME, SELFIE) is None


def test_the_handles_of_one_account_are_not_elsewhere(history: History) -> None:
    history.add(ACME.model_copy(update={"platform": "bluesky"}), post(CARD, VIDEO))
    assert history.seen_elsewhere(ACME, CARD) is None
    assert not history.has_unseen_media_elsewhere(ACME)
    assert history.has_unseen_media_elsewhere(ANNA)


def test_pictures_added_after_the_first_question_are_seen_too(history: History) -> None:
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is None
    history.add(ANNA, post(SELFIE))
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 9)) is not None


def test_what_one_employee_sent_is_not_told_to_another(store: Store, clock: Clock) -> None:
    whose = [Whose("anna")]
    history = History(store, Secret(b"k" * 32), KNOWN.get, clock, lambda: whose[0])
    history.add(ANNA, Activity(platform="x", verb=Verb.POST, text=WORDS, media=(Media(fingerprint=SELFIE.digest),)))
    whose[0] = Whose("bo")
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is None
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 9)) is None
    assert history.text_seen_on(AccountKind.PERSONAL, WORDS) is None
    whose[0] = Whose("anna")
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 9)) is not None


def test_handing_over_clears_everything_of_one_employee(store: Store, clock: Clock) -> None:
    whose = [Whose("anna")]
    history = History(store, Secret(b"k" * 32), KNOWN.get, clock, lambda: whose[0])
    for employee in ("anna", "bo", ""):
        whose[0] = Whose(employee)
        history.add(ANNA, Activity(platform="x", verb=Verb.POST, text=WORDS, media=(Media(fingerprint=SELFIE.digest),)))
    whose[0] = Whose("anna")
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 9)) is not None
    assert history.clear("anna") == 3  # the picture, what is kept of the post, and the picture that is nobody's
    assert history.seen_on(AccountKind.PERSONAL, near(SELFIE, 9)) is None
    assert history.text_seen_on(AccountKind.PERSONAL, WORDS) is None
    whose[0] = Whose("bo")
    assert history.seen_on(AccountKind.PERSONAL, SELFIE) is not None


def test_look_ups_are_at_hand_while_nobody_else_reads(
    history: History, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not history.at_hand
    history.habits.burst(ACME, "x")
    assert history.at_hand
    monkeypatch.setattr(Store, "is_read", True)
    assert not history.at_hand
