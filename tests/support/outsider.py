"""A colleague's browser on another device: follows a link over TLS, and compares the fingerprint as people are told."""

import asyncio
import hashlib
import http.client
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.support.pins import team_policy
from tests.support.prompters import RememberedTickets, ScriptedPrompter
from tests.support.visitor import Got
from twohats.asking.questions import Questions
from twohats.page.colleagues import Colleagues
from twohats.page.link_server import LinkServer, Place
from twohats.page.links import Links
from twohats.page.scene import Scene
from twohats.prompter import Held
from twohats.sign_ins import SignIns
from twohats_policy.policy import Policy


class Outsider:
    """Speaks like a browser that was given a link; `None` as a header's value leaves it away."""

    def __init__(self, origin: str, fingerprint: str) -> None:
        """Speak to this origin, whose certificate has to have this fingerprint."""
        self.origin, self.fingerprint = origin, fingerprint

    async def get(self, path: str, **changes: str | None) -> Got:
        """Open an address from elsewhere, a chat for instance."""
        return await self._send("GET", path, {"Sec-Fetch-Site": "none"}, b"", changes)

    async def post(self, path: str, fields: dict[str, str], **changes: str | None) -> Got:
        """Send the form of the page."""
        own = {
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return await self._send("POST", path, own, urlencode(fields).encode(), changes)

    async def _send(
        self, method: str, path: str, own: dict[str, str], body: bytes, changes: dict[str, str | None]
    ) -> Got:
        host = self.origin.removeprefix("https://")
        headers: dict[str, str | None] = {"Host": host, **own}
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        plain = {name: value for name, value in headers.items() if value is not None}
        return await asyncio.to_thread(self._exchange, method, path, plain, body)

    def _exchange(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Got:
        where, trust = urlsplit(self.origin), ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE  # the fingerprint decides
        connection = http.client.HTTPSConnection(where.hostname or "", where.port, context=trust, timeout=10)
        try:
            connection.connect()
            assert self._seen(connection) == self.fingerprint
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in (headers | ({"Content-Length": str(len(body))} if method == "POST" else {})).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            reply = connection.getresponse()
            return Got(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def _seen(self, connection: http.client.HTTPSConnection) -> str:
        assert isinstance(connection.sock, ssl.SSLSocket)
        shown = connection.sock.getpeercert(binary_form=True)
        assert shown is not None
        return ":".join(f"{byte:02X}" for byte in hashlib.sha256(shown).digest())


@dataclass
class Office:
    """A running link server with its questions."""

    questions: Questions
    tickets: RememberedTickets
    links: Links
    server: LinkServer
    policy: Policy
    folder: Path

    @property
    def outsider(self) -> Outsider:
        """A colleague's browser."""
        return Outsider(self.links.origin, self.links.fingerprint)

    def path(self, held: Held) -> str:
        """The path of the question's link."""
        return urlsplit(self.links.address(held.question)).path


@asynccontextmanager
async def link_server(
    folder: Path, *, language: str = "en", clock: Callable[[], float] = time.monotonic, host: str = "127.0.0.1"
) -> AsyncIterator[Office]:
    """Run the link server on a free port, in the loop of the test."""
    policy, tickets, links = team_policy(), RememberedTickets(), Links()
    questions = Questions([ScriptedPrompter()], tickets)
    colleagues = Colleagues(questions, SignIns(lambda: policy.people, clock), lambda: policy, links=links)
    server = LinkServer(Place(host), colleagues, lambda: Scene(language, policy), clock)
    server.start(folder / "page", datetime.now(UTC))
    try:
        yield Office(questions, tickets, links, server, policy, folder)
    finally:
        await questions.stop()
        await server.stop()
