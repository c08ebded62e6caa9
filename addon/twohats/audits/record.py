"""One line of the audit trail: what was decided about one activity, what a person said, what came of it.

Decision, answer, verdict and outcome are four separate fields. `docs/audit.md` explains each field with an example. A
change of shape is a new `VERSION`; lines of every version that was ever written must still load.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import AwareDatetime, Field, field_serializer, field_validator, model_serializer

from twohats.moments import timestamp
from twohats.question import Bypass
from twohats_policy.account import AccountKind, Frozen
from twohats_policy.activity import MediaKind, Verb
from twohats_policy.decision import Effect

VERSION = 1
"""The version of the shape that is written today."""

type Confidence = Literal["none", "hint", "remembered", "stated"]
"""`Strength` as the word that reaches a file."""


class Verdict(StrEnum):
    """What the proxy did."""

    PASS = "pass"
    REFUSE = "refuse"


class OutcomeStatus(StrEnum):
    """What became of a call that was let through. `UNKNOWN`: no answer, or one that does not tell."""

    PUBLISHED = "published"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Outcome(Frozen):
    """What the platform replied: the id and address of what was published, as far as the reply tells."""

    status: OutcomeStatus
    id: str = ""
    url: str = ""


class Completion(Frozen):
    """The row that completes a decision: the decision's id, and what came of it."""

    id: str
    outcome: Outcome


class RecordedClient(Frozen):
    """The program that made the call."""

    agent: str = ""
    process: str = ""
    listener: str = ""


class RecordedEvidence(Frozen):
    """One sign of who is acting; `where` is the place in the call, never what stood there."""

    role: Literal["login", "acting"]
    where: str
    strength: Confidence
    platform_id: str = ""
    username: str = ""


class RecordedAccount(Frozen):
    """An account as far as it was known when the decision was made."""

    ref: str | None = None
    kind: AccountKind
    platform_id: str = ""
    username: str = ""
    confidence: Confidence = "none"
    evidence: tuple[RecordedEvidence, ...] = ()


class RecordedTarget(Frozen):
    """Where the activity was to go besides the account's own page."""

    network: str
    ref: str = ""
    platform_id: str = ""
    username: str = ""


class RecordedText(Frozen):
    """A keyed hash of the text (equal texts, equal hashes), its length in characters, the text where it may be kept."""

    sha: str = ""
    length: int = 0
    kept: str | None = None

    @model_serializer(mode="wrap")
    def _leave_out_kept(self, serialize: Callable[["RecordedText"], dict[str, Any]]) -> dict[str, Any]:
        return _without(serialize(self), () if self.kept is not None else ("kept",))


class RecordedMedia(Frozen):
    """One picture, video or sound, by its fingerprint; `bytes` is its size, null if that was not known."""

    fingerprint: str = ""
    kind: MediaKind = MediaKind.UNKNOWN
    bytes: int | None = None


class RecordedWould(Frozen):
    """What would have happened if nothing were only observed: the effect, and the rules that would determine it."""

    effect: Effect
    rules: tuple[str, ...] = ()


class RecordedDecision(Frozen):
    """The effect, the ids of the rules that determined it, their words; `would` only where something is observed."""

    effect: Effect
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    would: RecordedWould | None = None

    @model_serializer(mode="wrap")
    def _leave_out_would(self, serialize: Callable[["RecordedDecision"], dict[str, Any]]) -> dict[str, Any]:
        return _without(serialize(self), () if self.would else ("would",))


class RecordedAnswer(Frozen):
    """Who said what, why, after how many seconds, through which channel, on what grounds.

    `channel` is a prompter's word, or an `Ending` where nobody said anything; lines from before it was written have
    none. `bypass` and `vouched` (who allowed it elsewhere) are there only where they were given.
    """

    by: str
    choice: Literal["send", "block"]
    reason: str = ""
    seconds: float = 0.0
    channel: str = ""
    bypass: Bypass | None = None
    vouched: str = ""

    @model_serializer(mode="wrap")
    def _leave_out_what_was_not_given(self, serialize: Callable[["RecordedAnswer"], dict[str, Any]]) -> dict[str, Any]:
        given = {"channel": self.channel, "bypass": self.bypass, "vouched": self.vouched}
        return _without(serialize(self), tuple(name for name in given if not given[name]))


class RecordedRefusal(Frozen):
    """The HTTP status that the client was refused with."""

    status: int


class AuditRecord(Frozen):
    """One line of `twohats log --json`. `chain` is given by the trail, `outcome` comes later.

    `verb` is null where the call looked like publishing but could not be read.
    """

    id: str
    time: AwareDatetime
    employee: str
    hat: str = ""
    client: RecordedClient
    platform: str
    verb: Verb | None
    account: RecordedAccount
    login: RecordedAccount
    targets: tuple[RecordedTarget, ...] = ()
    text: RecordedText = Field(default_factory=RecordedText)
    media: tuple[RecordedMedia, ...] = ()
    decision: RecordedDecision
    answer: RecordedAnswer | None = None
    verdict: Verdict
    refused_with: RecordedRefusal | None = None
    outcome: Outcome | None = None
    chain: str = ""

    @field_validator("time")
    @classmethod
    def _to_utc_milliseconds(cls, time: datetime) -> datetime:
        utc = time.astimezone(UTC)
        return utc.replace(microsecond=utc.microsecond // 1000 * 1000)

    @field_serializer("time")
    def _as_text(self, time: datetime) -> str:
        return timestamp(time)

    def line(self) -> dict[str, Any]:
        """Return the record as JSON values, fields in the documented order."""
        return self.model_dump(mode="json")


def _without(fields: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


def load(version: int, body: str) -> AuditRecord:
    """Read a record that was written in this version of the shape.

    Raises:
        ValueError: the version is newer than this twohats, or the text is not such a record.
    """
    if version not in _LOADERS:
        raise ValueError(f"records of version {version} are newer than this twohats")
    return _LOADERS[version](body)


_LOADERS: Mapping[int, Callable[[str], AuditRecord]] = {1: AuditRecord.model_validate_json}
