"""Colleagues: who may give a second opinion, whether they proved who they are, and what they said.

The one way by which anybody but the employee at the keyboard answers: from the page, a command or a link, always with
a PIN, and always measured by the policy as it is at that moment.
"""

import asyncio
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from twohats.page.links import Links
from twohats.prompter import Desk, Held
from twohats.question import NO_GROUNDS, Choice, Grounds, Question, Standing, permits
from twohats.sign_ins import Checked, Proof, SignIns
from twohats.state.reviews import Review, Reviews
from twohats.wording import printable, say
from twohats_policy.policy import Policy

ANSWERABLE = (Standing.OPEN, Standing.UNANSWERED)
COMMAND = "command"
"""The channel of answers that are typed as a command."""


@dataclass(frozen=True)
class Statement:
    """What somebody says, and who they say they are. `seen` is how many parts were in view; `at_keyboard` tells
    whether it comes by a way that is open to the employee alone, who needs no PIN there.
    """

    choice: Choice
    by: str
    channel: str
    pin: str = field(default="", repr=False)
    reason: str = ""
    grounds: Grounds = NO_GROUNDS
    seen: int = 1
    at_keyboard: bool = True


@dataclass(frozen=True)
class Hitch:
    """Why a statement did not count: the key of the sentence, what is filled in, and the status of a reply."""

    key: str
    values: dict[str, str | int] = field(default_factory=dict[str, str | int])
    status: int = 409

    def words(self, language: str) -> str:
        """Return it as a sentence."""
        return say(self.key, language, **self.values)


@dataclass(frozen=True)
class Colleague:
    """Somebody who may decide, and whether they could prove who they are."""

    id: str
    name: str
    has_pin: bool


@dataclass(frozen=True)
class Offer:
    """What the form for a colleague shows: who may decide, the link for another device, what was wrong last time."""

    people: tuple[Colleague, ...] = ()
    link: str = ""
    fingerprint: str = ""
    wrong: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Colleagues:
    """Answers by people who prove who they are. Without a policy there are none."""

    desk: Desk
    sign_ins: SignIns
    policy: Callable[[], Policy | None]
    reviews: Reviews | None = None
    links: Links = field(default_factory=Links)

    def entitled(self, question: Question) -> tuple[Colleague, ...]:
        """Return who may decide this by the policy in force: the approvers that are approvers still."""
        policy = self.policy()
        if policy is None:
            return ()
        accounts = question.accounts or (question.account,)
        each = [policy.colleagues(question.employee, account.ref) for account in accounts]
        return self._named(id for id in question.approvers if all(id in some for some in each))

    def offer(self, question: Question) -> Offer:
        """Return what the form for a colleague shows about this question; nothing if nobody else may decide."""
        if not question.approvers:
            return Offer()
        link = self.links.address(question)
        return Offer(self.entitled(question), link=link, fingerprint=self.links.fingerprint if link else "")

    def reviewers(self, review: Review) -> tuple[Colleague, ...]:
        """Return who may look at an emergency: those who approve for the account, else anybody; never who sent it."""
        policy = self.policy()
        if policy is None:
            return ()
        own = {review.employee, review.said_by}
        approving = [id for id in policy.colleagues(review.employee, review.account) if id not in own]
        return self._named(approving or (id for id in policy.people if id not in own))

    async def answer(self, held: Held, said: Statement) -> Hitch | None:
        """Let the statement count, or say why it does not.

        Raises what `Desk.answer` raises; nothing has changed then.
        """
        question = held.question
        if said.by != question.employee or not said.at_keyboard:
            if (hitch := await self._unproven(said.by, said.pin)) is not None:
                return hitch
            if said.by not in {one.id for one in self.entitled(held.question)}:
                return self._not_theirs(held.question)
        counted = await self.desk.answer(
            question.id,
            said.choice,
            by=said.by,
            channel=said.channel,
            reason=said.reason,
            grounds=said.grounds if said.choice is Choice.SEND else NO_GROUNDS,
            seen=said.seen,
        )
        return None if counted else self._why_not(held, said)

    async def look(self, review: Review, by: str, pin: str) -> Hitch | None:
        """Close the review of an emergency, or say why it stays open. Raises StoreError."""
        if (hitch := await self._unproven(by, pin)) is not None:
            return hitch
        who = self.reviewers(review)
        if self.reviews is None or by not in {one.id for one in who}:
            return Hitch("second.look_not_theirs", {"people": names(who), "id": review.question})
        await asyncio.to_thread(self.reviews.close, review, by)
        return None

    async def _unproven(self, person: str, pin: str) -> Hitch | None:
        checked = await self.sign_ins.check(person, pin)
        return None if checked.proof is Proof.RIGHT else _hitch(checked, self._name(person))

    def _why_not(self, held: Held, said: Statement) -> Hitch:
        question = held.question
        if held.standing not in ANSWERABLE:
            return Hitch("second.decided", {"id": question.id})
        if held.standing is Standing.UNANSWERED and held.late_seconds_left() <= 0:
            return Hitch("second.over")
        if permits(question, said.choice, said.by):
            return _grown(question, said)
        if said.choice is Choice.ASK:
            return Hitch("second.asked" if question.approvers else "second.nobody_to_ask")
        return self._not_theirs(question)

    def _not_theirs(self, question: Question) -> Hitch:
        if not question.approvers:
            return Hitch("second.not_asked", {"person": self._name(question.employee), "id": question.id})
        who = self.entitled(question)
        if not who:
            return Hitch("second.nobody")
        return Hitch("second.not_theirs", {"people": names(who), "id": question.id, "example": who[0].id})

    def _named(self, ids: Iterable[str]) -> tuple[Colleague, ...]:
        return tuple(Colleague(id, self._name(id), self.sign_ins.has_pin(id)) for id in ids)

    def _name(self, id: str) -> str:
        policy = self.policy()
        person = policy.people.get(id) if policy else None
        return printable(person.name if person and person.name else id, 60)


def _grown(question: Question, said: Statement) -> Hitch:
    """Return that there is more to it than was in view; a page shows that itself, a terminal has to be told."""
    if said.channel != COMMAND:
        return Hitch("second.grown")
    return Hitch("second.parts", {"id": question.id, "parts": question.parts})


def names(people: Iterable[Colleague]) -> str:
    """Return the people's names in one line, with the ids they sign in with."""
    return ", ".join(one.name if one.name == one.id else f"{one.name} (`{one.id}`)" for one in people)


_PROOFS = {
    Proof.WRONG: ("second.wrong", 403),
    Proof.NO_PIN: ("second.no_pin", 403),
    Proof.WAIT: ("second.wait", 429),
}


def _hitch(checked: Checked, name: str) -> Hitch:
    values: dict[str, str | int] = {"person": name, "left": checked.left, "minutes": math.ceil(checked.wait / 60)}
    key, status = _PROOFS[checked.proof]
    return Hitch(key, values, status)
