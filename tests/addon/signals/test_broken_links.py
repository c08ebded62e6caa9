from tests.support.linking import about, told
from twohats.adapter import Reply
from twohats.links.links import SWITCHED_OFF, UNREACHED
from twohats.signals import broken_links

DEAD, LIVE = "https://acme.example/dead", "https://acme.example/live"


async def test_a_link_to_an_error_is_found() -> None:
    sites = {DEAD: Reply(404), LIVE: Reply(200)}
    assert await told(broken_links.SIGNAL, about(f"Look: {DEAD} {LIVE}", sites)) == (DEAD,)
    assert await told(broken_links.SIGNAL, about(f"Look: {LIVE}", sites)) == ()
    assert await told(broken_links.SIGNAL, about("No links here")) == ()


async def test_what_does_not_answer_is_unknown_unless_another_is_broken() -> None:
    assert await told(broken_links.SIGNAL, about(f"Look: {DEAD}")) == UNREACHED
    assert await told(broken_links.SIGNAL, about(f"Look: {LIVE} {DEAD}", {DEAD: Reply(410)})) == (DEAD,)


async def test_a_policy_can_switch_link_checks_off() -> None:
    asked = about(f"Look: {LIVE}", {LIVE: Reply(404)}, more="link_checks: false\n")
    assert await told(broken_links.SIGNAL, asked) == SWITCHED_OFF
