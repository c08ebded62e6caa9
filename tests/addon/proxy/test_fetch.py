import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.direct import direct
from tests.support.proxies import say_ok
from tests.support.upstream import Upstream
from twohats.adapter import Request
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
