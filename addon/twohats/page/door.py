"""What every route of the page shares: the checks at the door, the headers, the ways to say no."""

import json
import logging
import secrets
import socket
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar, NoReturn

from tornado.web import HTTPError, RequestHandler

from twohats.page.doors import Head, Way, objection
from twohats.page.entrance import Entrance, Session
from twohats.page.headers import headers
from twohats.page.house import House
from twohats.page.peer import Peer
from twohats.page.rendering import render
from twohats.wording import say

_log = logging.getLogger(__name__)


class Door(RequestHandler):
    """A route behind the checks. Subclasses say what they are for (`way`) and whether a session is needed."""

    way: ClassVar[Way] = Way.PAGE
    needs_session: ClassVar[bool] = True

    def initialize(self, house: House) -> None:
        """Remember what the route works with; called by tornado."""
        self.house = house
        self.session: Session | None = None

    def set_default_headers(self) -> None:
        """Close everything that a page of ours does not need."""
        self.nonce = secrets.token_urlsafe(16)
        self.clear_header("Server")
        for name, value in headers(self.nonce).items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Turn away whoever may not speak to this route, before it is looked at."""
        found = objection(self._head(), self.way, self.house.entrance.origin)
        if found is not None:
            self.turn_away(found.status, found.sentence)
        self.session = self.house.entrance.session(self.get_cookie(cookie_name(self.house.entrance)) or "")
        if self.needs_session and self.session is None:
            self.turn_away(403, "page.wrong_way")

    def turn_away(self, status: int, sentence: str) -> NoReturn:
        """Refuse with the sentence of that key; in a flood of wrong tries, with 429. Raises Refused."""
        if self.house.tries.too_many():
            status, sentence = 429, "page.slow_down"
        raise Refused(status, sentence)

    def show(self, template: str, **values: object) -> None:
        """Answer with a page."""
        common = {"nonce": self.nonce, "inside": self.session is not None, "version": self.house.board.version}
        self.send(render(template, self.house.language, **common, **values))

    def send_json(self, found: Mapping[str, object]) -> None:
        """Answer with a JSON object."""
        self.set_header("Content-Type", "application/json")
        self.send(json.dumps(found))

    def send(self, content: str | bytes) -> None:
        """Answer with what is there."""
        self.finish(content)  # pyright: ignore[reportUnknownMemberType]  tornado leaves a type open

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer an error in words, without saying anything about the inside."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        sentence = error.sentence if isinstance(error, Refused) else self.sentence_for(status_code)
        if self.way is Way.COMMAND:
            self.send_json({"error": say(sentence, self.house.language)})
            return
        self.show("message.html", title=say(sentence, self.house.language))

    def sentence_for(self, status: int) -> str:
        """Return the key of the sentence for an error that no route has worded."""
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return "page.failed"
        return "page.not_found" if status == HTTPStatus.NOT_FOUND else "page.wrong_way"

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what kind of error it was; its text may hold somebody's words."""
        if not isinstance(value, HTTPError):
            _log.error("the page failed: %s", getattr(typ, "__name__", typ))

    def peer(self) -> Peer:
        """Return who is at the other end of the connection."""
        stream = getattr(self.request.connection, "stream", None)
        connected: socket.socket | None = getattr(stream, "socket", None)
        if connected is None:
            return Peer.STRANGER
        try:
            return self.house.owner_of(connected.getpeername(), connected.getsockname())
        except OSError:  # it has left meanwhile
            return Peer.STRANGER

    def _head(self) -> Head:
        headers = self.request.headers
        return Head(
            method=self.request.method or "",
            host=headers.get("Host", ""),
            origin=headers.get("Origin", ""),
            fetch_site=headers.get("Sec-Fetch-Site", ""),
            peer=self.peer,
        )


class Refused(HTTPError):
    """A refusal in words of ours; `sentence` is the key."""

    def __init__(self, status: int, sentence: str) -> None:
        """Refuse with this status and sentence."""
        super().__init__(status)
        self.sentence = sentence


class Nowhere(Door):
    """Every path that is none of ours."""

    needs_session = False

    def prepare(self) -> None:
        """Check the door first: a stranger does not learn which paths there are."""
        super().prepare()
        self.turn_away(404, "page.not_found")


def cookie_name(entrance: Entrance) -> str:
    """Return the session cookie's name. It holds the port: cookies themselves are not bound to one."""
    return f"twohats_{entrance.origin.rpartition(':')[2]}"
