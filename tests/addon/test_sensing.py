import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.gates import policy
from tests.support.photographs import encoded, photograph
from tests.support.policies import good_policy, question
from twohats import sensing as sensing_module
from twohats.activity_signal import NOT_READ, TOO_LONG, TOO_SLOW, MemorySignal, Sources, Subject, TextSignal
from twohats.history import History
from twohats.links.links import Links
from twohats.media.approved import Approved
from twohats.media.approved_index import ApprovedIndex
from twohats.media.embargoed import Embargoed
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.presence import Presence
from twohats.sensing import SHORT, Sensing, Signals, told_by_words
from twohats.signals import ACTIVITY_SIGNALS, MEDIA_SIGNALS, MEMORY_SIGNALS, TEXT_SIGNALS
from twohats.state.store import Store, StoreError
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
    opened.look(b"the worker is started with the first").result(timeout=60)
    yield opened
    opened.close()


@pytest.fixture
def sources(tmp_path: Path, pictures: Pictures) -> Iterator[Sources]:
    store = Store.open(tmp_path / "state")
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "card.jpg").write_bytes(CARD)
    clock = Clock()
    history = History(store, pictures.secret, pictures.fingerprint, clock)
    approved = Approved({"acme": tmp_path / "brand"}.get, pictures, ApprovedIndex(store, clock))
    uploads, embargoed = Uploads(store, pictures, clock, seen=history.add), Embargoed(tmp_path, pictures)
    yield Sources(uploads, pictures, history, approved, Links(lambda: 0.0), embargoed, Presence())
    store.close()


def post(*media: Media, text: str = "") -> Activity:
    return Activity(platform="x", verb=Verb.POST, media=media, text=text)


def subject(activity: Activity, account: ActingAccount) -> Subject:
    return Subject(activity, account, policy(), Clock()())


def picture(content: bytes) -> Media:
    return Media(content=content, kind=MediaKind.IMAGE)


async def went_out(sources: Sources, account: ActingAccount, activity: Activity) -> None:
    sources.history.add(account, await sources.uploads.settle(activity))


async def test_nothing_is_worked_out_that_no_rule_needs(sources: Sources) -> None:
    activity = post(picture(SELFIE))
    found = await Sensing(sources, seconds=0).work_out(frozenset({"somebody_else_s"}), subject(activity, ACME))
    assert found == ({}, ({},))


async def test_a_picture_that_went_out_from_a_personal_account_is_seen(sources: Sources) -> None:
    await went_out(sources, ANNA, post(picture(SELFIE)))
    smaller = encoded(photograph(1, 640, 480).resize((500, 375)), quality=50)
    _, media = await Sensing(sources).work_out(SEEN, subject(post(picture(smaller), picture(CARD)), ACME))
    assert media == ({"seen_on_personal": True}, {"seen_on_personal": False})


async def test_an_upload_by_a_personal_login_is_enough(sources: Sources, pictures: Pictures) -> None:
    upload = Activity(platform="x", verb=Verb.UPLOAD, media=(picture(SELFIE),))
    sources.uploads.keep("x", ANNA, upload, "700")
    await sources.uploads.settle(post(Media(key="700")))
    pictures.look(b"last in line").result(timeout=30)
    assert await Sensing(sources).work_out(SEEN, subject(post(picture(SELFIE)), ACME)) == (
        {},
        ({"seen_on_personal": True},),
    )


async def test_a_picture_that_only_the_brand_sent_is_not(sources: Sources) -> None:
    await went_out(sources, ACME, post(picture(SELFIE)))
    assert await Sensing(sources).work_out(SEEN, subject(post(picture(SELFIE)), ACME)) == (
        {},
        ({"seen_on_personal": False},),
    )


@pytest.mark.parametrize(
    "media", [Media(url="https://acme.example/a.jpg"), Media(key="700"), picture(SELFIE[:9000]), picture(b"words")]
)
async def test_a_picture_that_cannot_be_looked_at_is_unknown(sources: Sources, media: Media) -> None:
    _, (found,) = await Sensing(sources).work_out(SEEN, subject(post(media), ACME))
    assert isinstance(found["seen_on_personal"], Unknown)


async def test_a_video_is_told_by_its_bytes_as_long_as_no_other_is_known(sources: Sources) -> None:
    sensing, film = Sensing(sources), Media(content=VIDEO, kind=MediaKind.VIDEO)
    other = film.model_copy(update={"content": VIDEO + b"other"})
    assert await sensing.work_out(SEEN, subject(post(film), ACME)) == ({}, ({"seen_on_personal": False},))
    await went_out(sources, ANNA, post(film))
    assert await sensing.work_out(SEEN, subject(post(film), ACME)) == ({}, ({"seen_on_personal": True},))
    _, (found,) = await sensing.work_out(SEEN, subject(post(other), ACME))
    assert isinstance(found["seen_on_personal"], Unknown)


async def test_approved_is_what_lies_in_the_acting_accounts_folder(sources: Sources) -> None:
    needed, activity = frozenset({"approved"}), post(picture(CARD), picture(SELFIE), Media(key="700"))
    _, media = await Sensing(sources).work_out(needed, subject(activity, ACME))
    assert [found["approved"] for found in media[:2]] == [True, False]
    assert isinstance(media[2]["approved"], Unknown)
    _, media = await Sensing(sources).work_out(needed, subject(activity, ActingAccount(platform="x")))
    assert media[0]["approved"] is False


async def test_words_that_went_out_from_a_personal_account_are_seen(sources: Sources) -> None:
    await went_out(sources, ANNA, post(text="What a day at the lake with you all"))
    needed = frozenset({"text.seen_on_personal"})
    found, _ = await Sensing(sources).work_out(needed, subject(post(text="What a day at the lake with you all"), ACME))
    assert found == {"text.seen_on_personal": True}
    found, _ = await Sensing(sources).work_out(needed, subject(post(text="What a day for our new spring coats"), ACME))
    assert found == {"text.seen_on_personal": False}


async def test_what_takes_too_long_is_unknown(sources: Sources) -> None:
    never_seen = picture(encoded(photograph(9, 640, 480)))
    _, (found,) = await Sensing(sources, seconds=0.0).work_out(SEEN, subject(post(never_seen), ACME))
    assert found["seen_on_personal"] == TOO_SLOW


async def test_pure_signals_are_told_together_and_a_broken_one_is_unknown(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Subject) -> bool:
        raise IndexError("a trap")

    pure = (TextSignal("text.words", lambda subject: len(subject.text.split())), TextSignal("text.trap", broken))
    monkeypatch.setattr(sensing_module, "TEXT_SIGNALS", pure)
    needed = frozenset({"text.words", "text.trap"})
    found, _ = await Sensing(sources).work_out(needed, subject(post(text="one two three"), ACME))
    assert found["text.words"] == 3
    assert isinstance(found["text.trap"], Unknown)
    found, _ = await Sensing(sources).work_out(needed, subject(post(text="x" * 100_001), ACME))
    assert set(found.values()) == {TOO_LONG}


async def test_a_pure_signal_that_never_ends_is_unknown(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    endless = TextSignal("text.endless", lambda _: over.wait(10))
    monkeypatch.setattr(sensing_module, "TEXT_SIGNALS", (endless,))
    found, _ = await Sensing(sources, seconds=0.05).work_out(frozenset({"text.endless"}), subject(post(text="a"), ACME))
    over.set()
    assert found == {"text.endless": TOO_SLOW}


async def test_a_picture_that_keeps_everybody_waiting_leaves_the_words_alone(sources: Sources) -> None:
    keys = frozenset({"words.swearing", "approved"})
    slow = Activity(platform="x", verb=Verb.POST, text="zzswearzz", media=(Media(key="never-seen"),))
    found, media = await Sensing(sources, seconds=0.3).work_out(keys, subject(slow, ACME))
    assert found == {"words.swearing": "strong"}
    assert isinstance(media[0]["approved"], Unknown)


async def test_words_and_memory_are_told_in_one_turn_of_a_thread(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []

    def told(*_: object) -> bool:
        threads.append(threading.current_thread().name)
        return True

    monkeypatch.setattr(sensing_module, "TEXT_SIGNALS", (TextSignal("text.a", told), TextSignal("text.b", told)))
    monkeypatch.setattr(sensing_module, "MEMORY_SIGNALS", (MemorySignal("memory.a", told),))
    needed = frozenset({"text.a", "text.b", "memory.a"})
    found, _ = await Sensing(sources).work_out(needed, subject(post(text="a"), ACME))
    assert found == {"text.a": True, "text.b": True, "memory.a": True}
    assert len(threads) == 3
    assert len(set(threads) - {threading.main_thread().name}) == 1


@pytest.fixture
def told_in(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each text that is told: whether it was told at once."""
    threads: list[bool] = []

    def told(_: Subject) -> bool:
        threads.append(threading.current_thread() is threading.main_thread())
        return True

    monkeypatch.setattr(sensing_module, "QUICK", 60.0)
    monkeypatch.setattr(sensing_module, "TEXT_SIGNALS", (TextSignal("text.a", told),))
    return threads


async def test_a_short_text_is_told_at_once_after_the_first_of_its_kind(sources: Sources, told_in: list[bool]) -> None:
    sensing, needed = Sensing(sources), frozenset({"text.a", "memory.burst"})
    tagged = post(text="a").model_copy(update={"tags": ("a",)})
    for activity in (post(text="a"), post(text="b"), tagged, tagged):
        await sensing.work_out(needed, subject(activity, ACME))
    assert told_in == [False, True, False, True]


async def test_what_is_long_or_shown_is_never_told_at_once(sources: Sources, told_in: list[bool]) -> None:
    sensing, needed = Sensing(sources), frozenset({"text.a", "memory.burst"})
    short = post(text="a")
    many = tuple(f"n{number}" for number in range(SHORT // 2))
    for _ in range(2):
        await sensing.work_out(needed, subject(short, ACME))
    others = [post(text="a" * (SHORT + 1)), post(Media(key="700"), text="a")]
    others += [short.model_copy(update={name: many}) for name in ("mentions", "links")]
    for activity in others:
        await sensing.work_out(needed, subject(activity, ACME))
    assert told_in == [False, True, *[False] * len(others)]


async def test_nothing_is_told_at_once_while_the_memory_has_to_be_read(sources: Sources, told_in: list[bool]) -> None:
    sensing, needed = Sensing(sources), frozenset({"text.a"})
    for _ in range(3):
        await sensing.work_out(needed, subject(post(text="a"), ACME))
    assert told_in == [False, False, False]


async def test_what_took_long_goes_to_a_thread_the_next_time(
    sources: Sources, told_in: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    sensing, needed = Sensing(sources), frozenset({"text.a", "memory.burst"})
    for quick in (60.0, 0.0, 60.0, 60.0):
        monkeypatch.setattr(sensing_module, "QUICK", quick)
        await sensing.work_out(needed, subject(post(text="a"), ACME))
    assert told_in == [False, True, False, True]


async def test_a_memory_that_cannot_be_read_is_unknown_and_other_mistakes_are_not_hidden(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: Exception) -> MemorySignal:
        def look(*_: object) -> bool:
            raise error

        return MemorySignal("memory.broken", look)

    async def found() -> Signals:
        told, _ = await Sensing(sources).work_out(frozenset({"memory.broken"}), subject(post(text="a"), ACME))
        return told

    monkeypatch.setattr(sensing_module, "MEMORY_SIGNALS", (fails(StoreError("the disk is full")),))
    assert await found() == {"memory.broken": NOT_READ}
    monkeypatch.setattr(sensing_module, "MEMORY_SIGNALS", (fails(LookupError("a mistake of ours")),))
    with pytest.raises(LookupError):
        await found()


async def test_what_was_said_before_is_told_though_a_picture_keeps_everybody_waiting(sources: Sources) -> None:
    text = "What a day at the lake with you all"
    await went_out(sources, ANNA, post(text=text))
    slow = post(Media(key="never-seen"), text=text)
    keys = frozenset({"text.seen_on_personal", "memory.near_copy_of_other", "approved"})
    found, _ = await Sensing(sources, seconds=0.3).work_out(keys, subject(slow, ACME))
    assert found["text.seen_on_personal"] is True
    assert found["memory.near_copy_of_other"] is not False


def test_what_words_say_by_themselves_is_told_at_once() -> None:
    asked = question(text="lorem ipsum zzswearzz")
    told = told_by_words(good_policy(), asked)
    assert (told["words.swearing"], told["words.nonsense"]) == ("strong", False)
    assert set(told) == {signal.key for signal in TEXT_SIGNALS}


def test_every_signal_that_rules_can_name_is_worked_out_under_its_key() -> None:
    vocabulary = ENVIRONMENT.vocabulary
    without_extra = {signal.key for signal in vocabulary.signals.values() if not signal.extra}
    about_words = {signal.key for signal in TEXT_SIGNALS} | {signal.key for signal in MEMORY_SIGNALS}
    about_all = about_words | {signal.key for signal in ACTIVITY_SIGNALS}
    about_media = {signal.key for signal in MEDIA_SIGNALS}
    assert vocabulary.post_signals & without_extra <= about_all <= vocabulary.post_signals
    assert vocabulary.media_signals & without_extra <= about_media <= vocabulary.media_signals
