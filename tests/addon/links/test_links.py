import asyncio
from collections.abc import Callable

import pytest

from twohats.adapter import Reply, Request
from twohats.links.links import (
    MAX_LINKS,
    NO_ADDRESS,
    NOBODY_WAITS,
    PRIVATE,
    TOO_MANY,
    TOO_SLOW,
    UNREACHED,
    Links,
)
from twohats.links.target import LinkTarget


class Net:
    """Sites by their address; counts what was asked."""

    def __init__(self, sites: dict[str, Reply]) -> None:
        self.sites, self.asked = sites, list[tuple[str, str]]()

    async def fetch(self, request: Request) -> Reply:
        self.asked.append((request.method, request.url))
        await asyncio.sleep(0)
        if request.url not in self.sites:
            raise OSError("no such host")
        return self.sites[request.url]


def leads(to: str) -> Reply:
    return Reply(302, (("location", to),))


def links(clock: Callable[[], float] = lambda: 0.0, seconds: float = 1.5) -> Links:
    return Links(clock, seconds=seconds)


async def test_a_short_link_is_followed_to_its_end() -> None:
    page = Reply(200, (("content-type", "Text/HTML; charset=utf-8"),))
    net = Net({"https://sho.rt/x": leads("https://acme.example/spring"), "https://acme.example/spring": page})
    found = await links().target("https://sho.rt/x", net.fetch)
    assert found == LinkTarget("https://sho.rt/x", "https://acme.example/spring", 200, "text/html")
    assert [method for method, _ in net.asked] == ["HEAD", "HEAD"]


async def test_a_site_that_does_not_like_head_is_asked_again() -> None:
    net = Net({"https://acme.example/": Reply(405)})
    found = await links().target("https://acme.example/", net.fetch)
    assert isinstance(found, LinkTarget)
    assert [method for method, _ in net.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("link", "sites", "why"),
    [
        ("ftp://acme.example/", {}, NO_ADDRESS),
        ("http://192.168.0.1/admin", {}, PRIVATE),
        ("https://sho.rt/x", {"https://sho.rt/x": leads("http://127.0.0.1/")}, PRIVATE),
        ("https://gone.example/", {}, UNREACHED),
        ("https://loop.example/", {"https://loop.example/": leads("https://loop.example/")}, TOO_MANY),
    ],
)
async def test_what_cannot_be_looked_up_says_why(link: str, sites: dict[str, Reply], why: object) -> None:
    net = Net(sites)
    assert await links().target(link, net.fetch) == why
    assert all("127.0.0.1" not in url and "192.168" not in url for _, url in net.asked)


async def test_a_slow_site_is_not_waited_for() -> None:
    async def never(_: Request) -> Reply:
        await asyncio.sleep(60)
        return Reply(200)

    assert await links(seconds=0.02).target("https://slow.example/", never) == TOO_SLOW


async def test_a_link_is_looked_up_once_in_a_while() -> None:
    now = [0.0]
    net, found = Net({"https://acme.example/": Reply(200)}), links(lambda: now[0])
    await asyncio.gather(*(found.target("https://acme.example/", net.fetch) for _ in range(5)))
    assert len(net.asked) == 1
    assert isinstance(found.known("https://acme.example/"), LinkTarget)
    now[0] = 601
    assert found.known("https://acme.example/") is None
    await found.target("https://acme.example/", net.fetch)
    assert len(net.asked) == 2


async def test_without_a_waiting_call_nothing_is_asked() -> None:
    assert await links().target("https://acme.example/", None) == NOBODY_WAITS


async def test_a_post_with_many_links_has_some_looked_up() -> None:
    many = tuple(f"https://acme.example/{n}" for n in range(MAX_LINKS + 2))
    found = await links().targets(many, Net(dict.fromkeys(many, Reply(200))).fetch)
    assert [found[link] == TOO_MANY for link in many] == [False] * MAX_LINKS + [True] * 2


async def test_looking_begins_without_waiting() -> None:
    net, found = Net({"https://acme.example/": Reply(200)}), links()
    found.look(("https://acme.example/", "https://acme.example/", "https://gone.example/"), net.fetch)
    assert found.known("https://acme.example/") is None
    await found.target("https://acme.example/", None)
    await asyncio.sleep(0.01)
    assert isinstance(found.known("https://acme.example/"), LinkTarget)
    assert found.known("https://gone.example/") == UNREACHED
    found.look(("https://acme.example/",), net.fetch)
    assert len(net.asked) == 2


async def test_an_eager_loop_remembers_nothing_that_is_over() -> None:
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def at_once(_: Request) -> Reply:
        return Reply(200)

    found = links()
    assert isinstance(await found.target("https://acme.example/", at_once), LinkTarget)
    assert isinstance(await found.target("https://acme.example/", None), LinkTarget)
    found.look(("https://other.example/",), at_once)
    assert isinstance(found.known("https://other.example/"), LinkTarget)
