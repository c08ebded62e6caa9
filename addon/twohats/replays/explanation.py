"""Explanations: what one replayed request does and why it was decided so, in lines for a person."""

from collections.abc import Iterator

from twohats.judge import Case
from twohats.reading import Kind
from twohats.replays.replay import Replayed
from twohats.wording import account_words, printable
from twohats_policy.activity import Activity
from twohats_policy.explain import Explanation

_TEXT = 120


def explained(replayed: Replayed) -> Iterator[str]:
    """Yield the lines: the call, each activity with its account and decision, the rules, and what would flip it."""
    request = replayed.exchange.request
    place = f"{replayed.exchange.source}#{replayed.exchange.index}"
    yield printable(f"{place} {request.method} {request.host}{request.path}")
    match replayed.reading.kind:
        case Kind.UNGUARDED:
            yield "  not a guarded host"
        case Kind.NOTHING if replayed.reading.known:
            yield "  publishes nothing"
        case Kind.NOTHING:
            yield "  a writing call that no adapter knows"
        case Kind.UNREADABLE:
            yield f"  looks like publishing, but cannot be read: {printable(replayed.reading.problem)}"
        case Kind.ACTIVITY:
            pass
    for case, explanation in zip(replayed.cases, replayed.explanations, strict=True):
        yield from _case(case, explanation)


def _case(case: Case, explanation: Explanation) -> Iterator[str]:
    yield f"  {what(case.activity)} from {account_words(case.account, 'en')}{_signed_in(case)}"
    yield f"    decision: {case.decision.effect}{' (only observed)' if case.decision.observed else ''}"
    for reason in case.decision.reasons:
        place = f" ({reason.place})" if reason.place else ""
        yield f"    rule {reason.rule}{place}: {printable(reason.message)}"
    for reason in case.decision.watched:
        place = f" ({reason.place})" if reason.place else ""
        yield f"    only observed, would be {reason.effect}: rule {reason.rule}{place}: {printable(reason.message)}"
    for change in explanation.changes[:1]:
        yield f"    smallest change that would flip it: {printable(change.words)}"


def what(activity: Activity) -> str:
    """Return the activity in a few words."""
    text = f' "{printable(activity.text, _TEXT)}"' if activity.text else ""
    media = f", media: {len(activity.media)}" if activity.media else ""
    schedule = f", scheduled for {printable(activity.schedule)}" if activity.schedule else ""
    return f"{activity.verb}{text}{media}{schedule}"


def _signed_in(case: Case) -> str:
    return "" if case.login == case.account else f", signed in as {account_words(case.login, 'en')}"
