"""One line of the trail as figures see it: a post that was judged, and how it ended. Texts are not looked at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from twohats.audits.record import AuditRecord, RecordedAnswer, Verdict
from twohats.question import NOBODY, Bypass, Ending
from twohats_policy.account import AccountKind
from twohats_policy.activity import SILENT_VERBS
from twohats_policy.decision import Effect

TICKET = "ticket"
"""The channel of a yes that was given afterwards and used now: nothing was asked again."""

_PROMPTS = frozenset({Effect.WAIT, Effect.ASK, Effect.SECOND})
_ENDINGS = frozenset(Ending)


class End(StrEnum):
    """How a post ended. Each post has exactly one end, so ends add up to posts."""

    PASSED = "passed"  # nothing was asked
    SENT = "sent"  # asked, and a person said send
    WINDOW = "window"  # the undo window was over, and nobody undid it
    CONFIRMED = "confirmed"  # sent again with a permission that was given afterwards
    BLOCKED = "blocked"  # asked, and a person said block: what twohats caught
    NOBODY = "nobody"  # asked, and nobody said anything
    GONE = "gone"  # asked, and the app stopped waiting
    REFUSED = "refused"  # by a rule, without a question
    ALONG = "along"  # with another post of the same call, or because another call had released the same


ASKED = (End.SENT, End.WINDOW, End.BLOCKED, End.NOBODY, End.GONE)
"""The ends of what was put to a person, by a question or an undo window."""


@dataclass(frozen=True, order=True)
class AccountName:
    """An account in a list: its key in the policy. Empty stands for all accounts of the kind together."""

    kind: AccountKind
    ref: str = ""


@dataclass(frozen=True)
class Post:
    """A post that was judged, without what it said. `seconds` is there only if a person answered a question.

    `rules` are those that determined the decision, `watched` those that would have, had they not been observed;
    `would` is the effect that they would have had, `would_more` whether that is stricter than what happened.
    """

    id: str
    time: datetime
    employee: str
    account: AccountName
    end: End
    rules: frozenset[str]
    watched: frozenset[str] = frozenset()
    would: Effect = Effect.ALLOW
    would_more: bool = False
    seconds: float | None = None
    bypass: Bypass | None = None
    vouched: str = ""
    by: str = ""

    @property
    def would_ask(self) -> bool:
        """Whether observed rules would have put it to a person."""
        return self.would in _PROMPTS

    @property
    def would_refuse(self) -> bool:
        """Whether observed rules would have refused it."""
        return self.would is Effect.BLOCK


def post_of(record: AuditRecord) -> Post | None:
    """Return the post that a line is about; None for what makes nothing public and was not restricted."""
    if record.verb in SILENT_VERBS and not record.decision.effect.restricts:
        return None
    decision, answer, end = record.decision, record.answer, _end(record)
    would = decision.would.effect if decision.would else decision.effect
    return Post(
        id=record.id,
        time=record.time,
        employee=record.employee,
        account=AccountName(record.account.kind, record.account.ref or ""),
        end=end,
        rules=frozenset(decision.rules),
        watched=_watched(record),
        would=would,
        would_more=would.rank > decision.effect.rank and (would is Effect.BLOCK or not decision.effect.restricts),
        seconds=answer.seconds if answer and end in ASKED and not _of_nobody(answer) else None,
        bypass=answer.bypass if answer else None,
        vouched=answer.vouched if answer else "",
        by=answer.by if answer else "",
    )


def _watched(record: AuditRecord) -> frozenset[str]:
    """Rules that did not do what they would have done: others decided, or the whole account is observed."""
    decision = record.decision
    if decision.would is None or not decision.would.effect.restricts:
        return frozenset()
    enforced = frozenset(decision.rules) if decision.effect is decision.would.effect else frozenset[str]()
    return frozenset(decision.would.rules) - enforced


def _end(record: AuditRecord) -> End:
    answer = record.answer
    if record.verdict is Verdict.PASS:
        return _went_out(answer)
    if answer is None or answer.choice == "send":
        by_rule = record.decision.effect in (Effect.BLOCK, Effect.SECOND)
        return End.REFUSED if by_rule else End.ALONG
    unsaid = End.NOBODY if _of_nobody(answer) else End.BLOCKED
    return _UNSENT.get(answer.channel, unsaid)


def _went_out(answer: RecordedAnswer | None) -> End:
    if answer is None:
        return End.PASSED
    return _SENT.get(answer.channel, End.SENT)


def _of_nobody(answer: RecordedAnswer) -> bool:
    """Lines from before the channel was written say it by the name alone."""
    return answer.channel in _ENDINGS or answer.by == NOBODY


_SENT = {Ending.WINDOW.value: End.WINDOW, TICKET: End.CONFIRMED}
_UNSENT = {Ending.GONE.value: End.GONE, Ending.TWIN.value: End.ALONG}
"""Ends by the channel of the answer."""
