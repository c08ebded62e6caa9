import asyncio

import pytest

from twohats.proxy.tunnel import Destination, Prefetched, destination_of, read_head


@pytest.mark.parametrize(
    ("head", "destination"),
    [
        (b"CONNECT X.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", Destination("X.com", 443)),
        (b"CONNECT x.com:443 HTTP/1.0\r\n\r\nrest", Destination("x.com", 443, b"rest")),
        (b"CONNECT [::1]:8443 HTTP/1.1\r\n\r\n", Destination("::1", 8443)),
        (b"CONNECT x.com HTTP/1.1\r\n\r\n", None),
        (b"CONNECT x.com:0 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT x.com:99999 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT x\xff.com:443 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT a/b:443 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT :443 HTTP/1.1\r\n\r\n", None),
        (b"CONNECT x.com:443 HTTP/2.0\r\n\r\n", None),
        (b"CONNECT x.com:443 HTTP/1.1\r\n", None),
        (b"GET http://x.com/ HTTP/1.1\r\n\r\n", None),
        (b"", None),
    ],
)
def test_only_a_plain_connect_is_taken(head: bytes, destination: Destination | None) -> None:
    assert destination_of(head) == destination


def test_names_are_compared_in_one_spelling() -> None:
    assert Destination("X.com.", 443).name == "x.com"


def _reader(*pieces: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    for piece in pieces:
        reader.feed_data(piece)
    reader.feed_eof()
    return reader


async def test_reading_stops_where_it_is_clear_that_there_is_no_connect() -> None:
    reader = asyncio.StreamReader()
    reader.feed_data(b"GET /")
    assert await asyncio.wait_for(read_head(reader), 1) == b"GET /"
    assert await read_head(_reader(b"CONN")) == b"CONN"


async def test_what_was_read_ahead_comes_first() -> None:
    reader = Prefetched(_reader(b"later"), b"first")
    assert [await reader.read(2), await reader.read(100), await reader.read(100)] == [b"fi", b"rst", b"later"]
    assert await Prefetched(_reader(b"x"), b"all").read() == b"all"
