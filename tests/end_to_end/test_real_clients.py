"""Four real clients, each as the brand and as the person, through the real guard."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.guarded import WORDS, Guard, write_policy
from tests.support.platform import HOSTS, Platform
from tests.support.posting import NETWORKS
from tests.support.upstream import Upstream

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def platform() -> Platform:
    return Platform()


@pytest.fixture(scope="module")
def guard(platform: Platform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    folder = tmp_path_factory.mktemp("guard")
    with (
        Upstream(platform, folder, hosts=HOSTS) as upstream,
        Guard(folder / "guard", upstream, write_policy(folder / "policy")) as running,
    ):
        yield running


def _records(guard: Guard, client: str, key: str) -> list[dict[str, Any]]:
    return [
        record
        for record in guard.log()
        if (record["platform"], record["account"]["ref"]) == (NETWORKS[client], key) and record["verb"] == "post"
    ]


@pytest.mark.parametrize("client", sorted(NETWORKS))
def test_the_brand_is_refused_and_the_client_says_why(client: str, guard: Guard, platform: Platform) -> None:
    outcome = guard.desk.post(client, "acme", "A selfie from the weekend")
    assert outcome.sent == ""
    assert WORDS in outcome.refused
    assert platform.posts_of("acme", NETWORKS[client]) == ()
    assert [record["verdict"] for record in _records(guard, client, "acme")] == ["refuse"]


@pytest.mark.parametrize("client", sorted(NETWORKS))
def test_the_person_passes_and_is_out(client: str, guard: Guard, platform: Platform) -> None:
    outcome = guard.desk.post(client, "anna", "A selfie from the weekend")
    assert outcome.sent, outcome.refused
    assert [post.text for post in platform.posts_of("anna", NETWORKS[client])] == ["A selfie from the weekend"]
    records = _records(guard, client, "anna")
    assert [(record["verdict"], record["outcome"]["status"]) for record in records] == [("pass", "published")]
