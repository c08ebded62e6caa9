import gzip
import time
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from twohats.bodies.content_encoding import MAX_SMALL, decode
from twohats.errors import UnreadableActivityError

PLAIN = b'{"text": "hello"}' * 50


def bare_deflate(content: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def streamed_zstd(content: bytes) -> bytes:
    writer = zstandard.ZstdCompressor().compressobj()  # a frame that does not say how large it will be
    return writer.compress(content) + writer.flush()


ENCODED = {
    "gzip": gzip.compress(PLAIN),
    "x-gzip": gzip.compress(PLAIN),
    "deflate": zlib.compress(PLAIN),
    "br": brotli.compress(PLAIN),
    "zstd": zstandard.compress(PLAIN),
}


@pytest.mark.parametrize("name", ENCODED)
def test_an_encoding_is_undone(name: str) -> None:
    assert decode(ENCODED[name], name.upper()) == PLAIN


def test_deflate_without_its_head_is_undone() -> None:
    assert decode(bare_deflate(PLAIN), "deflate") == PLAIN


def test_zstd_of_unknown_size_is_undone() -> None:
    assert decode(streamed_zstd(PLAIN), "zstd") == PLAIN


def test_a_stack_is_undone_outermost_last() -> None:
    assert decode(brotli.compress(gzip.compress(PLAIN)), "gzip, br") == PLAIN


@pytest.mark.parametrize("encodings", ["", "identity", " , identity"])
def test_no_encoding_leaves_the_body_alone(encodings: str) -> None:
    assert decode(PLAIN, encodings) is PLAIN


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("cut", [1, 4, 12])
def test_a_body_that_is_cut_off_is_unreadable(name: str, cut: int) -> None:
    with pytest.raises(UnreadableActivityError):
        decode(ENCODED[name][:-cut], name)


def test_streamed_zstd_that_is_cut_off_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError):
        decode(streamed_zstd(PLAIN * 1000)[:-3], "zstd")


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("tail", [b"x", b"\0" * 9])
def test_anything_after_the_end_is_unreadable(name: str, tail: bytes) -> None:
    with pytest.raises(UnreadableActivityError):
        decode(ENCODED[name] + tail, name)


@pytest.mark.parametrize("name", ENCODED)
def test_a_second_body_behind_the_first_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableActivityError):
        decode(ENCODED[name] * 2, name)


@pytest.mark.parametrize("name", ENCODED)
def test_another_encoding_than_the_header_says_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableActivityError):
        decode(b"not compressed at all", name)


def test_an_unknown_encoding_is_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="`compress`"):
        decode(PLAIN, "compress")


def test_too_many_layers_are_unreadable() -> None:
    with pytest.raises(UnreadableActivityError, match="too many"):
        decode(PLAIN, "gzip," * 5)


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda content: bytes(brotli.compress(content, quality=1)),
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_unreadable_at_once(name: str) -> None:
    zeros = bytes(1 << 28)
    bomb = BOMBS[name](zeros)
    started = time.perf_counter()
    with pytest.raises(UnreadableActivityError, match="too large"):
        decode(bomb, name)
    assert time.perf_counter() - started < 1


def test_a_small_body_may_have_any_ratio() -> None:
    assert decode(gzip.compress(bytes(MAX_SMALL)), "gzip") == bytes(MAX_SMALL)
