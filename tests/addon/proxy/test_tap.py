import hashlib

import pytest

from twohats.proxy.tap import Kept, Withheld


def test_what_runs_through_is_passed_on_kept_and_counted() -> None:
    kept = Kept(limit=10)
    assert [kept(piece) for piece in (b"hello", b"you", b"")] == [b"hello", b"you", b""]
    assert (kept.complete, kept.content, kept.size) == (True, b"helloyou", 8)


def test_a_copy_that_grows_too_large_is_dropped_and_what_is_judged_still_digested() -> None:
    kept, withheld = Kept(limit=4), Withheld(limit=4)
    for copy in (kept, withheld):
        copy(b"hel")
        copy(b"lo")
        assert (copy.complete, copy.content) == (False, b"")
    assert withheld.sha256 == hashlib.sha256(b"hello").hexdigest()


def test_nothing_is_kept_of_a_body_that_says_it_is_too_large() -> None:
    assert not Kept(limit=4, length=5).complete


def joined(given: bytes | list[bytes]) -> bytes:
    return given if isinstance(given, bytes) else b"".join(given)


@pytest.mark.parametrize("size", [1, 3, 4, 7, 100])
def test_the_tail_is_withheld_until_it_is_released(size: int) -> None:
    body = bytes(range(50))
    for released in (False, True):
        withheld = Withheld(limit=100, tail=4)
        sent = b"".join(joined(withheld(body[at : at + size])) for at in range(0, len(body), size))
        assert sent == body[:-4]
        withheld.released = released
        assert joined(withheld(b"")) == (body[-4:] if released else b"")
        assert withheld.content == body


def test_a_body_shorter_than_the_tail_is_withheld_whole() -> None:
    withheld = Withheld(limit=100, tail=64)
    assert list(withheld(b"short")) == []
