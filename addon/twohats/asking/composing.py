"""Composing: one question of a judged call, with all that a person needs to see the mistake."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from twohats.asking.parts import MAX_PICTURES
from twohats.asking.questions import new_id
from twohats.asking.sameness import content_of, sameness
from twohats.audits.chain import canonical
from twohats.guard import Connection
from twohats.history import History, Match
from twohats.judge import Case
from twohats.links.links import Links
from twohats.media.pictures import Pictures
from twohats.question import ASK_SECONDS, SECOND_SECONDS, Earlier, Picture, Question, Seen
from twohats.state.store import StoreError
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Decision, Effect
from twohats_policy.facts import links_in
from twohats_policy.policy import Policy


@dataclass(frozen=True)
class Composing:
    """Composes questions. `key` keys the hash that tells whether two calls are the same activity.

    The links of a brand's post begin to be looked up with the question, for the page that shows it.
    """

    pictures: Pictures
    history: History
    links: Links
    policy: Callable[[], Policy]
    key: bytes
    employee: str
    now: Callable[[], datetime]

    async def question(
        self, cases: tuple[Case, ...], decision: Decision, connection: Connection, marks: tuple[str, ...]
    ) -> Question:
        """Return the question about a call; `decision` is the one on all its activities."""
        problem, now = strictest_case(cases), self.now()
        pictures = self._pictures(problem)
        undo = decision.effect is Effect.WAIT
        if problem.account.kind is AccountKind.BRAND and self.policy().link_checks:
            self.links.look(tuple(links_in(problem.activity)), connection.fetch)
        return Question(
            id=new_id(),
            sameness=self._sameness(cases, marks),
            asked=now,
            seconds=decision.wait_seconds if undo else ASK_SECONDS,
            employee=self.employee,
            account=problem.account,
            login=problem.login,
            problem=problem.activity,
            activities=tuple(case.activity for case in cases),
            decision=decision,
            client=connection.client.process or connection.client.agent,
            pictures=tuple(filter(None, pictures)),
            undo=undo,
            approvers=decision.approvers if decision.effect is Effect.SECOND else (),
            colleagues=self._colleagues(cases, decision),
            earlier=await asyncio.to_thread(self._earlier, problem, pictures),
            accounts=tuple(dict.fromkeys(case.account for case in cases)),
            action=self._action(problem, connection),
            second_seconds=second_seconds(cases, now),
        )

    def _colleagues(self, cases: tuple[Case, ...], decision: Decision) -> tuple[str, ...]:
        """Return who can give a second opinion about all that the call would publish."""
        if decision.effect is not Effect.ASK:
            return ()
        policy = self.policy()
        each = [policy.colleagues(self.employee, case.account.ref) for case in cases]
        return tuple(sorted(set(each[0]).intersection(*each[1:])))

    def _pictures(self, problem: Case) -> tuple[Picture | None, ...]:
        """Return a small picture for each of the first media, None for what has none."""
        seen = (media.fingerprint for media in problem.activity.media[:MAX_PICTURES])
        return tuple(self.pictures.preview(fingerprint) if fingerprint else None for fingerprint in seen)

    def _earlier(self, problem: Case, pictures: tuple[Picture | None, ...]) -> tuple[Earlier, ...]:
        """Return where the same content went out under the other hat. A memory that cannot be read shows nothing: the
        rules have taken that into account already.
        """
        other = {AccountKind.BRAND: AccountKind.PERSONAL, AccountKind.PERSONAL: AccountKind.BRAND}
        kind = other.get(problem.account.kind)
        if kind is None:
            return ()
        try:
            return tuple(dict.fromkeys(self._found(kind, problem.activity, pictures)))
        except StoreError:
            return ()

    def _found(self, kind: AccountKind, activity: Activity, pictures: tuple[Picture | None, ...]) -> Iterator[Earlier]:
        for place, media in enumerate(activity.media[:MAX_PICTURES]):
            fingerprint = self.pictures.fingerprint(media.fingerprint) if media.fingerprint else None
            if fingerprint and (match := self.history.seen_on(kind, fingerprint)):
                before = sum(picture is not None for picture in pictures[:place])
                yield _earlier(Seen.PICTURE, kind, match, before if pictures[place] is not None else -1)
        if match := self.history.text_seen_on(kind, f"{activity.title}\n{activity.text}"):
            yield _earlier(Seen.TEXT, kind, match)

    def _sameness(self, cases: tuple[Case, ...], marks: tuple[str, ...]) -> str:
        parts = [sameness(self.key, case.activity, case.account, *marks) for case in cases]
        return parts[0] if len(parts) == 1 else hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _action(self, problem: Case, connection: Connection) -> str:
        """Return what the parts of one action have in common: the tool and the content. Empty for no content: two
        likes or follows are two actions.
        """
        content = content_of(problem.activity)
        if content is None:
            return ""
        client = connection.client
        bound = canonical(["action", client.agent, client.process, client.listener, client.user, content])
        return hmac.digest(self.key, bound.encode(), hashlib.sha256).hex()


def strictest_case(cases: tuple[Case, ...]) -> Case:
    """Return the case that needs the answer: the first of those with the strictest effect."""
    return max(cases, key=lambda case: case.decision.effect.rank)


def second_seconds(cases: tuple[Case, ...], now: datetime) -> int:
    """Return how long a second opinion can be given: a day, or until the first of them was to go out."""
    until = (_seconds_until(case.activity.schedule, now) for case in cases)
    return min([SECOND_SECONDS, *(seconds for seconds in until if seconds is not None)])


def _seconds_until(schedule: str, now: datetime) -> int | None:
    """Return the seconds until an ISO 8601 time, None for no time, or one that cannot be told."""
    try:
        at = datetime.fromisoformat(schedule)
    except ValueError:
        return None
    return max(0, int(((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()))


def _earlier(seen: Seen, kind: AccountKind, match: Match, number: int = 0) -> Earlier:
    account = ActingAccount(
        platform=match.platform, kind=kind, ref=match.account or None, platform_id=match.platform_id
    )
    return Earlier(seen, account, match.at, number)
