import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.direct import direct
from tests.support.proxies import say_ok
from tests.support.upstream import Upstream
from twohats.adapter import Request
from twohats.links.target import LinkQuestion, NotPublicError, parts_of, question
from twohats.proxy import fetch as fetching
from twohats.proxy.fetch import Route, fetch

WHOAMI = Request(
    method="GET",
    scheme="https",
    host="guarded.test",
    port=443,
    path="/me",
    raw_target="/me?fields=id",
    headers=(
        ("host", "wrong.test"),
        ("authorization", "Bearer made-up"),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("connection", "close"),
        ("content-length", "7"),
        (":authority", "x"),
    ),
)


@pytest.fixture
def upstream(tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(say_ok, tmp_path) as platform:
        yield platform


def through(upstream: Upstream) -> Route:
    return Route(proxy=("127.0.0.1", upstream.port), trusted_file=str(upstream.ca_file))


def test_a_call_of_our_own_goes_the_way_of_the_waiting_one(upstream: Upstream) -> None:
    reply = fetch(WHOAMI, through(upstream))
    assert (reply.status, reply.content) == (200, b'{"path": "/me"}')
    [call] = upstream.received
    assert (call.host, call.target) == ("guarded.test", "/me?fields=id")
    assert (call.header("authorization"), call.header("cookie")) == ("Bearer made-up", "a=1; b=2")
    assert call.header("content-length") == ""


def test_a_certificate_of_a_stranger_is_not_trusted(upstream: Upstream) -> None:
    with pytest.raises(OSError, match=r"(?i)certificate"):
        fetch(WHOAMI, Route(proxy=("127.0.0.1", upstream.port)))
    assert fetch(WHOAMI, replace(through(upstream), trusted_file="", insecure=True)).status == 200


async def test_the_own_host_is_reached_where_the_waiting_call_goes(tmp_path: Path) -> None:
    async with direct(tmp_path) as server:
        route = Route(host="localhost", address=("127.0.0.1", server.port), trusted_file=str(server.ca_file))
        reply = await asyncio.to_thread(fetch, replace(WHOAMI, host="localhost"), route)
    assert (reply.status, reply.content) == (200, b"ok")


def test_what_cannot_be_fetched_is_an_os_error(upstream: Upstream) -> None:
    with pytest.raises(OSError, match="plain http"):
        fetch(replace(WHOAMI, scheme="http"), through(upstream))
    with pytest.raises(OSError, match="behind TLS"):
        fetch(WHOAMI, replace(through(upstream), proxy_secure=True))
    with pytest.raises(OSError, match="no readable answer"):
        fetch(replace(WHOAMI, raw_target="/a b\n"), through(upstream))


def about(link: str) -> LinkQuestion:
    parts = parts_of(link)
    assert parts is not None
    return question(parts, "GET")


LATE = r"took too long|(?i:eof|reset|wrong version|record)"


@contextmanager
def speaking(reply: bytes, every: float) -> Iterator[int]:
    """Serve one connection: a byte at a time, for ever at the end of `reply`; yields the port."""
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(reply)
            while not done.wait(every):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        done.set()
        thread.join()
        listening.close()


@pytest.mark.parametrize("name", ["acme.example", "[::ffff:127.0.0.1]", "127.0.0.1", "0x7f.1"])
def test_a_link_leads_to_no_private_address_whatever_its_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def resolved(host: str, port: int, **_: object) -> list[object]:
        where = [("::ffff:127.0.0.1", port, 0, 0)] if ":" in host else [("93.184.216.34", port), ("10.0.0.1", port)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in where]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(NotPublicError):
        fetch(about(f"http://{name}/"), Route())


def test_where_a_link_leads_is_told_without_its_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public_address", lambda _: True)
    with speaking(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", every=0.01) as port:
        reply = fetch(about(f"http://127.0.0.1:{port}/"), Route())
    assert (reply.status, reply.content) == (200, b"")


def test_a_server_that_sends_drop_by_drop_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.3)
    monkeypatch.setattr(fetching, "is_public_address", lambda _: True)
    begun = time.monotonic()
    with speaking(b"HTTP/1.1 200 OK\r\nX: ", every=0.02) as port, pytest.raises(OSError, match=LATE):
        fetch(about(f"http://127.0.0.1:{port}/"), Route())
    with speaking(b"", every=0.02) as port, pytest.raises(OSError, match=LATE):
        fetch(about(f"https://127.0.0.1:{port}/"), Route())
    assert time.monotonic() - begun < 5


def test_an_upstream_proxy_resolves_names_itself(upstream: Upstream) -> None:
    assert fetch(about("https://guarded.test/"), through(upstream)).status == 200
