"""Asking: make one question of a judged call, or use a permission that was given before."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.asking.questions import Questions, new_id
from twohats.asking.sameness import sameness
from twohats.asking.tickets import Tickets
from twohats.guard import Connection
from twohats.judge import Case
from twohats.media.pictures import Pictures
from twohats.prompter import Answer, Choice, Ending, Picture, Question
from twohats.wording import account_words, reasons, say, this
from twohats_policy.decision import Decision, Effect

TICKET_CHANNEL = "ticket"
ASK_SECONDS = 60  # design: The request's way
MAX_PICTURES = 4
_ASKED = frozenset({Effect.WAIT, Effect.ASK})


@dataclass(frozen=True)
class Asking:
    """Puts questions about judged calls. `key` keys the hash that tells whether two calls are the same activity."""

    questions: Questions
    tickets: Tickets
    pictures: Pictures
    key: bytes
    language: str
    employee: str
    now: Callable[[], datetime]

    async def answer(
        self, cases: tuple[Case, ...], decision: Decision, connection: Connection, marks: tuple[str, ...]
    ) -> Answer | None:
        """Return what a person says, or None where the decision leaves nothing to ask."""
        if decision.effect not in _ASKED:
            return None
        same = self._sameness(cases, marks)
        ticket = await asyncio.to_thread(self.tickets.take, same) if self.tickets.has(same) else None
        if ticket is not None:
            by = ticket.allowed_by or self.employee
            return Answer(Choice.SEND, by=by, channel=TICKET_CHANNEL, reason=ticket.reason)
        return await self.questions.ask(self._question(cases, decision, connection, same), connection.gone)

    def tell(self, cases: tuple[Case, ...], decision: Decision, answer: Answer | None, *, refused: bool) -> None:
        """Tell afterwards what nobody saw: a refusal by rule, a question that ran out, what a rule only notes."""
        if answer is not None and answer.channel == Ending.CLOCK:
            self._notice("expired", cases, decision, id=answer.question)
        elif refused and (answer is None or answer.choice is Choice.SEND):
            self._notice("refused", cases, decision)
        elif answer is None and decision.effect is Effect.NOTE:
            self._notice("noted", cases, decision)

    def tell_lost(self, cases: tuple[Case, ...]) -> None:
        """Tell that something was allowed, but the tool that made it had gone, so it was not sent."""
        self._notice("lost", cases, strictest_case(cases).decision)

    def tell_unheard(self, cases: tuple[Case, ...]) -> None:
        """Tell that something was let through and no reply came: nobody can tell whether it is out."""
        self._notice("unheard", cases, strictest_case(cases).decision)

    def _notice(self, what: str, cases: tuple[Case, ...], decision: Decision, id: str = "") -> None:
        case = strictest_case(cases)
        values = {
            "this": this(case.activity, self.language),
            "account": account_words(case.account, self.language),
            "reason": next(iter(reasons(decision, self.language)), ""),
            "id": id,
        }
        title, text = (say(f"notice.{key}", self.language, **values) for key in (what, f"{what}_text"))
        self.questions.tell(title, text)

    def _question(self, cases: tuple[Case, ...], decision: Decision, connection: Connection, same: str) -> Question:
        problem = strictest_case(cases)
        return Question(
            id=new_id(),
            sameness=same,
            asked=self.now(),
            seconds=ASK_SECONDS,
            employee=self.employee,
            account=problem.account,
            login=problem.login,
            problem=problem.activity,
            activities=tuple(case.activity for case in cases),
            decision=decision,
            client=connection.client.process or connection.client.agent,
            pictures=self._pictures(problem),
        )

    def _pictures(self, problem: Case) -> tuple[Picture, ...]:
        seen = (media.fingerprint for media in problem.activity.media[:MAX_PICTURES] if media.fingerprint)
        return tuple(picture for fingerprint in seen if (picture := self.pictures.preview(fingerprint)) is not None)

    def _sameness(self, cases: tuple[Case, ...], marks: tuple[str, ...]) -> str:
        parts = [sameness(self.key, case.activity, case.account, *marks) for case in cases]
        return parts[0] if len(parts) == 1 else hashlib.sha256("\n".join(parts).encode()).hexdigest()


def strictest_case(cases: tuple[Case, ...]) -> Case:
    """Return the case that needs the answer: the first of those with the strictest effect."""
    return max(cases, key=lambda case: case.decision.effect.rank)
