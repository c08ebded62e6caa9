import ssl

import pytest

from twohats.proxy.greeting import LIMIT, Greeting, greeting_of


def hello(name: str | None) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname = False
    out = ssl.MemoryBIO()
    side = context.wrap_bio(ssl.MemoryBIO(), out, server_hostname=name)
    with pytest.raises(ssl.SSLWantReadError):
        side.do_handshake()
    return out.read()


def test_the_name_of_a_tls_greeting_is_found_in_one_spelling() -> None:
    assert greeting_of(hello("Guarded.Test")) == "guarded.test"
    assert greeting_of(hello(None)) == ""


def test_half_a_greeting_waits_for_more_but_not_for_ever() -> None:
    whole = hello("guarded.test")
    for cut in (1, 2, 5, len(whole) - 1):
        assert greeting_of(whole[:cut]) is Greeting.MORE
    assert greeting_of(b"\x16\x03\x01\xff\xff" + b"\x01\xff\xff\xff" + b"x" * LIMIT) is Greeting.HTTP


@pytest.mark.parametrize("data", [b"GET / HTTP/1.1\r\n", b"\r\n\r\nPOST /", b"P", b"\r\n", b"xPOST"])
def test_whatever_could_be_http_counts_as_http(data: bytes) -> None:
    assert greeting_of(data) is Greeting.HTTP


@pytest.mark.parametrize("data", [b"SSH-2.0-x\r\n", b"\x00\x01", b"<stream>", b"\x13BitTorrent"])
def test_other_protocols_are_told_apart(data: bytes) -> None:
    assert greeting_of(data) is Greeting.OTHER
