"""Replay: what a recording holds and what the policy in force would have said to it, offline.

The same reading, identity and engine as the live path; replies are learnt from in file order. Each file starts with
an empty memory.
"""

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from twohats.judge import Case, Judge
from twohats.ledger import FAILED
from twohats.links.links import Fetch
from twohats.reading import Kind, Reading, read, read_with
from twohats.replays.recordings import Exchange
from twohats.routing import Routes
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Target
from twohats_policy.decision import Decision
from twohats_policy.engine import strictest
from twohats_policy.explain import Explanation, explain


@dataclass(frozen=True)
class Replayed:
    """One request, read and judged."""

    exchange: Exchange
    reading: Reading
    cases: tuple[Case, ...]
    explanations: tuple[Explanation, ...]

    @property
    def decision(self) -> Decision | None:
        """The strictest decision of its activities, or None where there was nothing to decide."""
        return strictest([case.decision for case in self.cases]) if self.cases else None


@dataclass(frozen=True)
class Replay:
    """Replays exchanges against `judge()`, which is made anew for each file. `fetch` answers calls of our own; a plain
    recording has nobody to ask.
    """

    routes: Routes
    judge: Callable[[], AbstractContextManager[Judge]]
    fetch: Fetch | None = None

    async def file(self, exchanges: Iterator[Exchange]) -> AsyncGenerator[Replayed]:
        """Yield what each exchange of one file does, as it is read.

        Raises:
            UsageError: the file is damaged; what could be read before the damage has been yielded.
        """
        with self.judge() as judge:
            for exchange in exchanges:
                yield await self._one(judge, exchange)

    async def _one(self, judge: Judge, exchange: Exchange) -> Replayed:
        reading = self._read(exchange)
        cases = await judge.cases(reading, exchange.request, self.fetch) if reading.to_judge else ()
        if reading.adapter is not None and exchange.reply is not None:
            judge.keep(reading.adapter, exchange.request, reading.activities)
            published = judge.learn(reading.adapter, exchange.request, exchange.reply, reading.activities)
            if published or exchange.reply.status < FAILED:
                judge.remember(cases)
        explanations = tuple(explain(judge.policy(), case.question, case.decision) for case in cases)
        return Replayed(exchange, reading, cases, explanations)

    def _read(self, exchange: Exchange) -> Reading:
        found = read(self.routes, {exchange.request.host}, exchange.request)
        if found.kind is not Kind.UNGUARDED:
            return found
        adapter = self.routes.by_path(exchange.request)
        return read_with(adapter, exchange.request) if adapter else found


def as_json(replayed: Replayed) -> dict[str, Any]:
    """Return the object of `twohats why --json` for one request (design: Commands)."""
    request, reading = replayed.exchange.request, replayed.reading
    return {
        "source": replayed.exchange.source,
        "index": replayed.exchange.index,
        "method": request.method,
        "url": request.url.partition("?")[0],
        "reading": str(reading.kind),
        "activities": [_activity(case) for case in replayed.cases] if reading.kind is Kind.ACTIVITY else [],
        "decision": _decision(replayed.decision),
        "known": reading.known,
        "problem": reading.problem,
    }


def _activity(case: Case) -> dict[str, Any]:
    activity = case.activity
    return {
        "verb": str(activity.verb),
        "platform": activity.platform,
        "account": _account(case.account),
        "login": _account(case.login),
        "targets": [_target(target) for target in activity.targets],
        "text": activity.text,
        "title": activity.title,
        "media": len(activity.media),
        "reply_to": activity.reply_to,
        "schedule": activity.schedule,
    }


def _account(account: ActingAccount) -> dict[str, Any]:
    return {
        "ref": account.ref,
        "kind": str(account.kind),
        "platform_id": account.platform_id,
        "username": account.username,
        "confidence": account.confidence.name.lower(),
    }


def _target(target: Target) -> dict[str, str]:
    return target.model_dump(include={"network", "ref", "platform_id", "username"})


def _decision(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "effect": str(decision.effect),
        "rules": list(decision.rules),
        "reasons": [reason.message for reason in decision.reasons],
    }
