"""`tests/addon/signals` asks for every kind of link."""

import pytest

from tests.support.linking import about
from twohats.adapter import Reply, Request
from twohats.links.links import NOBODY_WAITS, NOT_A_BRANDS, Links
from twohats.links.looking import links_that
from twohats_policy.account import AccountKind

LINK = "https://acme.example/"


@pytest.mark.parametrize("kind", [AccountKind.PERSONAL, AccountKind.UNKNOWN])
async def test_nobody_looks_where_links_lead_that_are_no_brands(kind: AccountKind) -> None:
    async def never(request: Request) -> Reply:
        raise AssertionError(request.url)

    post, links = about(f"See {LINK}"), Links(lambda: 0.0)
    account = post.account.model_copy(update={"kind": kind})
    assert await links_that(lambda _: True, links, post.activity, account, post.policy, never) == NOT_A_BRANDS


async def test_in_a_recording_links_stay_unknown() -> None:
    post = about(f"See {LINK}")
    found = await links_that(lambda _: True, Links(lambda: 0.0), post.activity, post.account, post.policy, None)
    assert found == NOBODY_WAITS
