"""The answer. Every form is good once; a yes takes two steps, or one that was armed, or a handle that was typed."""

from twohats.high_risk import asked_for, typed_right
from twohats.page.door import Refused
from twohats.page.entrance import Form
from twohats.page.questioning import QuestionDoor
from twohats.page.saying import Said, said
from twohats.prompter import Held
from twohats.question import ARM_SECONDS, NO_GROUNDS, Choice, Standing, permits

ANSWERABLE = (Standing.OPEN, Standing.UNANSWERED)


class Reply(QuestionDoor):
    """The employee's answer to a question."""

    async def post(self, id: str) -> None:
        """Decide, or ask once more."""
        form, choice = self.form(id), self._choice()
        held, words = self.held(id), said(lambda name: self.get_body_argument(name, ""))
        if held.standing not in ANSWERABLE:
            raise Refused(409, "page.already")
        if choice is None:  # Enter in a field, which presses no button
            self._again(held, words, wrong="page.press")
            return
        if choice is Choice.SEND and not permits(held.question, choice, held.question.employee):
            raise Refused(403, "page.not_yours")
        if choice is Choice.SEND and self._asks_once_more(held, form, words):
            return
        await self._answer(held, choice, form, words)

    def sentence_for(self, status: int) -> str:
        """Word a failure to write the ticket down."""
        return "page.unwritten" if status >= 500 else super().sentence_for(status)

    def _asks_once_more(self, held: Held, form: Form, words: Said) -> bool:
        """Show what is missing for a yes, if anything is."""
        if words.lacks_name:
            self._again(held, words, wrong="page.name_missing")
        elif not typed_right(words.typed, held.question):
            self._again(held, words, wrong="page.typed_wrong" if words.typed else "page.typed_missing")
        elif not asked_for(held.question) and not self._armed(form):
            self._again(held, words, sure=True, wrong="page.too_soon" if form.sure else "")
        else:
            return False
        return True

    def _again(self, held: Held, words: Said, *, wrong: str = "", sure: bool = False) -> None:
        if not held.question.undo:  # somebody is there; an undo window is stopped by its own button only
            held.touch()
            self.house.board.tell()
        self.show_question(held, sure=sure, wrong=wrong, said=words)

    async def _answer(self, held: Held, choice: Choice, form: Form, words: Said) -> None:
        counted = await self.house.desk.answer(
            held.question.id,
            choice,
            by=held.question.employee,
            channel="page",
            reason=words.reason,
            grounds=words.grounds if choice is Choice.SEND else NO_GROUNDS,
            seen=form.seen,
        )
        if counted:
            self.house.board.tell(held.question.id)
            self.redirect(f"/q/{held.question.id}", status=303)
            return
        if held.standing not in ANSWERABLE:
            raise Refused(409, "page.already")
        if choice is Choice.SEND and form.seen < held.question.parts:
            self.show_question(held, wrong="page.grown", said=words)
            return
        raise Refused(409, "page.too_late")

    def _choice(self) -> Choice | None:
        said = self.get_body_argument("choice", "")
        try:
            return Choice(said) if said else None
        except ValueError:
            raise Refused(400, "page.stale") from None

    def _armed(self, form: Form) -> bool:
        """Tell whether the form was in view for long enough: a double click is no second step."""
        ready = self.house.entrance.now() - form.shown >= ARM_SECONDS
        return ready and (form.sure or self.get_body_argument("armed", "") == "yes")
