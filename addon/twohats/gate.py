"""The gate: one request through every step, in order.

`check` is the story: read, judge, ask if it must, write down, then pass or refuse. Each step is called here and
returns here. It may raise anything; the boundary that called it refuses then. Nothing passes because something else
went wrong.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from twohats.adapter import Call, Published, Refusal, Reply, Request
from twohats.asking.asking import Asking
from twohats.audits.record import AuditRecord
from twohats.errors import AuditError
from twohats.guard import Connection, Handling
from twohats.judge import Case, Judge
from twohats.ledger import FAILED, Ledger
from twohats.question import NOBODY, Answer, Choice, Hindrance
from twohats.reading import SAFE_METHODS, Kind, Reading, is_doubtful, read
from twohats.routing import Routes
from twohats.state.store import StoreError
from twohats.unknown_calls import UnknownCalls
from twohats.wording import refusal_sentence, say
from twohats_policy.decision import Decision, Effect
from twohats_policy.engine import strictest

MAX_RELEASED = 5_000
"""Released calls whose reply is still to come; of more, the oldest are not waited for."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Released:
    """A call that was let through and whose reply is still to come."""

    reading: Reading
    cases: tuple[Case, ...]
    written: tuple[AuditRecord, ...]


@dataclass
class Gate:
    """Takes a request through the steps; satisfies `guard.Guard`.

    `routes` is asked each time: the servers that the policy names can change while running.
    """

    routes: Callable[[], Routes]
    judge: Judge
    asking: Asking
    ledger: Ledger
    unknown_calls: UnknownCalls
    language: str
    _released: OrderedDict[str, Released] = field(default_factory=OrderedDict[str, Released])

    def guards(self, names: frozenset[str]) -> bool:
        """Tell whether any of the host's names is guarded."""
        return self.routes().guards(names)

    def handling(self, names: frozenset[str], head: Request) -> Handling:
        """Tell what to do with a call, from its head alone."""
        if is_doubtful(head):
            return Handling.JUDGE
        adapter = self.routes().adapter_for(names, head)
        if adapter is None:
            return Handling.PASS if head.method in SAFE_METHODS else Handling.JUDGE
        return _HANDLING[adapter.call(head)]

    async def check(self, names: frozenset[str], request: Request, connection: Connection) -> Refusal | None:
        """Judge one call; None lets it pass."""
        reading = self._read(names, request, complete=connection.complete)
        if not reading.to_judge:
            return None
        cases = await self.judge.cases(reading, request, connection.fetch)
        decision = strictest([case.decision for case in cases])
        if not reading.known:
            self.unknown_calls.count(request)
            if not decision.effect.restricts:
                return None  # the rest of a site: a line and a notice for each would bury what matters
        marks = (*self.judge.marks(reading, request, cases), *filter(None, (connection.digest,)))
        answer = await self.asking.answer(cases, decision, connection, marks)
        if answer is not None:
            cases, decision = self._by_now(cases, decision)
        refusal = None
        if not _passes(decision, answer, self._entitled(cases) if answer else frozenset()):
            refusal = self._refuse(names, request, connection, refusal_sentence(decision, answer, self.language))
        try:
            written = await self.ledger.write(cases, answer, connection.client, refusal)
        except (AuditError, StoreError):
            self._hinder(answer, Hindrance.UNWRITTEN)
            return self._refuse(names, request, connection, say("refused.unwritten", self.language))
        self.asking.tell(cases, decision, answer, refused=refusal is not None)
        if refusal is not None:
            self._hinder(answer, Hindrance.OVERRULED)
        elif connection.gone.is_set():
            self._hinder(answer, Hindrance.LOST)
            return await self._too_late(names, request, connection, cases, written)
        else:
            if self.judge.released(reading, request, cases):
                self.asking.tell_met(cases)
            connection.released = self._remember(Released(reading, cases, written))
        return refusal

    def refuse(self, names: frozenset[str], request: Request, sentence: str) -> Refusal:
        """Return a refusal in the platform's shape, or a plain one where that cannot be had. Never raises."""
        try:
            adapter = self.routes().adapter_for(names, request)
            return adapter.refusal(request, sentence) if adapter else plain_refusal(sentence)
        except Exception as error:  # noqa: BLE001  a refusal has to be had whatever breaks in an adapter
            _log.warning("a refusal in the platform's shape failed: %s", type(error).__name__)
            return plain_refusal(sentence)

    async def tapped(self, names: frozenset[str], request: Request, complete: bool) -> None:
        """Take note of an upload that went through."""
        reading = read(self.routes(), names, request)
        if reading.adapter is not None and complete:
            self.judge.keep(reading.adapter, request, reading.activities)

    async def replied(self, names: frozenset[str], request: Request, reply: Reply, released: str) -> None:
        """Learn from a reply, and complete the record of a released call."""
        let_through = self._released.pop(released, None)
        reading = let_through.reading if let_through else read(self.routes(), names, request)
        published: tuple[Published, ...] = ()
        try:
            if reading.adapter is not None:
                published = self.judge.learn(reading.adapter, request, reply, reading.activities)
        finally:  # what went out is remembered even if nothing could be learnt from the reply
            if let_through is not None:
                self._came_of(let_through, reply.status, published)

    async def lost(self, names: frozenset[str], request: Request, reason: str, released: str) -> None:
        """Take note that a call never got an answer; of a released one nobody can tell whether it is out."""
        let_through = self._released.pop(released, None)
        if let_through is not None:
            self.asking.tell_unheard(let_through.cases)
            self._came_of(let_through, None, ())

    def _came_of(self, let_through: Released, status: int | None, published: tuple[Published, ...]) -> None:
        """Remember what may be out, and complete its record."""
        if published or status is None or status < FAILED:
            self.judge.remember(let_through.cases)
        self.ledger.complete(let_through.written, status, published)

    async def _too_late(
        self,
        names: frozenset[str],
        request: Request,
        connection: Connection,
        cases: tuple[Case, ...],
        written: tuple[AuditRecord, ...],
    ) -> Refusal:
        """Refuse what was allowed after its client had gone: nothing leaves any more, so say that it must be sent
        again.
        """
        self.asking.tell_lost(cases)
        refusal = self._refuse(names, request, connection, say("notice.lost", self.language))
        self.ledger.complete(written, refusal.status, ())
        return refusal

    def _hinder(self, answer: Answer | None, by: Hindrance) -> None:
        """Let a question that was released say that nothing left. Of several parts, others may have."""
        released = answer is not None and answer.choice is Choice.SEND
        held = self.asking.questions.find(answer.question) if answer is not None and released else None
        if held is not None and held.question.parts == 1:
            held.hindrance = by

    def _by_now(self, cases: tuple[Case, ...], decision: Decision) -> tuple[tuple[Case, ...], Decision]:
        """Return what the policy says by now, if that is stricter or names other people: a yes must not outlive the
        rules it was given under.
        """
        again = self.judge.again(cases)
        now = strictest([case.decision for case in again])
        stricter = now.effect.rank > decision.effect.rank
        others = now.effect is decision.effect and now.approvers != decision.approvers
        return (again, now) if stricter or others else (cases, decision)

    def _entitled(self, cases: tuple[Case, ...]) -> frozenset[str]:
        """Return who may say yes where the employee may: the employee, and by now's policy those they could ask."""
        policy, employee = self.judge.policy(), self.ledger.employee
        each = [policy.colleagues(employee, case.account.ref) for case in cases]
        return frozenset({employee}).union(set(each[0]).intersection(*each[1:]))

    def _read(self, names: frozenset[str], request: Request, *, complete: bool) -> Reading:
        reading = read(self.routes(), names, request)
        if complete:
            return reading
        return Reading(Kind.UNREADABLE, reading.adapter, reading.activities, problem="body is too large to judge")

    def _refuse(self, names: frozenset[str], request: Request, connection: Connection, sentence: str) -> Refusal:
        connection.words = sentence
        return self.refuse(names, request, sentence)

    def _remember(self, released: Released) -> str:
        """Keep what was released until its reply comes; return the word by which the reply names it."""
        if not released.written:
            return ""
        id = released.written[0].id
        self._released[id] = released
        while len(self._released) > MAX_RELEASED:
            self._released.popitem(last=False)
        return id


def plain_refusal(sentence: str) -> Refusal:
    """Return a refusal for a call that no adapter knows."""
    return Refusal(403, "text/plain; charset=utf-8", f"{sentence}\n".encode())


def _passes(decision: Decision, answer: Answer | None, entitled: frozenset[str]) -> bool:
    """Tell whether a call may pass. Only the end of an undo window sends something that nobody said yes to; `entitled`
    are those whose yes counts where no second person has to give it.
    """
    if decision.effect in (Effect.ALLOW, Effect.NOTE):
        return True
    if answer is None or answer.choice is not Choice.SEND:
        return False
    match decision.effect:
        case Effect.WAIT:
            return True
        case Effect.ASK:
            return answer.by in entitled and answer.by != NOBODY
        case Effect.SECOND:
            return answer.by in decision.approvers
        case _:
            return False


_HANDLING = {Call.READ: Handling.PASS, Call.UPLOAD: Handling.TAP, Call.WRITE: Handling.JUDGE}
