"""The gate: one request through every step, in order.

`check` is the story: read, judge, ask if it must, write down, then pass or refuse. Each step is called here and
returns here. It may raise anything; the boundary that called it refuses then. Nothing passes because something else
went wrong.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from twohats.adapter import Call, Refusal, Reply, Request
from twohats.asking.asking import Asking
from twohats.errors import AuditError
from twohats.guard import Connection, Handling
from twohats.judge import Case, Judge
from twohats.ledger import Ledger
from twohats.prompter import Answer, Choice
from twohats.reading import SAFE_METHODS, Kind, Reading, read
from twohats.routing import Routes
from twohats.state.store import StoreError
from twohats.unknown_calls import UnknownCalls
from twohats.wording import refusal_sentence, say
from twohats_policy.decision import Decision, Effect
from twohats_policy.engine import strictest

MAX_RELEASED = 5_000


@dataclass(frozen=True)
class Released:
    """A call that was let through and whose reply is still to come."""

    reading: Reading
    cases: tuple[Case, ...]
    written: tuple[str, ...]


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
    _released: OrderedDict[str, Released] = field(default_factory=OrderedDict)

    def guards(self, names: frozenset[str]) -> bool:
        """Tell whether any of the host's names is guarded."""
        return self.routes().guards(names)

    def handling(self, names: frozenset[str], head: Request) -> Handling:
        """Tell what to do with a call, from its head alone."""
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
            await self.unknown_calls.count(request)
            if not decision.effect.restricts:
                return None  # the rest of a site: a line and a notice for each would bury what matters
        answer = await self.asking.answer(cases, decision, connection, self.judge.marks(reading, request, cases))
        refusal = None
        if not _passes(decision, answer):
            refusal = self._refuse(names, request, connection, refusal_sentence(decision, answer, self.language))
        try:
            written = await self.ledger.write(cases, answer, connection.client, refusal)
        except (AuditError, StoreError):
            return self._refuse(names, request, connection, say("refused.unwritten", self.language))
        self.asking.tell(cases, decision, answer, refused=refusal is not None)
        if refusal is None:
            await self.judge.released(reading, request, cases)
            connection.released = self._remember(Released(reading, cases, written))
        return refusal

    def refuse(self, names: frozenset[str], request: Request, sentence: str) -> Refusal:
        """Return a refusal in the platform's shape, for the boundary's own use."""
        adapter = self.routes().adapter_for(names, request)
        return adapter.refusal(request, sentence) if adapter else plain_refusal(sentence)

    async def tapped(self, names: frozenset[str], request: Request, complete: bool) -> None:
        """Take note of an upload that went through."""
        reading = read(self.routes(), names, request)
        if reading.adapter is not None and complete:
            self.judge.keep(reading.adapter, request, reading.activities)

    async def replied(self, names: frozenset[str], request: Request, reply: Reply, released: str) -> None:
        """Learn from a reply, and complete the record of a released call."""
        let_through = self._released.pop(released, None)
        reading = let_through.reading if let_through else read(self.routes(), names, request)
        if reading.adapter is None:
            return
        published = await self.judge.learn(reading.adapter, request, reply, reading.activities)
        if let_through is None:
            return
        if published is not None or reply.status < _FAILED:
            await self.judge.remember(let_through.cases)
        await self.ledger.complete(let_through.written, reply.status, published)

    async def lost(self, names: frozenset[str], request: Request, reason: str, released: str) -> None:
        """Take note that a call never got an answer; of a released one nobody can tell whether it is out."""
        let_through = self._released.pop(released, None)
        if let_through is not None:
            await self.ledger.complete(let_through.written, None, None)
            self.asking.tell_lost(let_through.cases)

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
        self._released[released.written[0]] = released
        while len(self._released) > MAX_RELEASED:
            self._released.popitem(last=False)
        return released.written[0]


def plain_refusal(sentence: str) -> Refusal:
    """Return a refusal for a call that no adapter knows."""
    return Refusal(403, "text/plain; charset=utf-8", f"{sentence}\n".encode())


def _passes(decision: Decision, answer: Answer | None) -> bool:
    match decision.effect:
        case Effect.ALLOW | Effect.NOTE:
            return True
        case Effect.WAIT | Effect.ASK:
            return answer is not None and answer.choice is Choice.SEND
        case _:
            return False


_FAILED = 400
_HANDLING = {Call.READ: Handling.PASS, Call.UPLOAD: Handling.TAP, Call.WRITE: Handling.JUDGE}
