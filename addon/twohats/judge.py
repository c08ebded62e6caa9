"""The judge: who acts, what is known about the content, and what the policy says. It asks nobody and writes nothing
down.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.activity_signal import Subject
from twohats.adapter import Adapter, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.history import History
from twohats.identity import Identity
from twohats.links.links import Fetch
from twohats.reading import Kind, Reading, unknown_call
from twohats.sensing import Sensing
from twohats.uploads import Uploads
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Verb
from twohats_policy.decision import Decision
from twohats_policy.engine import decide, needs
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest

PROBE_SECONDS = 5.0


@dataclass(frozen=True)
class Case:
    """One activity of a call, judged: the question to the engine, and its answer."""

    question: DecisionRequest
    decision: Decision

    @property
    def activity(self) -> Activity:
        """What would become public."""
        return self.question.activity

    @property
    def account(self) -> ActingAccount:
        """Whom people will see as the author."""
        return self.question.account

    @property
    def login(self) -> ActingAccount:
        """Who is signed in."""
        return self.question.login


@dataclass(frozen=True)
class _Act:
    """One activity with the content of earlier calls, and who acts."""

    activity: Activity
    account: ActingAccount
    login: ActingAccount


@dataclass(frozen=True)
class Judge:
    """Judges the activities of a call with the policy in force. `hat` is what the person declares to be wearing."""

    policy: Callable[[], Policy]
    identity: Identity
    uploads: Uploads
    sensing: Sensing
    history: History
    now: Callable[[], datetime]
    hat: str = ""

    async def cases(self, reading: Reading, request: Request, fetch: Fetch | None = None) -> tuple[Case, ...]:
        """Return one case for each activity. `fetch` makes the one whoami call of our own, where the policy allows it.

        Raises whatever its parts raise: the caller refuses then.
        """
        adapter = reading.adapter
        activities = reading.activities or (unknown_call(adapter),)
        acts = [self._act(adapter, request, activity) for activity in activities]
        if adapter and fetch and await self._probe(adapter, request, acts[0].login, fetch):
            acts = [self._act(adapter, request, activity) for activity in activities]
        return tuple([await self._case(reading, act, fetch) for act in acts])

    def again(self, cases: tuple[Case, ...]) -> tuple[Case, ...]:
        """Return the cases by the policy in force now, at the time that it is now: both may have changed while a person
        was thinking.
        """
        policy, now = self.policy(), self.now()
        questions = [case.question.model_copy(update={"now": now}) for case in cases]
        return tuple(Case(question, decide(policy, question)) for question in questions)

    def marks(self, reading: Reading, request: Request, cases: tuple[Case, ...]) -> tuple[str, ...]:
        """Return what makes two calls different though their activities look the same.

        That is the login where the account is not known, and the whole body where it could not be read.
        """
        unread = not reading.known or not all(case.question.readable for case in cases)
        body = (
            hashlib.sha256(request.raw_target.encode(errors="surrogatepass") + b"\0" + request.content).hexdigest()
            if unread
            else ""
        )
        nobody = reading.adapter is not None and not all(case.account.identified for case in cases)
        login = self.identity.mark(reading.adapter, request) if nobody and reading.adapter is not None else ""
        return tuple(filter(None, (body, login)))

    def learn(
        self, adapter: Adapter, request: Request, reply: Reply, activities: tuple[Activity, ...]
    ) -> tuple[Published, ...]:
        """Take in what a reply teaches; return what it says was published, in its order."""
        facts = tuple(adapter.learn(request, reply))
        for fact in facts:
            if isinstance(fact, LoginIs | NameIs):
                self.identity.learn(adapter, request, fact)
            elif isinstance(fact, KeptAs):
                self._keep(adapter, request, activities, fact.key)
        return tuple(fact for fact in facts if isinstance(fact, Published))

    def keep(self, adapter: Adapter, request: Request, activities: tuple[Activity, ...]) -> None:
        """Keep the content of an upload under the keys that the client chose itself."""
        self._keep(adapter, request, activities, "")

    def released(self, reading: Reading, request: Request, cases: tuple[Case, ...]) -> bool:
        """Take note of a call that was let through: a login that nobody knows can then be found and named. Returns
        whether it was met for the first time.
        """
        unknown = next((case.login for case in cases if not case.login.identified), None)
        if reading.adapter is None or unknown is None:
            return False
        return self.identity.met(reading.adapter, request, unknown)

    def remember(self, cases: tuple[Case, ...]) -> None:
        """Remember what went out, from which account."""
        for case in cases:
            activity = self.uploads.complete(case.activity) if case.activity.media else case.activity
            self.history.add(case.account, activity)

    def refresh(self) -> None:
        """Look for what others named or forgot, and take in what went out. Called about once a second; blocks.

        Raises:
            StoreError: what is remembered cannot be read.
        """
        self.identity.refresh()
        self.history.habits.catch_up()

    def _keep(self, adapter: Adapter, request: Request, activities: tuple[Activity, ...], key: str) -> None:
        for activity in activities:
            if activity.verb is Verb.UPLOAD or (key and len(activities) == 1):  # a draft or a queued post, too
                account, _ = self.identity.resolve(adapter, request, activity)
                self.uploads.keep(adapter.name, account, activity, key)

    async def _probe(self, adapter: Adapter, request: Request, login: ActingAccount, fetch: Fetch) -> bool:
        """Ask the platform who is logged in, if nothing else says so and the policy allows it; tell if it answered."""
        if not (self.policy().probe and self.identity.needs_probe(adapter, request, login)):
            return False
        question = adapter.whoami(request)
        if question is None:
            return False
        self.identity.probed(adapter, request)  # before it: a slow answer is waited for once
        try:
            reply = await asyncio.wait_for(fetch(question), PROBE_SECONDS)
        except (OSError, TimeoutError):
            return False  # still unknown: the policy decides about unknown accounts
        self.learn(adapter, question, reply, ())
        return True

    async def _case(self, reading: Reading, act: _Act, fetch: Fetch | None) -> Case:
        policy, activity = self.policy(), act.activity
        needed = needs(policy, activity, act.account)
        subject = Subject(activity, act.account, policy, self.now(), fetch)
        signals, media_signals = await self.sensing.work_out(needed, subject)
        activity = await self.uploads.settle(activity) if activity.media else activity
        question = DecisionRequest(
            employee=policy.employee,
            activity=activity,
            account=act.account,
            login=act.login,
            now=self.now(),
            hat=self.hat,
            readable=reading.kind is not Kind.UNREADABLE and self.uploads.knows(activity),
            known_call=reading.known,
            signals=signals,
            media_signals=media_signals,
        )
        return Case(question, decide(policy, question))

    def _act(self, adapter: Adapter | None, request: Request, activity: Activity) -> _Act:
        activity = self.uploads.complete(activity)
        if adapter is None:
            nobody = ActingAccount(platform=activity.platform)
            return _Act(activity, nobody, nobody)
        activity = self.identity.named(adapter, activity)
        return _Act(activity, *self.identity.resolve(adapter, request, activity))
