"""The stand-in platforms behave as the real clients expect, when nothing is in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.platform import HOSTS, Platform
from tests.support.posting import NETWORKS, Desk
from tests.support.upstream import Upstream

pytestmark = pytest.mark.slow


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def upstream(platform: Platform, tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(platform, tmp_path, hosts=HOSTS) as running:
        yield running


@pytest.mark.parametrize("client", sorted(NETWORKS))
@pytest.mark.parametrize("key", ["acme", "anna"])
def test_a_real_client_posts_to_the_stand_in(
    client: str, key: str, platform: Platform, upstream: Upstream, tmp_path: Path
) -> None:
    outcome = Desk(upstream.proxy_url, upstream.ca_file, tmp_path).post(client, key, "Straight to the platform")
    posts = platform.posts_of(key, NETWORKS[client])
    assert outcome.sent, outcome.refused
    assert [post.text for post in posts] == ["Straight to the platform"]
    assert len(posts[0].media) == (1 if client == "instagrapi" else 0)
