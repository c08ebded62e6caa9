from tests.support.holders import ACME, ACME_ON_BLUESKY, ANNA, LAUNCH, NOBODY_KNOWN, OTHER_BRAND, post
from tests.support.remembering import Memory
from twohats.activity_signal import NOBODY, NOT_SEEN
from twohats.media.fingerprint import Fingerprint
from twohats.signals.near_copy_of_other import SIGNAL
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.request import Unknown

HASH = bytes(range(32))
NEAR = bytes([1, *HASH[1:]])
SELFIE = Fingerprint("a" * 32, (HASH,), (HASH,), 80)
SMALLER = Fingerprint("b" * 32, (NEAR,), (NEAR,), 80)
OTHER = Fingerprint("c" * 32, (HASH[::-1],), (bytes(255 - byte for byte in HASH),), 80)
VIDEO, OTHER_VIDEO = Fingerprint("d" * 32), Fingerprint("e" * 32)


def pictured(*fingerprints: Fingerprint, kind: MediaKind = MediaKind.IMAGE) -> Activity:
    media = tuple(Media(fingerprint=str(fingerprint), kind=kind) for fingerprint in fingerprints)
    return Activity(platform="x", verb=Verb.POST, media=media)


async def test_near_words_of_another_account_are_a_copy(remembered: Memory) -> None:
    remembered.history.add(ANNA, post(LAUNCH))
    assert await remembered.told(SIGNAL, ACME, post(LAUNCH.replace("spring", "summer"))) is True
    assert await remembered.told(SIGNAL, ACME, post("We are closed on Thursday, sorry for that everybody")) is False
    assert await remembered.told(SIGNAL, ANNA, post(LAUNCH)) is False


async def test_a_cross_post_to_an_own_handle_is_no_copy(remembered: Memory) -> None:
    remembered.history.add(ACME, post(LAUNCH))
    assert await remembered.told(SIGNAL, ACME_ON_BLUESKY, post(LAUNCH, platform="bluesky")) is False
    assert await remembered.told(SIGNAL, OTHER_BRAND, post(LAUNCH)) is True


async def test_a_picture_of_another_account_is_a_copy(remembered: Memory) -> None:
    remembered.pictures.held = {picture.digest: picture for picture in (SELFIE, SMALLER, OTHER)}
    remembered.history.add(ANNA, pictured(SELFIE))
    assert await remembered.told(SIGNAL, ACME, pictured(OTHER, SMALLER)) is True
    assert await remembered.told(SIGNAL, ACME, pictured(OTHER)) is False


async def test_a_picture_that_nobody_saw_is_unknown_unless_the_words_tell(remembered: Memory) -> None:
    unseen = Media(url="https://acme.example/a.jpg")
    activity = Activity(platform="x", verb=Verb.POST, text=LAUNCH, media=(unseen,))
    assert await remembered.told(SIGNAL, ACME, activity) == NOT_SEEN
    remembered.history.add(OTHER_BRAND, post(LAUNCH))
    assert await remembered.told(SIGNAL, ACME, activity) is True


async def test_a_video_is_unknown_only_after_another_account_published_one(remembered: Memory) -> None:
    remembered.pictures.held = {video.digest: video for video in (VIDEO, OTHER_VIDEO)}
    film = pictured(VIDEO, kind=MediaKind.VIDEO)
    assert await remembered.told(SIGNAL, ACME, film) is False
    remembered.history.add(ANNA, pictured(OTHER_VIDEO, kind=MediaKind.VIDEO))
    assert isinstance(await remembered.told(SIGNAL, ACME, film), Unknown)
    remembered.history.add(ANNA, film)
    assert await remembered.told(SIGNAL, ACME, film) is True


async def test_a_picture_that_cannot_be_looked_at_is_unknown(remembered: Memory) -> None:
    remembered.pictures.held = {VIDEO.digest: VIDEO}
    assert isinstance(await remembered.told(SIGNAL, ACME, pictured(VIDEO)), Unknown)


async def test_nobody_can_tell_of_an_account_that_nobody_knows(remembered: Memory) -> None:
    assert await remembered.told(SIGNAL, NOBODY_KNOWN, post(LAUNCH)) == NOBODY
