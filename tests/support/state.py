"""Values for tests of what is remembered: a clock, keys, and things that happened."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from twohats.audit import Audit
from twohats.audits.record import AuditRecord, RecordedClient, Verdict
from twohats.audits.recording import Happening
from twohats.question import Answer, Choice
from twohats.state.keys import Keys
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount, Evidence, Role, Strength
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb
from twohats_policy.decision import Decision, Effect, Reason

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
KEYS = Keys(master=bytes(range(32)))
OTHER_KEYS = Keys(master=bytes(32))

ACME = ActingAccount(
    platform="x",
    kind=AccountKind.BRAND,
    ref="acme",
    platform_id="1111111111",
    username="acme",
    confidence=Strength.STATED,
    evidence=(
        Evidence(role=Role.LOGIN, where="cookie.twid", strength=Strength.STATED, platform_id="1111111111"),
        Evidence(role=Role.ACTING, where="cookie.twid", strength=Strength.STATED, platform_id="1111111111"),
    ),
)
ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222222222", username="anna")
SOMEBODY = ActingAccount(platform="x")

LAUNCH = Activity(
    platform="x",
    verb=Verb.POST,
    text="Launch day åäö",
    media=(Media(key="m1", kind=MediaKind.IMAGE, fingerprint="f" * 16, size=2048),),
    targets=(Target(network="facebook", ref="page-1", platform_id="444444444441", username="acmetools"),),
)
ASKED = Decision(
    effect=Effect.ASK,
    reasons=(Reason(rule="no-selfies-on-the-brand", effect=Effect.ASK, message="This looks like a selfie of yours."),),
)
YES = Answer(Choice.SEND, by="anna", channel="page", reason="agreed with Bo", seconds=4.25)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time = time

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.time

    def forward(self, **amount: float) -> None:
        """Move it on (`minutes=15`), or back with a negative amount."""
        self.time += timedelta(**amount)


def happening(**changes: Any) -> Happening:
    """Return a post of the brand that was asked about and let through, with these changes."""
    fields: dict[str, Any] = {
        "time": NOON,
        "employee": "anna",
        "hat": "acme",
        "client": RecordedClient(agent="Mozilla/5.0", process="firefox", listener="127.0.0.1:8080"),
        "platform": "x",
        "activity": LAUNCH,
        "account": ACME,
        "login": ACME,
        "decision": ASKED,
        "verdict": Verdict.PASS,
        "answer": YES,
        "refused_with": None,
    }
    return Happening(**fields | changes)


def tamper(store: Store, sql: str, parameters: Sequence[object] = ()) -> None:
    """Change the state file behind the store's back, as any program can that may write it."""
    with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        other.execute(sql, tuple(parameters))


def write(audit: Audit, **changes: Any) -> str:
    """Write down that the post of `happening`, with these changes, was decided; return the record's id."""
    return recorded(audit, **changes).id


def recorded(audit: Audit, **changes: Any) -> AuditRecord:
    """Write down that the post of `happening`, with these changes, was decided; return the record."""
    record = audit.describe(happening(**changes))
    audit.write(record)
    return record
