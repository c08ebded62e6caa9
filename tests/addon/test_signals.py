from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.photographs import encoded, photograph
from twohats.history import History
from twohats.media.approved import Approved
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.signals import ACTIVITY_SIGNALS, MEDIA_SIGNALS, TOO_SLOW, Signals, Sources
from twohats.state.store import Store
from twohats.uploads import Uploads
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.environment import ENVIRONMENT
from twohats_policy.request import Unknown

ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222")
ACME = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="acme", platform_id="1111")
SELFIE = encoded(photograph(1, 640, 480))
CARD = encoded(photograph(2, 640, 480))
VIDEO = b"\0\0\0\x18ftypmp42" + bytes(range(256))
SEEN = frozenset({"seen_on_personal"})


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    yield opened
    opened.close()


@pytest.fixture
def sources(tmp_path: Path, pictures: Pictures) -> Iterator[Sources]:
    store = Store.open(tmp_path / "state")
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "card.jpg").write_bytes(CARD)
    clock = Clock()
    history = History(store, pictures.secret, pictures.fingerprint, clock)
    approved = Approved({"acme": tmp_path / "brand"}.get, pictures)
    yield Sources(Uploads(store, pictures, clock, seen=history.add), pictures, history, approved)
    store.close()


def post(*media: Media, text: str = "") -> Activity:
    return Activity(platform="x", verb=Verb.POST, media=media, text=text)


def picture(content: bytes) -> Media:
    return Media(content=content, kind=MediaKind.IMAGE)


async def went_out(sources: Sources, account: ActingAccount, activity: Activity) -> None:
    sources.history.add(account, await sources.uploads.settle(activity))


async def test_nothing_is_worked_out_that_no_rule_needs(sources: Sources) -> None:
    activity = post(picture(SELFIE))
    found = await Signals(sources, seconds=0).work_out(frozenset({"somebody_else_s"}), activity, ACME)
    assert found == ({}, ({},))


async def test_a_picture_that_went_out_from_a_personal_account_is_seen(sources: Sources) -> None:
    await went_out(sources, ANNA, post(picture(SELFIE)))
    smaller = encoded(photograph(1, 640, 480).resize((500, 375)), quality=50)
    _, media = await Signals(sources).work_out(SEEN, post(picture(smaller), picture(CARD)), ACME)
    assert media == ({"seen_on_personal": True}, {"seen_on_personal": False})


async def test_an_upload_by_a_personal_login_is_enough(sources: Sources, pictures: Pictures) -> None:
    upload = Activity(platform="x", verb=Verb.UPLOAD, media=(picture(SELFIE),))
    sources.uploads.keep("x", ANNA, upload, "700")
    await sources.uploads.settle(post(Media(key="700")))
    pictures.look(b"last in line").result(timeout=30)
    assert await Signals(sources).work_out(SEEN, post(picture(SELFIE)), ACME) == ({}, ({"seen_on_personal": True},))


async def test_a_picture_that_only_the_brand_sent_is_not(sources: Sources) -> None:
    await went_out(sources, ACME, post(picture(SELFIE)))
    assert await Signals(sources).work_out(SEEN, post(picture(SELFIE)), ACME) == ({}, ({"seen_on_personal": False},))


@pytest.mark.parametrize(
    "media", [Media(url="https://acme.example/a.jpg"), Media(key="700"), picture(SELFIE[:9000]), picture(b"words")]
)
async def test_a_picture_that_cannot_be_looked_at_is_unknown(sources: Sources, media: Media) -> None:
    _, (found,) = await Signals(sources).work_out(SEEN, post(media), ACME)
    assert isinstance(found["seen_on_personal"], Unknown)


async def test_a_video_is_told_by_its_bytes_as_long_as_no_other_is_known(sources: Sources) -> None:
    signals, film = Signals(sources), Media(content=VIDEO, kind=MediaKind.VIDEO)
    other = film.model_copy(update={"content": VIDEO + b"other"})
    assert await signals.work_out(SEEN, post(film), ACME) == ({}, ({"seen_on_personal": False},))
    await went_out(sources, ANNA, post(film))
    assert await signals.work_out(SEEN, post(film), ACME) == ({}, ({"seen_on_personal": True},))
    _, (found,) = await signals.work_out(SEEN, post(other), ACME)
    assert isinstance(found["seen_on_personal"], Unknown)


async def test_approved_is_what_lies_in_the_acting_accounts_folder(sources: Sources) -> None:
    needed, activity = frozenset({"approved"}), post(picture(CARD), picture(SELFIE), Media(key="700"))
    _, media = await Signals(sources).work_out(needed, activity, ACME)
    assert [found["approved"] for found in media[:2]] == [True, False]
    assert isinstance(media[2]["approved"], Unknown)
    _, media = await Signals(sources).work_out(needed, activity, ActingAccount(platform="x"))
    assert media[0]["approved"] is False


async def test_words_that_went_out_from_a_personal_account_are_seen(sources: Sources) -> None:
    await went_out(sources, ANNA, post(text="What a day at the lake with you all"))
    needed = frozenset({"text.seen_on_personal"})
    found, _ = await Signals(sources).work_out(needed, post(text="What a day at the lake with you all"), ACME)
    assert found == {"text.seen_on_personal": True}
    found, _ = await Signals(sources).work_out(needed, post(text="What a day for our new spring coats"), ACME)
    assert found == {"text.seen_on_personal": False}


async def test_what_takes_too_long_is_unknown(sources: Sources) -> None:
    never_seen = picture(encoded(photograph(9, 640, 480)))
    _, (found,) = await Signals(sources, seconds=0.0).work_out(SEEN, post(never_seen), ACME)
    assert found["seen_on_personal"] == TOO_SLOW


def test_every_signal_says_what_it_is() -> None:
    assert all(work.__doc__ for work in (*MEDIA_SIGNALS.values(), *ACTIVITY_SIGNALS.values()))


def test_every_signal_that_rules_can_name_is_worked_out_under_its_key() -> None:
    vocabulary = ENVIRONMENT.vocabulary
    without_extra = {signal.key for signal in vocabulary.signals.values() if not signal.extra}
    assert set(ACTIVITY_SIGNALS) >= vocabulary.post_signals & without_extra
    assert set(MEDIA_SIGNALS) >= vocabulary.media_signals & without_extra
    assert set(ACTIVITY_SIGNALS) <= vocabulary.post_signals
    assert set(MEDIA_SIGNALS) <= vocabulary.media_signals
