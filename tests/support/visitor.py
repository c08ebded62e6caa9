"""A visitor of the confirm page, through a real socket, that sends the headers a browser would, or others."""

import asyncio
import http.client
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.support.prompters import RememberedTickets, ScriptedPrompter, question
from twohats.asking.emergencies import Reviews
from twohats.asking.questions import Questions
from twohats.page.board import Board
from twohats.page.colleagues import Colleagues
from twohats.page.entrance import Entrance
from twohats.page.house import Sights, owner_of
from twohats.page.peer import Peer
from twohats.page.server import PageServer
from twohats.prompter import Desk
from twohats.question import Answer, Question


@dataclass(frozen=True)
class Got:
    """One reply."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def form(self) -> str:
        """The nonce of the page's form."""
        found = re.search(r'name="form" value="([^"]+)"', self.text)
        assert found is not None, self.text
        return found[1]


def exchange(port: int, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Got:
    """Send exactly these headers (and Content-Length for a body); blocks."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or method == "POST":
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        reply = connection.getresponse()
        return Got(reply.status, reply.headers, _rest(reply))
    finally:
        connection.close()


def _rest(reply: http.client.HTTPResponse) -> bytes:
    """Return the body; a server that refuses a large call hangs up while it is still being sent."""
    try:
        return reply.read()
    except ConnectionResetError:
        return b""


class Visitor:
    """Speaks like the person's own browser; `None` as a header's value leaves it away."""

    def __init__(self, port: int) -> None:
        """Visit the page on this port."""
        self.port = port
        self.cookie = ""

    async def get(self, path: str, **changes: str | None) -> Got:
        """Get a page, as if typed."""
        return await self._send("GET", path, {"Sec-Fetch-Site": "none"}, b"", changes)

    async def post(self, path: str, fields: dict[str, str], **changes: str | None) -> Got:
        """Post a form of our own page."""
        own = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return await self._send("POST", path, own, urlencode(fields).encode(), changes)

    async def enter(self, token: str, **changes: str | None) -> Got:
        """Post a token as the redirect file does, and keep the cookie."""
        got = await self.post(
            "/enter", {"token": token}, **({"Origin": "null", "Sec-Fetch-Site": "cross-site"} | changes)
        )
        cookie = got.headers.get("Set-Cookie", "")
        self.cookie = cookie.partition(";")[0] or self.cookie
        return got

    async def _send(
        self, method: str, path: str, own: dict[str, str], body: bytes, changes: dict[str, str | None]
    ) -> Got:
        headers: dict[str, str | None] = {"Host": f"127.0.0.1:{self.port}", **own, "Cookie": self.cookie or None}
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        plain = {name: value for name, value in headers.items() if value is not None}
        return await asyncio.to_thread(exchange, self.port, method, path, plain, body)


class Seconds:
    """A clock in seconds that the test turns: `clock.now += 2`."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """A running page with its questions."""

    questions: Questions
    prompter: ScriptedPrompter
    tickets: RememberedTickets
    entrance: Entrance
    server: PageServer
    state: Path
    board: Board

    @property
    def port(self) -> int:
        """The page's port."""
        return self.server.port

    async def visitor(self, question: str = "") -> Visitor:
        """Return a visitor who has come in."""
        visitor = Visitor(self.port)
        assert (await visitor.enter(self.entrance.token(question))).status == 200
        return visitor


async def asked(house: House, what: Question | None = None) -> asyncio.Task[Answer]:
    """Ask a question and let it come up."""
    task = asyncio.create_task(house.questions.ask(what or question(), asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


@asynccontextmanager
async def page(
    folder: Path,
    *,
    language: str = "en",
    owner_of: Callable[[tuple[str, int], tuple[str, int]], Peer] = owner_of,
    clock: Callable[[], float] = time.monotonic,
    sights: Sights | None = None,
    reviews: Reviews | None = None,
    colleagues: Callable[[Desk], Colleagues] | None = None,
) -> AsyncIterator[House]:
    """Run the page on a free port, in the loop of the test."""
    prompter, tickets, board = ScriptedPrompter(), RememberedTickets(), Board()
    questions = Questions([prompter, board], tickets, reviews=reviews)
    entrance = Entrance(folder / "run", language, clock=clock)
    facts = {"version": "0.1.0"}
    server = PageServer(
        questions,
        entrance,
        state=folder,
        language=language,
        facts=lambda: facts,
        board=board,
        sights=sights,
        colleagues=colleagues(questions) if colleagues else None,
        owner_of=owner_of,
    )
    server.start()
    try:
        yield House(questions, prompter, tickets, entrance, server, folder, board)
    finally:
        await questions.stop()
        await server.stop()
