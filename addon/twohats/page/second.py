"""What a link leads to: one question for a colleague on another device, and nothing else.

There are no sessions and no cookies. The link is the way in, each form is good once, and each answer wants the PIN.
"""

import base64
import hashlib
import logging
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError, RequestHandler

from twohats.page.colleagues import ANSWERABLE, Colleagues, Hitch, Statement
from twohats.page.door import Refused
from twohats.page.endings import ended
from twohats.page.entrance import Form, Slips
from twohats.page.headers import headers
from twohats.page.release import stated
from twohats.page.rendering import render
from twohats.page.scene import Scene
from twohats.page.sheets import Sheet, sheet
from twohats.page.tries import Tries
from twohats.prompter import Held
from twohats.question import Picture
from twohats.wording import say

PICTURE_TYPES = frozenset({"image/jpeg", "image/png"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outside:
    """What the link server works with."""

    colleagues: Colleagues
    scene: Callable[[], Scene]
    tries: Tries
    forms: Slips[Form]
    now: Callable[[], float]


class Second(RequestHandler):
    """One question by its link."""

    def initialize(self, outside: Outside) -> None:
        """Remember what the route works with; called by tornado."""
        self.outside = outside

    def set_default_headers(self) -> None:
        """Close everything that the page does not need."""
        self.nonce = secrets.token_urlsafe(16)
        self.clear_header("Server")
        for name, value in headers(self.nonce).items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Turn away what is meant for another name, or comes from another page."""
        origin, said = self.outside.colleagues.links.origin, self.request.headers
        if said.get("Host", "") != origin.removeprefix("https://"):
            raise Refused(421, "page.wrong_way")
        if self.request.method in ("GET", "HEAD"):
            return
        if said.get("Origin", "") != origin or said.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise Refused(403, "page.wrong_way")

    def get(self, token: str) -> None:
        """Show it. A GET never decides anything."""
        self._show(self._held(token), token)

    async def post(self, token: str) -> None:
        """Release or refuse, or say what was wrong."""
        held = self._held(token)
        form = self.outside.forms.take(self.get_body_argument("form", ""))
        if form is None or form.question != _mark(token):
            raise Refused(403, "page.stale")
        statement = stated(lambda name: self.get_body_argument(name, ""), "link")
        hitch = (
            Hitch("second.unfinished", status=400) if statement is None else await self._answer(held, statement, form)
        )
        if hitch is None:
            self.redirect(f"/second/{token}", status=303)
            return
        self.set_status(hitch.status)
        self._show(held, token, hitch, statement)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer an error in words, without saying anything about the inside."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        sentence = error.sentence if isinstance(error, Refused) else _sentence(status_code)
        self._render("message.html", title=say(sentence, self._language))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what kind of error it was; its text may hold somebody's words."""
        if not isinstance(value, HTTPError):
            _log.error("the page of a link failed: %s", getattr(typ, "__name__", typ))

    @property
    def _language(self) -> str:
        return self.outside.scene().language

    def _held(self, token: str) -> Held:
        held = self.outside.colleagues.links.lead(token, self.outside.colleagues.desk.find)
        if held is not None:
            return held
        if self.outside.tries.too_many():
            raise Refused(429, "page.slow_down")
        raise Refused(404, "second.link_gone")

    async def _answer(self, held: Held, statement: Statement, form: Form) -> Hitch | None:
        statement = replace(statement, seen=form.seen, at_keyboard=False)
        return await self.outside.colleagues.answer(held, statement)

    def _show(self, held: Held, token: str, hitch: Hitch | None = None, statement: Statement | None = None) -> None:
        """Show the question, or once it is decided how; the PIN is not put back into the form."""
        scene = self.outside.scene()
        if held.standing not in ANSWERABLE:
            found = ended(held, scene)
            self._render("message.html", title=found.title if found else say("second.link_gone", scene.language))
            return
        wrong = hitch.words(scene.language) if hitch else ""
        by, reason = (statement.by, statement.reason) if statement else ("", "")
        offer = replace(self.outside.colleagues.offer(held.question), link="", wrong=wrong, by=by, reason=reason)
        self._render(
            "second.html",
            employee=scene.person(held.question.employee),
            sheet=outside_sheet(held, scene),
            left=_left(held, scene.language),
            pictures=[_inline(one) for one in held.question.pictures if one.content_type in PICTURE_TYPES],
            release=offer,
            action=f"/second/{token}",
            form=self.outside.forms.issue(Form(_mark(token), self.outside.now(), seen=held.question.parts)),
        )

    def _render(self, template: str, **values: object) -> None:
        page = render(template, self._language, nonce=self.nonce, inside=False, version=0, **values)
        self.finish(page)  # pyright: ignore[reportUnknownMemberType]  tornado leaves a type open


class NoLink(Second):
    """Every path that is no link."""

    def prepare(self) -> None:
        """Say so, whatever the method."""
        super().prepare()
        if self.outside.tries.too_many():
            raise Refused(429, "page.slow_down")
        raise Refused(404, "second.link_gone")


def outside_sheet(held: Held, scene: Scene) -> Sheet:
    """Return the question as others may see it: without the login and other accounts of the person who asks, and
    without pictures that this server does not have.
    """
    shown = sheet(held, scene)
    chips = tuple(replace(chip, avatar="") for chip in shown.chips)
    return replace(shown, chip=replace(shown.chip, avatar=""), chips=chips, login=None, before=())


def _left(held: Held, language: str) -> str:
    minutes = max(held.seconds_left(), held.late_seconds_left()) / 60
    if minutes < 120:
        return say("second.link_until", language, minutes=math.ceil(minutes))
    return say("second.link_until_hours", language, hours=round(minutes / 60))


def _inline(picture: Picture) -> str:
    return f"data:{picture.content_type};base64,{base64.b64encode(picture.content).decode()}"


def _mark(token: str) -> str:
    """Return what a form is bound to: its link, as a hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _sentence(status: int) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return "second.link_gone"
    return "second.link_unwritten" if status >= 500 else "page.wrong_way"
