"""The stand-in plays any host behind one loopback port and keeps what arrived."""

import ssl
from collections.abc import Iterator

import httpx
import pytest

from twohats.stand_in import StandIn, bare_host
from twohats.stand_ins.messages import Answer, Received


def _answer(request: Received) -> Answer | None:
    return None if request.path == "/hang-up" else Answer.of({"host": request.host, "length": request.length})


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn(_answer, hosts=frozenset({"x.com", "mastodon.example"})) as running:
        yield running


def _client(stand_in: StandIn) -> httpx.Client:
    trust = ssl.create_default_context(cadata=stand_in.certificates.authority.decode())
    return httpx.Client(proxy=stand_in.proxy_url, verify=trust, trust_env=False)


def test_it_plays_each_host_with_a_certificate_of_its_own(stand_in: StandIn) -> None:
    with _client(stand_in) as client:
        assert client.get("https://x.com/").json()["host"] == "x.com"
        assert client.get("https://mastodon.example/").json()["host"] == "mastodon.example"


def test_several_requests_share_a_connection_and_are_kept_in_order(stand_in: StandIn) -> None:
    with _client(stand_in) as client:
        for number in range(3):
            client.post(f"https://x.com/{number}?q=1", content=b"x" * number)
    assert [(one.path, one.length, one.tunnel) for one in stand_in.received] == [
        ("/0", 0, "x.com"),
        ("/1", 1, "x.com"),
        ("/2", 2, "x.com"),
    ]


def test_a_host_that_is_not_on_the_list_is_refused_and_named(stand_in: StandIn) -> None:
    with _client(stand_in) as client, pytest.raises(httpx.ProxyError, match="502"):
        client.get("https://elsewhere.example/")
    assert stand_in.refused_hosts == ["elsewhere.example"]
    assert stand_in.received == []


def test_it_hangs_up_when_told_to_say_nothing_and_plays_on(stand_in: StandIn) -> None:
    with _client(stand_in) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("https://x.com/hang-up")
        assert client.get("https://x.com/").status_code == 200


def test_it_asks_for_a_body_that_is_announced_with_expect(stand_in: StandIn) -> None:
    with _client(stand_in) as client:
        reply = client.post("https://x.com/", content=b"abc", headers={"Expect": "100-continue"})
    assert reply.json()["length"] == 3


def test_a_plain_request_that_opens_no_tunnel_is_refused(stand_in: StandIn) -> None:
    with httpx.Client(proxy=stand_in.proxy_url, trust_env=False) as client:
        assert client.get("http://x.com/").status_code == 502


@pytest.mark.parametrize(
    ("authority", "host"), [("X.com:443", "x.com"), ("x.com", "x.com"), ("[::1]:443", "[::1]"), ("", "")]
)
def test_the_host_of_an_authority_is_told_without_its_port(authority: str, host: str) -> None:
    assert bare_host(authority) == host
