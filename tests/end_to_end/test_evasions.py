"""Disguised posts of a brand through the running guard: none reaches the platform. The person's honest ones do."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.support.evasions import Evasion, evasions
from tests.support.guarded import Guard, write_policy
from tests.support.platform import HOSTS, Platform
from tests.support.proxies import writes
from tests.support.raw_client import say, status
from tests.support.upstream import Upstream
from tests.support.wire import Wire

pytestmark = pytest.mark.slow

TELLING = [evasion for evasion in evasions() if evasion.entry.end_to_end]
NETWORKS = {"api.x.com": "x", "mastodon.example": "mastodon"}

every_telling = pytest.mark.parametrize("evasion", TELLING, ids=lambda evasion: evasion.name)


@dataclass(frozen=True)
class Road:
    """The way from a client through the guard to the platforms."""

    guard: Guard
    platform: Platform
    upstream: Upstream

    def send(self, sent: Wire, key: str) -> int:
        """Send a request with the credentials of an account; return the status of what comes back."""
        token = self.platform.account(NETWORKS[sent.host], key).token
        headers = tuple(pair for pair in sent.headers if pair[0].lower() != "authorization")
        signed = Wire(
            sent.host,
            sent.method,
            sent.target,
            (*headers, ("authorization", f"Bearer {token}"), ("connection", "close")),
            sent.body,
            sent.framing,
        )
        return status(say(self.guard.port, sent.host, signed.content, self.guard.ca_file))


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Road]:
    folder = tmp_path_factory.mktemp("evasions")
    platform = Platform()
    with (
        Upstream(platform, folder, hosts=HOSTS) as upstream,
        Guard(folder / "guard", upstream, write_policy(folder / "policy")) as guard,
    ):
        yield Road(guard, platform, upstream)


@every_telling
def test_a_disguised_post_of_the_brand_does_not_arrive(evasion: Evasion, road: Road) -> None:
    before = len(writes(road.upstream))
    assert not 200 <= road.send(evasion.disguised, "acme") < 300
    assert len(writes(road.upstream)) == before
    assert road.platform.posts_of("acme") == ()


@pytest.mark.parametrize("honest", {one.honest.host: one.honest for one in TELLING}.values(), ids=lambda one: one.host)
def test_an_honest_post_of_the_person_arrives(honest: Wire, road: Road) -> None:
    before = len(writes(road.upstream))
    assert 200 <= road.send(honest, "anna") < 300
    assert len(writes(road.upstream)) == before + 1


def test_many_are_sent() -> None:
    assert len(TELLING) >= 40
