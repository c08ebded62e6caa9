from tests.support.linking import about, told
from twohats.adapter import Reply
from twohats.signals import foreign_links

SHORT = "https://sho.rt/x"


def leads(to: str) -> dict[str, Reply]:
    return {SHORT: Reply(301, (("location", to),)), to: Reply(200)}


async def test_where_a_short_link_ends_decides() -> None:
    assert await told(foreign_links.SIGNAL, about(SHORT, leads("https://shop.acme.example/"))) == ()
    assert await told(foreign_links.SIGNAL, about(SHORT, leads("https://notacme.example/"))) == (SHORT,)
    assert await told(foreign_links.SIGNAL, about(SHORT, leads("https://acme.example.evil.example/"))) == (SHORT,)


async def test_an_account_without_own_sites_has_no_foreign_ones() -> None:
    assert await told(foreign_links.SIGNAL, about(SHORT, leads("https://other.example/"), ref="plain")) == ()
