"""The ledger: the audit trail as the gate writes it, one line for each activity of a call, before the call is
released.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.adapter import Published, Refusal
from twohats.audit import Audit
from twohats.audits.record import AuditRecord, Outcome, OutcomeStatus, RecordedClient, Verdict
from twohats.audits.recording import Happening
from twohats.guard import Client
from twohats.judge import Case
from twohats.question import Answer
from twohats_policy.activity import Verb
from twohats_policy.decision import Effect

FAILED = 400
"""The lowest status of a reply that says no."""


@dataclass(frozen=True)
class Ledger:
    """Writes decisions and outcomes. Uploads that nothing restricts are not written down: they publish nothing."""

    audit: Audit
    employee: str
    now: Callable[[], datetime]

    async def write(
        self, cases: tuple[Case, ...], answer: Answer | None, client: Client, refusal: Refusal | None
    ) -> tuple[AuditRecord, ...]:
        """Write the decision on each case and return the lines, in the order of the cases written.

        Raises:
            AuditError: it could not be written, so nothing may be released.
        """
        happenings = [
            self._happening(case, answer if case.decision.effect.restricts else None, client, refusal) for case in cases
        ]
        records = tuple(self.audit.describe(happening) for happening in happenings if _matters(happening))
        await self.audit.written(records)
        return records

    def complete(self, records: tuple[AuditRecord, ...], status: int | None, published: tuple[Published, ...]) -> None:
        """Note what came of a released call; `status` is the reply's, None if there was no reply.

        A batch whose reply names fewer or more things than it has lines gets no ids: nobody can tell which is which.
        """
        count = len(records)
        named = published if len(published) == count else published[:1] if count == 1 else ()
        outcomes = [_outcome(status, one) for one in named] or [_outcome(status, None, out=bool(published))] * count
        for record, outcome in zip(records, outcomes, strict=True):
            self.audit.complete(record, outcome)

    def _happening(self, case: Case, answer: Answer | None, client: Client, refusal: Refusal | None) -> Happening:
        return Happening(
            time=self.now(),
            employee=self.employee,
            hat=case.question.hat,
            client=RecordedClient(agent=client.agent, process=client.process, listener=client.listener),
            platform=case.activity.platform,
            activity=case.activity if case.question.readable else None,
            account=case.account,
            login=case.login,
            decision=case.decision,
            verdict=Verdict.PASS if refusal is None else Verdict.REFUSE,
            answer=answer,
            refused_with=refusal.status if refusal else None,
        )


def _matters(happening: Happening) -> bool:
    silent = happening.activity is not None and happening.activity.verb is Verb.UPLOAD
    return not silent or happening.decision.effect is not Effect.ALLOW


def _outcome(status: int | None, published: Published | None, *, out: bool = False) -> Outcome:
    if published is not None:
        return Outcome(status=OutcomeStatus.PUBLISHED, id=published.id, url=published.url)
    if out:
        return Outcome(status=OutcomeStatus.PUBLISHED)
    failed = status is not None and status >= FAILED
    return Outcome(status=OutcomeStatus.FAILED if failed else OutcomeStatus.UNKNOWN)
