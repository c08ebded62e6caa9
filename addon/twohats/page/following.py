"""What open pages follow: a stream of events, and the same as a single answer for those that cannot have one."""

import asyncio
import json
from typing import Any

from tornado.iostream import StreamClosedError

from twohats.page.door import Door, Refused, cookie_name
from twohats.page.house import House
from twohats.wording import say

HEARTBEAT_SECONDS = 15.0
MOST_STREAMS = 32
MOST_STREAMS_OF_ONE = 4
"""Browsers open six connections to one place; a fifth tab asks every second instead."""

_MOST_CLOCKS = 50
_NAME_LENGTH = 32


class Following(Door):
    """A route that tells what happened since a number."""

    def since(self, version: int) -> dict[str, Any]:
        """Return what is new: the questions that look different, how many wait, and the clocks."""
        desk, board = self.house.desk, self.house.board
        waiting = [held for held in desk.open() if not held.question.approvers]
        clocks = {held.question.id: round(held.seconds_left(), 1) for held in desk.open()[:_MOST_CLOCKS]}
        words = say("page.waiting_count", self.house.language, count=len(waiting))
        changed = board.since(version)
        return {"version": board.version, "changed": changed, "count": len(waiting), "words": words, "clocks": clocks}

    def seen(self) -> int:
        """Return the number that the page has seen; 0 for nonsense."""
        said = self.get_query_argument("since", "")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


class Pulse(Following):
    """What is new, once: for pages without a stream."""

    def get(self) -> None:
        """Tell it."""
        self.send_json(self.since(self.seen()))


class InView(Following):
    """What a page that follows events says of itself: whether it is in view."""

    def post(self) -> None:
        """Take it."""
        name = _name(self.get_body_argument("tab", ""))
        self.house.entrance.views.say(name, in_view=self.get_body_argument("visible", "") == "yes")
        self.set_status(204)
        self.finish()  # pyright: ignore[reportUnknownMemberType]  tornado leaves a type open


class Events(Following):
    """What is new, as it happens (Server-Sent Events)."""

    def initialize(self, house: House) -> None:
        """Remember what the route works with; called by tornado."""
        super().initialize(house)
        self._gone = asyncio.Event()

    async def get(self) -> None:
        """Tell it until the page is closed, its session is over or the guard stops."""
        session = self.session
        if session is None:
            self.turn_away(403, "page.wrong_way")
        if self.house.board.watched >= MOST_STREAMS or session.streams >= MOST_STREAMS_OF_ONE:
            raise Refused(503, "page.slow_down")
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.house.board.watched += 1
        session.streams += 1
        try:
            with self.house.entrance.views.following(_name(self.get_query_argument("tab", ""))):
                await self._tell()
        except StreamClosedError:
            return
        finally:
            self.house.board.watched -= 1
            session.streams -= 1

    def on_connection_close(self) -> None:
        """Stop telling: the page is closed."""
        self._gone.set()

    async def _tell(self) -> None:
        board, version = self.house.board, self.seen()
        await self._write(f"data: {json.dumps(self.since(version))}\n\n")
        version = board.version
        while self._may_go_on():
            fresh = await self._news(version)
            if self._may_go_on():
                await self._write(f"data: {json.dumps(self.since(version))}\n\n" if fresh else ":\n\n")
            version = board.version

    async def _news(self, version: int) -> bool:
        """Wait for news or for the page to be closed; return whether there are news before the next heartbeat."""
        gone = asyncio.ensure_future(self._gone.wait())
        news = asyncio.ensure_future(self.house.board.news(version, HEARTBEAT_SECONDS))
        try:
            await asyncio.wait((gone, news), return_when=asyncio.FIRST_COMPLETED)
            return news.done() and news.result()
        finally:
            gone.cancel()
            news.cancel()

    def _may_go_on(self) -> bool:
        cookie = self.get_cookie(cookie_name(self.house.entrance)) or ""
        known = self.house.entrance.session(cookie) is not None
        return known and not self.house.board.closed and not self._gone.is_set()

    async def _write(self, line: str) -> None:
        self.write(line)  # pyright: ignore[reportUnknownMemberType]  tornado leaves a type open
        await self.flush()


def _name(said: str) -> str:
    """Return the name that a page chose for itself."""
    return said[:_NAME_LENGTH]
