"""Links looked up: each once in a while, with a short deadline, the way the waiting call itself would go.

A link that cannot be looked up is `Unknown` with the reason: no network, a private address, too slow.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from twohats.adapter import Reply, Request
from twohats.links.target import (
    MAX_HOPS,
    LinkTarget,
    NotPublicError,
    is_public,
    next_link,
    parts_of,
    question,
    wants_get,
)
from twohats_policy.request import Unknown

SECONDS = 1.5
KEPT_SECONDS = 600.0
MAX_KEPT = 512
MAX_LINKS = 8  # of one post; what is beyond is unknown

NO_ADDRESS = Unknown(reason="it is not a web address that can be looked up")
PRIVATE = Unknown(reason="it leads into a private network")
UNREACHED = Unknown(reason="the site did not answer")
TOO_SLOW = Unknown(reason="the site answered too slowly")
TOO_MANY = Unknown(reason="it leads on too often, or the post has too many links")
SWITCHED_OFF = Unknown(reason="the policy has switched link checks off")
NOT_A_BRANDS = Unknown(reason="links are looked up for accounts of brands alone")
NOBODY_WAITS = Unknown(reason="links are looked up only while a call waits")

type Fetch = Callable[[Request], Awaitable[Reply]]
type Found = LinkTarget | Unknown


@dataclass(frozen=True)
class _Kept:
    found: Found
    at: float


class Links:
    """Looks links up and remembers for ten minutes what it found. Lives on one event loop."""

    def __init__(
        self, clock: Callable[[], float], *, seconds: float = SECONDS, public: Callable[[str], bool] = is_public
    ) -> None:
        """Count by `clock`, in seconds; give each link `seconds`; ask only hosts that are `public`."""
        self._clock, self._seconds, self._public = clock, seconds, public
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._looking: dict[str, asyncio.Task[Found]] = {}

    def known(self, link: str) -> Found | None:
        """Return what was found about a link lately, None for nothing yet."""
        kept = self._kept.get(link)
        return kept.found if kept and self._clock() - kept.at <= KEPT_SECONDS else None

    async def targets(self, links: tuple[str, ...], fetch: Fetch | None) -> dict[str, Found]:
        """Return where each link leads, looked up side by side; `fetch` makes one call (None: nobody can)."""
        asked = tuple(dict.fromkeys(links))
        found = await asyncio.gather(*(self.target(link, fetch) for link in asked[:MAX_LINKS]))
        return dict(zip(asked, found, strict=False)) | dict.fromkeys(asked[MAX_LINKS:], TOO_MANY)

    def look(self, links: tuple[str, ...], fetch: Fetch) -> None:
        """Begin to look links up, for somebody who will look at `known` later."""
        for link in dict.fromkeys(links[:MAX_LINKS]):
            if self.known(link) is None:
                self._begin(link, fetch)

    async def target(self, link: str, fetch: Fetch | None) -> Found:
        """Return where a link leads."""
        known = self.known(link)
        if known is not None:
            return known
        if fetch is None:
            return NOBODY_WAITS
        return await asyncio.shield(self._begin(link, fetch))

    def _begin(self, link: str, fetch: Fetch) -> asyncio.Task[Found]:
        task = self._looking.get(link) or asyncio.create_task(self._look(link, fetch))
        if not task.done():  # an eager task may be done at once
            self._looking[link] = task
            task.add_done_callback(lambda _: self._looking.pop(link, None))
        return task

    async def _look(self, link: str, fetch: Fetch) -> Found:
        try:
            async with asyncio.timeout(self._seconds):
                found = await self._follow(link, fetch)
        except TimeoutError:
            found = TOO_SLOW
        except NotPublicError:
            found = PRIVATE
        except OSError:
            found = UNREACHED
        self._keep(link, found)
        return found

    async def _follow(self, link: str, fetch: Fetch) -> Found:
        at = link
        for _ in range(MAX_HOPS):
            parts = parts_of(at)
            if parts is None:
                return NO_ADDRESS
            if not self._public(parts.hostname or ""):
                return PRIVATE
            reply = await fetch(question(parts, "HEAD"))
            if wants_get(reply):
                reply = await fetch(question(parts, "GET"))
            onward = next_link(parts.geturl(), reply)
            if onward is None:
                kind = reply.header("content-type").partition(";")[0].strip().lower()
                return LinkTarget(link, parts.geturl(), reply.status, kind)
            at = onward
        return TOO_MANY

    def _keep(self, link: str, found: Found) -> None:
        self._kept[link] = _Kept(found, self._clock())
        self._kept.move_to_end(link)
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
