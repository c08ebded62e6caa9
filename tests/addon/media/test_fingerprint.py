import random

import pytest

from twohats.media.fingerprint import Closeness, Fingerprint, Secret, closeness, digest_in, distance, unpacked

DICE = random.Random(7)
ONE, OTHER = DICE.randbytes(32), DICE.randbytes(32)
SECRET = Secret(b"k" * 32)


def test_scrambling_keeps_distances() -> None:
    assert distance(SECRET.scramble(ONE), SECRET.scramble(OTHER)) == distance(ONE, OTHER)
    assert distance(SECRET.scramble(ONE), SECRET.scramble(ONE)) == 0


def test_another_installation_scrambles_otherwise() -> None:
    assert distance(SECRET.scramble(ONE), Secret(b"j" * 32).scramble(ONE)) > 62
    assert SECRET.scramble(ONE) != ONE


def test_digests_are_of_the_exact_bytes_and_keyed() -> None:
    assert SECRET.digest(b"picture") == SECRET.digest(b"picture")
    assert len({SECRET.digest(b"picture"), SECRET.digest(b"picturf"), Secret(b"j" * 32).digest(b"picture")}) == 3
    assert SECRET.digest(b"picture") != SECRET.words("picture")


@pytest.mark.parametrize(
    ("bits", "quality", "close"),
    [
        (0, 100, Closeness.CERTAIN),
        (31, 10, Closeness.CERTAIN),
        (32, 10, Closeness.PROBABLE),
        (46, 10, Closeness.PROBABLE),
        (47, 30, Closeness.LOOKS_LIKE),
        (47, 29, Closeness.NONE),
        (62, 100, Closeness.LOOKS_LIKE),
        (63, 100, Closeness.NONE),
    ],
)
def test_closeness_follows_the_measured_thresholds(bits: int, quality: int, close: Closeness) -> None:
    assert closeness(bits, quality) is close


def test_a_fingerprint_survives_the_store() -> None:
    whole = Fingerprint("d" * 32, (ONE, OTHER), (OTHER,), 71)
    assert unpacked(whole.digest, whole.packed()) == whole
    bare = Fingerprint("d" * 32)
    assert unpacked(bare.digest, bare.packed()) == bare
    assert (whole.visual, bare.visual) == (True, False)


def test_a_video_keeps_which_hashes_are_of_which_frame() -> None:
    film = Fingerprint("d" * 32, (ONE,), (ONE, OTHER, ONE), 71, (2, 1))
    assert unpacked(film.digest, film.packed()) == film
    assert film.frames == [(ONE, OTHER), (ONE,)]
    assert Fingerprint("d" * 32, (ONE,), (ONE,), 71).frames == []


def test_the_text_form_begins_with_the_digest() -> None:
    assert digest_in(str(Fingerprint("d" * 32, (ONE,), (ONE,), 71))) == "d" * 32
    assert str(Fingerprint("d" * 32)) == "d" * 32
