"""Somebody posts from a page of the site in a real browser, through the guard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import COMPOSE, COMPOSE_PAGE, browser, post, sign_in
from tests.support.guarded import WORDS, Guard, write_policy
from tests.support.platform import HOSTS, Platform
from tests.support.upstream import Upstream

pytestmark = pytest.mark.slow


@pytest.fixture
def platform() -> Platform:
    return Platform({COMPOSE: COMPOSE_PAGE})


@pytest.fixture
def upstream(platform: Platform, tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(platform, tmp_path, hosts=HOSTS) as running:
        yield running


def test_the_page_posts_when_nothing_is_in_between(upstream: Upstream, platform: Platform, tmp_path: Path) -> None:
    with browser(upstream.proxy_url, upstream.ca_file, tmp_path / "home") as context:
        sign_in(context, platform.account("x", "acme").id)
        assert post(context.new_page(), "Hello").startswith("Your post was sent")
    assert [one.text for one in platform.posts_of("acme")] == ["Hello"]


@pytest.fixture
def guard(upstream: Upstream, tmp_path: Path) -> Iterator[Guard]:
    with Guard(tmp_path / "guard", upstream, write_policy(tmp_path / "policy")) as running:
        yield running


def test_the_page_shows_the_words_of_the_refusal(guard: Guard, platform: Platform, tmp_path: Path) -> None:
    with browser(guard.proxy_url, guard.ca_file, tmp_path / "home") as context:
        sign_in(context, platform.account("x", "acme").id)
        assert WORDS in post(context.new_page(), "A selfie from the weekend")
    assert platform.received_nothing()


def test_the_page_of_a_person_posts_through_the_guard(guard: Guard, platform: Platform, tmp_path: Path) -> None:
    with browser(guard.proxy_url, guard.ca_file, tmp_path / "home") as context:
        sign_in(context, platform.account("x", "anna").id)
        assert post(context.new_page(), "A selfie from the weekend").startswith("Your post was sent")
    assert [one.text for one in platform.posts_of("anna")] == ["A selfie from the weekend"]
    assert platform.posts_of("acme") == ()
