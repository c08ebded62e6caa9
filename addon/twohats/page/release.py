"""The release: a colleague's answer on the page of the person at the keyboard, proven by a PIN each time."""

from collections.abc import Callable
from dataclasses import replace

from twohats.page.colleagues import ANSWERABLE, Hitch, Offer, Statement
from twohats.page.door import Refused
from twohats.page.entrance import Form
from twohats.page.questioning import QuestionDoor
from twohats.page.saying import said
from twohats.page.sheets import sheet
from twohats.prompter import Held
from twohats.question import Choice

_CHOICES = frozenset({Choice.SEND, Choice.BLOCK})


class Release(QuestionDoor):
    """The form for a colleague. It never makes a session: the next answer wants the PIN again."""

    def get(self, id: str) -> None:
        """Show it."""
        held = self._open(id)
        self._show(held, self.house.colleagues.offer(held.question))

    async def post(self, id: str) -> None:
        """Release or refuse, or say what was wrong."""
        form, statement = self.form(id), stated(lambda name: self.get_body_argument(name, ""), "page")
        held = self._open(id)
        if statement is None:
            self._again(held, Hitch("second.unfinished", status=400))
            return
        hitch = await self.house.colleagues.answer(held, replace(statement, seen=form.seen))
        self.house.board.tell(held.question.id)
        if hitch is None:
            self.redirect(f"/q/{held.question.id}", status=303)
        else:
            self._again(held, hitch, statement)

    def sentence_for(self, status: int) -> str:
        """Word a failure to write the ticket down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    def _open(self, id: str) -> Held:
        held = self.held(id)
        if held.standing not in ANSWERABLE:
            raise Refused(409, "page.already")
        if not held.question.approvers:
            raise Refused(404, "page.not_found")
        return held

    def _again(self, held: Held, hitch: Hitch, statement: Statement | None = None) -> None:
        """Show the form anew, with what was wrong; the PIN is not put back into it."""
        self.set_status(hitch.status)
        offer = replace(self.house.colleagues.offer(held.question), wrong=hitch.words(self.house.language))
        if statement is not None:
            offer = replace(offer, by=statement.by, reason=statement.reason)
        self._show(held, offer)

    def _show(self, held: Held, offer: Offer) -> None:
        form = Form(held.question.id, self.house.entrance.now(), seen=held.question.parts)
        self.show(
            "releasing.html",
            sheet=sheet(held, self.house.scene()),
            release=offer,
            action=f"/q/{held.question.id}/release",
            form=self.visitor().forms.issue(form),
        )


def stated(field: Callable[[str], str], channel: str) -> Statement | None:
    """Read the fields of a colleague's form; None if they are not filled in."""
    choice, by, pin = field("choice"), field("by"), field("pin")
    if choice not in _CHOICES or not by or not pin:
        return None
    return Statement(Choice(choice), by=by, channel=channel, pin=pin, reason=said(field).reason)
