"""A made-up trail: lines by hand, and 28 days of a small team that are the same on every run. No texts of anybody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from twohats.audits.record import (
    AuditRecord,
    RecordedAccount,
    RecordedAnswer,
    RecordedClient,
    RecordedDecision,
    RecordedRefusal,
    RecordedWould,
    Verdict,
)
from twohats.question import NOBODY, Bypass, Ending
from twohats_policy.account import AccountKind
from twohats_policy.activity import Verb
from twohats_policy.decision import Effect

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVENING = datetime(2026, 11, 22, 18, 30, tzinfo=STOCKHOLM)
"""When the 28 days end, a Sunday."""

KINDS = {"acme": AccountKind.BRAND, "acme-garden": AccountKind.BRAND, "acme-trial": AccountKind.BRAND}
ACCOUNTS = ("acme",) * 10 + ("acme-garden",) * 5 + ("acme-trial",) * 3 + ("own",) * 4
_HASHTAG, _PICTURE = "foreign-hashtag", "personal-picture-on-the-brand"
_RULES = (_HASHTAG, "hat-mismatch", _HASHTAG, _PICTURE, _HASHTAG, "both-hats-at-once", _HASHTAG)
_SAID = (
    "send",
    "send",
    "send",
    "block",
    "send",
    Ending.CLOCK,
    "false",
    "block",
    "send",
    Ending.GONE,
    "send",
    "vouched",
)


def line(
    at: datetime,
    account: str = "acme",
    *,
    employee: str = "anna",
    effect: Effect = Effect.ALLOW,
    rules: tuple[str, ...] = (),
    would: RecordedWould | None = None,
    answer: RecordedAnswer | None = None,
    refused: bool = False,
    verb: Verb | None = Verb.POST,
    id: str = "",
) -> AuditRecord:
    """Return one line; an account that is no brand is the personal one of that name, or an unknown one if empty."""
    kind = KINDS.get(account, AccountKind.PERSONAL) if account else AccountKind.UNKNOWN
    recorded = RecordedAccount(ref=account or None, kind=kind)
    return AuditRecord(
        id=id or f"{int(at.timestamp() * 1000):015x}",
        time=at,
        employee=employee,
        client=RecordedClient(agent="made up"),
        platform="x",
        verb=verb,
        account=recorded,
        login=recorded,
        decision=RecordedDecision(effect=effect, rules=rules, would=would),
        answer=answer,
        verdict=Verdict.REFUSE if refused else Verdict.PASS,
        refused_with=RecordedRefusal(status=403) if refused else None,
    )


def asked(at: datetime, rule: str, said: str, seconds: float = 6.0, **more: object) -> AuditRecord:
    """Return a line of a question by this rule: `send`, `block`, an `Ending`, `false`, `vouched` or `emergency`."""
    refused = said == "block" or (said in frozenset(Ending) and said != Ending.WINDOW)
    bypass = {"false": Bypass.FALSE_ALARM, "vouched": Bypass.APPROVED, "emergency": Bypass.EMERGENCY}.get(said)
    given = RecordedAnswer(
        by=NOBODY if said in frozenset(Ending) else "anna",
        choice="block" if refused else "send",
        seconds=seconds,
        channel=said if said in frozenset(Ending) else "page",
        bypass=bypass,
        vouched="Cleo" if bypass is Bypass.APPROVED else "",
    )
    return line(at, **({"effect": Effect.ASK, "rules": (rule,), "answer": given, "refused": refused} | more))  # type: ignore[arg-type]


def four_weeks(until: datetime = EVENING, posts_a_day: int = 12) -> Iterator[AuditRecord]:
    """Yield the lines of 28 days, quieter at weekends, oldest first."""
    chance, number = Random(4), 0
    for day in range(28):
        morning = (until - timedelta(days=27 - day)).replace(hour=8, minute=0)
        for place in range(posts_a_day // (4 if morning.weekday() > 4 else 1) + chance.randrange(-2, 3)):
            number += 1
            minutes = 480 / posts_a_day * place + chance.randrange(30)
            yield _made(morning + timedelta(minutes=minutes), number, chance)


def _made(at: datetime, number: int, chance: Random) -> AuditRecord:
    employee = "bo" if chance.random() < 0.3 else "anna"
    account = "" if number % 59 == 0 else ACCOUNTS[chance.randrange(len(ACCOUNTS))].replace("own", employee)
    rule, luck = _RULES[number % len(_RULES)], chance.random()
    more = {"account": account, "employee": employee, "id": f"made{number:011}"}
    seconds = round(2 + chance.random() * 16, 1)
    if number == 181:
        return asked(at, "hat-mismatch", "emergency", seconds, **more)
    if not account:
        return asked(at, "unknown-account", _SAID[number % 4], seconds, **more)
    if account == "acme-trial" and luck < 0.3:
        return line(at, rules=(rule,), would=RecordedWould(effect=Effect.ASK, rules=(rule,)), **more)  # type: ignore[arg-type]
    if luck < 0.09:
        return asked(at, rule, _SAID[number % len(_SAID)], seconds, **more)
    if luck < 0.11:
        return line(at, effect=Effect.BLOCK, rules=("looks-like-a-password",), refused=True, **more)  # type: ignore[arg-type]
    if luck < 0.13:
        return asked(at, "brand-engages-at-night", Ending.WINDOW, 20.0, **more | {"effect": Effect.WAIT})
    return line(at, **more)  # type: ignore[arg-type]
