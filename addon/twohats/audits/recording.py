"""From what happened to the line that is written about it. What may be kept about whom is decided here, nowhere else.

Of a brand's account the text is kept once it is let through, for then it is public. A refused one is not: it may be a
person's own words under the wrong hat. Of personal and unknown accounts no text is ever kept, only a keyed hash and the
length; of personal ones neither where it was to go, nor the reasons in words, for a reason may quote (design: State,
secrets, privacy).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from twohats.audits.record import (
    AuditRecord,
    Confidence,
    Outcome,
    RecordedAccount,
    RecordedAnswer,
    RecordedClient,
    RecordedDecision,
    RecordedEvidence,
    RecordedMedia,
    RecordedRefusal,
    RecordedTarget,
    RecordedText,
    RecordedWould,
    Verdict,
)
from twohats.question import Answer, Choice
from twohats_policy.account import AccountKind, ActingAccount, Strength
from twohats_policy.activity import Activity, Media, Target
from twohats_policy.decision import Decision

MAX_KEPT = 20_000
"""Characters of a text that are kept; `length` is always the whole."""

_WORDS: dict[Strength, Confidence] = {
    Strength.NONE: "none",
    Strength.HINT: "hint",
    Strength.REMEMBERED: "remembered",
    Strength.STATED: "stated",
}


@dataclass(frozen=True)
class Happening:
    """One activity and what was decided about it. `activity` is None if the call could not be read."""

    time: datetime
    employee: str
    hat: str
    client: RecordedClient
    platform: str
    activity: Activity | None = field(repr=False)
    account: ActingAccount
    login: ActingAccount
    decision: Decision
    verdict: Verdict
    answer: Answer | None
    refused_with: int | None


def describe(happening: Happening, id: str, text_key: bytes) -> AuditRecord:
    """Return the line to be written, without anything that must not be kept; `text_key` makes the hash of the text."""
    activity, kind = happening.activity, happening.account.kind
    return AuditRecord(
        id=id,
        time=happening.time,
        employee=happening.employee,
        hat=happening.hat,
        client=happening.client,
        platform=happening.platform,
        verb=activity.verb if activity else None,
        account=_account(happening.account),
        login=_account(happening.login),
        targets=tuple(_target(target, kind) for target in activity.targets) if activity else (),
        text=_text(activity, text_key, keep=_is_public(happening)) if activity else RecordedText(),
        media=tuple(_media(media) for media in activity.media) if activity else (),
        decision=_decision(happening.decision, kind),
        answer=_answer(happening.answer),
        verdict=happening.verdict,
        refused_with=RecordedRefusal(status=happening.refused_with) if happening.refused_with else None,
    )


def outcome_for(kind: AccountKind, outcome: Outcome) -> Outcome:
    """Return the outcome as it may be kept: only a brand's with id and address, which can hold words of a title."""
    return outcome if kind is AccountKind.BRAND else Outcome(status=outcome.status)


def words(activity: Activity) -> str:
    """Return the text of an activity as it is hashed and kept: a title, if there is one, is its first line."""
    return "\n".join(part for part in (activity.title, activity.text) if part)


def _is_public(happening: Happening) -> bool:
    return happening.account.kind is AccountKind.BRAND and happening.verdict is Verdict.PASS


def _text(activity: Activity, key: bytes, *, keep: bool) -> RecordedText:
    text = words(activity)
    if not text:
        return RecordedText()
    sha = hmac.digest(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
    return RecordedText(sha=sha, length=len(text), kept=text[:MAX_KEPT] if keep else None)


def _account(account: ActingAccount) -> RecordedAccount:
    return RecordedAccount(
        ref=account.ref,
        kind=account.kind,
        platform_id=account.platform_id,
        username=account.username,
        confidence=_WORDS[account.confidence],
        evidence=tuple(
            RecordedEvidence(
                role=sign.role.value,
                where=sign.where,
                strength=_WORDS[sign.strength],
                platform_id=sign.platform_id,
                username=sign.username,
            )
            for sign in account.evidence
        ),
    )


def _target(target: Target, kind: AccountKind) -> RecordedTarget:
    if kind is AccountKind.PERSONAL:
        return RecordedTarget(network=target.network)
    return RecordedTarget(
        network=target.network, ref=target.ref, platform_id=target.platform_id, username=target.username
    )


def _media(media: Media) -> RecordedMedia:
    size = len(media.content) if media.content is not None else media.size
    return RecordedMedia(fingerprint=media.fingerprint, kind=media.kind, bytes=size)


def _decision(decision: Decision, kind: AccountKind) -> RecordedDecision:
    reasons = () if kind is AccountKind.PERSONAL else tuple(reason.message for reason in decision.reasons)
    return RecordedDecision(effect=decision.effect, rules=decision.rules, reasons=reasons, would=_would(decision))


def _would(decision: Decision) -> RecordedWould | None:
    if not decision.observed and not decision.watched:
        return None
    met = (*decision.reasons, *decision.watched)
    determining = sorted({reason.rule for reason in met if reason.effect is decision.would})
    return RecordedWould(effect=decision.would, rules=tuple(determining))


def _answer(answer: Answer | None) -> RecordedAnswer | None:
    if answer is None:
        return None
    return RecordedAnswer(
        by=answer.by,
        choice=_CHOICES[answer.choice],
        reason=answer.reason,
        seconds=round(answer.seconds, 3),
        channel=answer.channel,
        bypass=answer.grounds.bypass,
        vouched=answer.grounds.vouched,
    )


_CHOICES: Mapping[Choice, Literal["send", "block"]] = {Choice.SEND: "send", Choice.BLOCK: "block"}
"""`ASK` decides nothing, so no answer has it."""
