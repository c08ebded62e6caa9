"""The ledger: the audit trail as the gate writes it, one line for each activity of a call, before the call is
released.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.adapter import Published, Refusal
from twohats.asking.asking import strictest_case
from twohats.audit import Audit
from twohats.audits.record import Outcome, OutcomeStatus, RecordedClient, Verdict
from twohats.audits.recording import Happening
from twohats.guard import Client
from twohats.judge import Case
from twohats.prompter import Answer
from twohats_policy.activity import Verb
from twohats_policy.decision import Effect

_FAILED = 400


@dataclass(frozen=True)
class Ledger:
    """Writes decisions and outcomes. Uploads that nothing restricts are not written down: they publish nothing."""

    audit: Audit
    employee: str
    now: Callable[[], datetime]

    async def write(
        self, cases: tuple[Case, ...], answer: Answer | None, client: Client, refusal: Refusal | None
    ) -> tuple[str, ...]:
        """Write the decision on each case and return the lines' ids, in the order of the cases written.

        Raises:
            AuditError: it could not be written, so nothing may be released.
        """
        asked = strictest_case(cases)
        happenings = [self._happening(case, answer if case is asked else None, client, refusal) for case in cases]
        records = [self.audit.describe(happening) for happening in happenings if _matters(happening)]
        return await asyncio.to_thread(self.audit.write_all, records)

    async def complete(self, ids: tuple[str, ...], status: int | None, published: Published | None) -> None:
        """Add what came of a released call; `status` is the reply's, None if there was no reply."""
        outcome = _outcome(status, published)
        await asyncio.to_thread(lambda: [self.audit.complete(id, outcome) for id in ids])

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


def _outcome(status: int | None, published: Published | None) -> Outcome:
    if published is not None:
        return Outcome(status=OutcomeStatus.PUBLISHED, id=published.id, url=published.url)
    if status is None:
        return Outcome(status=OutcomeStatus.UNKNOWN)
    return Outcome(status=OutcomeStatus.FAILED if status >= _FAILED else OutcomeStatus.UNKNOWN)
