"""The judge: who acts, what is known about the content, and what the policy says. It asks nobody and writes nothing down."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.adapter import Adapter, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.history import History
from twohats.identity import Identity
from twohats.reading import Kind, Reading, unknown_call
from twohats.signals import Signals
from twohats.uploads import Uploads
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Verb
from twohats_policy.decision import Decision
from twohats_policy.engine import decide, needs
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest

type Fetch = Callable[[Request], Awaitable[Reply]]


@dataclass(frozen=True)
class Case:
    """One activity of a call, judged."""

    activity: Activity
    account: ActingAccount
    login: ActingAccount
    decision: Decision
    readable: bool = True


@dataclass(frozen=True)
class Judge:
    """Judges the activities of a call with the policy in force. `hat` is what the person declares to be wearing."""

    policy: Callable[[], Policy]
    identity: Identity
    uploads: Uploads
    signals: Signals
    history: History
    now: Callable[[], datetime]
    hat: str = ""

    async def cases(self, reading: Reading, request: Request, fetch: Fetch | None = None) -> tuple[Case, ...]:
        """Return one case for each activity. `fetch` makes the one whoami call of our own, where the policy allows it.

        Raises whatever its parts raise: the caller refuses then.
        """
        activities = reading.activities or (unknown_call(reading.adapter),)
        if reading.adapter is not None and fetch is not None:
            await self._probe(reading.adapter, request, activities[0], fetch)
        return tuple([await self._case(reading, request, activity) for activity in activities])

    def learn(self, adapter: Adapter, request: Request, reply: Reply, activities: tuple[Activity, ...]) -> Published | None:
        """Take in what a reply teaches; return what it says was published."""
        published = None
        for fact in adapter.learn(request, reply):
            match fact:
                case LoginIs() | NameIs():
                    self.identity.learn(adapter, request, fact)
                case KeptAs(key=key):
                    self._keep(adapter, request, activities, key)
                case Published():
                    published = published or fact
        return published

    def keep(self, adapter: Adapter, request: Request, activities: tuple[Activity, ...]) -> None:
        """Keep the content of an upload under the keys that the client chose itself."""
        self._keep(adapter, request, activities, "")

    def _keep(self, adapter: Adapter, request: Request, activities: tuple[Activity, ...], key: str) -> None:
        for activity in activities:
            if activity.verb is Verb.UPLOAD:
                account, _ = self.identity.resolve(adapter, request, activity)
                self.uploads.keep(adapter.name, account, activity, key)

    async def _probe(self, adapter: Adapter, request: Request, activity: Activity, fetch: Fetch) -> None:
        _, login = self.identity.resolve(adapter, request, activity)
        if not (self.policy().probe and self.identity.needs_probe(adapter, request, login)):
            return
        question = adapter.whoami(request)
        if question is None:
            return
        try:
            reply = await asyncio.wait_for(fetch(question), PROBE_SECONDS)
        except (OSError, TimeoutError):
            return  # still unknown: the policy decides about unknown accounts
        self.identity.probed(adapter, request)
        self.learn(adapter, question, reply, ())

    async def _case(self, reading: Reading, request: Request, activity: Activity) -> Case:
        activity = self.uploads.complete(activity)
        account, login = self._who(reading.adapter, request, activity)
        policy = self.policy()
        signals, media_signals = await self.signals.work_out(needs(policy, activity, account), activity, account)
        question = DecisionRequest(
            employee=policy.employee,
            activity=activity,
            account=account,
            login=login,
            now=self.now(),
            hat=self.hat,
            readable=reading.kind is not Kind.UNREADABLE,
            known_call=reading.known,
            signals=signals,
            media_signals=media_signals,
        )
        return Case(activity, account, login, decide(policy, question), readable=question.readable)

    def _who(self, adapter: Adapter | None, request: Request, activity: Activity) -> tuple[ActingAccount, ActingAccount]:
        if adapter is None:
            nobody = ActingAccount(platform=activity.platform)
            return nobody, nobody
        return self.identity.resolve(adapter, request, activity)


PROBE_SECONDS = 5.0
