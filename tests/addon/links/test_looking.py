"""`tests/addon/signals` asks for every kind of link."""

from tests.support.linking import about
from twohats.links.links import NOBODY_WAITS, Links
from twohats.links.looking import links_that

LINK = "https://acme.example/"


async def test_in_a_recording_links_stay_unknown() -> None:
    post = about(f"See {LINK}")
    found = await links_that(lambda _: True, Links(lambda: 0.0), post.activity, post.policy, None)
    assert found == NOBODY_WAITS
