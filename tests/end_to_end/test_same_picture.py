"""A picture that went out from a person does not go out from the brand, whatever app saved it in between."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.guarded import Guard, write_policy
from tests.support.pictures import launch_card, resized, selfie
from tests.support.platform import HOSTS, Platform
from tests.support.posting import Desk
from tests.support.upstream import Upstream

pytestmark = pytest.mark.slow

RULES = """\
twohats: 1
employee: anna
rules:
  - id: not-the-same-picture
    for: {account: brand, verbs: [post, story]}
    when: post.media.exists(m, m.seen_on_personal)
    effect: block
    message: This picture went out from a personal account.
"""


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def guard(platform: Platform, tmp_path: Path) -> Iterator[Guard]:
    policy = write_policy(tmp_path / "policy", rules=RULES)
    with Upstream(platform, tmp_path, hosts=HOSTS) as upstream, Guard(tmp_path / "guard", upstream, policy) as running:
        yield running


def _with(picture: bytes, guard: Guard) -> Desk:
    return replace(guard.desk, settings={"picture": picture.hex()})


def test_the_selfie_of_yesterday_is_recognised_when_the_brand_posts_it(guard: Guard, platform: Platform) -> None:
    assert _with(selfie(), guard).post("instagrapi", "anna", "Weekend!").sent
    refused = _with(resized(selfie()), guard).post("instagrapi", "acme", "New in our shop")
    launched = _with(launch_card(), guard).post("instagrapi", "acme", "Launch day")
    assert "This picture went out from a personal account." in refused.refused
    assert launched.sent, launched.refused
    assert [post.text for post in platform.posts_of("acme")] == ["Launch day"]
