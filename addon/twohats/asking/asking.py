"""Asking: put a judged call to people, or use a permission that was given before."""

import asyncio
from dataclasses import dataclass

from twohats.asking.composing import Composing, strictest_case
from twohats.asking.questions import Questions
from twohats.asking.tickets import Ticket, Tickets
from twohats.guard import Connection
from twohats.judge import Case
from twohats.prompter import Held
from twohats.question import NOBODY, Answer, Choice, Ending, Question, Standing, permits
from twohats.state.left_open import LeftOpen
from twohats.wording import account_words, reasons, say, this
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Decision, Effect

TICKET_CHANNEL = "ticket"
_ASKED = frozenset({Effect.WAIT, Effect.ASK, Effect.SECOND})
_TOLD = {str(Ending.CLOCK): "expired", str(Ending.GONE): "gone", str(Ending.SECOND): "referred"}
"""The endings that nobody saw, with the notice that tells them."""


@dataclass(frozen=True)
class Asking:
    """Puts questions about judged calls, and tells afterwards what nobody saw. `left` lists what is never answered."""

    questions: Questions
    tickets: Tickets
    composing: Composing
    language: str
    left: LeftOpen

    async def answer(
        self, cases: tuple[Case, ...], decision: Decision, connection: Connection, marks: tuple[str, ...]
    ) -> Answer | None:
        """Return what a person says, or None where the decision leaves nothing to ask, or nobody whom to ask."""
        if decision.effect not in _ASKED or (decision.effect is Effect.SECOND and not decision.approvers):
            return None
        question = await self.composing.question(cases, decision, connection, marks)
        if self.tickets.has(question.sameness):
            ticket = await asyncio.to_thread(self.tickets.take, question.sameness)
            by = ticket.allowed_by or question.employee if ticket else NOBODY
            if ticket is not None and _may_still(question, by):
                return _as_answer(ticket, by)
        answer = await self.questions.ask(question, connection.gone)
        if answer.choice is Choice.SEND:
            await asyncio.to_thread(self.left.released, answer.question)
        return answer

    def tell(self, cases: tuple[Case, ...], decision: Decision, answer: Answer | None, *, refused: bool) -> None:
        """Tell afterwards what nobody saw: a refusal by rule, a question that ran out, what a rule only notes."""
        if answer is not None and answer.channel in _TOLD:
            self._notice(_TOLD[answer.channel], cases, decision, id=answer.question)
        elif refused and (answer is None or answer.choice is Choice.SEND):
            self._notice("refused", cases, decision)
        elif answer is not None and answer.by not in (self.composing.employee, NOBODY) and refused:
            self._notice("withheld", cases, decision, by=self._name(answer.by))
        elif answer is None and decision.effect is Effect.NOTE:
            self._notice("noted", cases, decision)

    def tell_settled(self, held: Held) -> None:
        """Tell the employee what a colleague said after the call had stopped waiting: it may have to be sent again."""
        question, said = held.question, held.answers[-1]
        if said.by != question.employee:
            what = "released" if held.standing is Standing.CONFIRMED else "withheld"
            self._say(what, question.problem, question.account, question.decision, by=self._name(said.by))

    def tell_met(self, cases: tuple[Case, ...]) -> None:
        """Tell that an account was seen for the first time that the policy does not name."""
        self._notice("met", cases, strictest_case(cases).decision)

    def tell_lost(self, cases: tuple[Case, ...]) -> None:
        """Tell that something was allowed, but the tool that made it had gone, so it was not sent."""
        self._notice("lost", cases, strictest_case(cases).decision)

    def tell_unheard(self, cases: tuple[Case, ...]) -> None:
        """Tell that something was let through and no reply came: nobody can tell whether it is out."""
        self._notice("unheard", cases, strictest_case(cases).decision)

    def _name(self, id: str) -> str:
        person = self.composing.policy().people.get(id)
        return person.name if person and person.name else id

    def _notice(self, what: str, cases: tuple[Case, ...], decision: Decision, **values: str) -> None:
        case = strictest_case(cases)
        self._say(what, case.activity, case.account, decision, **values)

    def _say(self, what: str, activity: Activity, account: ActingAccount, decision: Decision, **values: str) -> None:
        values |= {
            "this": this(activity, self.language),
            "account": account_words(account, self.language),
            "reason": next(iter(reasons(decision, self.language)), ""),
        }
        title, text = (say(f"notice.{key}", self.language, **values) for key in (what, f"{what}_text"))
        self.questions.tell(title, text)


def _may_still(question: Question, by: str) -> bool:
    """Tell whether who gave a permission could give it by now's policy: then as the employee, or as a colleague whom
    the employee had asked.
    """
    return permits(question, Choice.SEND, by) or (not question.approvers and by in question.colleagues)


def _as_answer(ticket: Ticket, by: str) -> Answer:
    return Answer(Choice.SEND, by=by, channel=TICKET_CHANNEL, reason=ticket.reason)
