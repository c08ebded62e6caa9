"""Prompters and questions for tests; they keep the real interfaces."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from twohats.asking.tickets import LIFETIME
from twohats.prompter import Held
from twohats.question import Choice, Picture, Question
from twohats_policy.account import AccountKind, ActingAccount, Strength
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.decision import Decision, Effect, Reason

BRAND = ActingAccount(
    platform="x",
    kind=AccountKind.BRAND,
    ref="acme",
    platform_id="1111111111",
    username="acme",
    confidence=Strength.STATED,
)
PERSONAL = ActingAccount(
    platform="x",
    kind=AccountKind.PERSONAL,
    ref="anna",
    platform_id="2222222222",
    username="anna",
    confidence=Strength.STATED,
)
POST = Activity(
    platform="x",
    verb=Verb.POST,
    text="Sunday in the sun",
    media=(Media(kind=MediaKind.IMAGE, content=b"\x89PNG made up"),),
)
DECISION = Decision(
    effect=Effect.ASK,
    reasons=(Reason(rule="no-selfies-on-the-brand", effect=Effect.ASK, message="This looks like a selfie of yours."),),
)


def question(id: str = "K7Q2WX", sameness: str = "", *, seconds: int = 60, **changes: object) -> Question:
    """Return a question about a selfie on its way out of the brand's account; `changes` replace fields."""
    if "problem" in changes:
        changes.setdefault("activities", (changes["problem"],))
    made = Question(
        id=id,
        sameness=sameness or f"same-{id}",
        asked=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
        seconds=seconds,
        employee="anna",
        account=BRAND,
        login=PERSONAL,
        problem=POST,
        activities=(POST,),
        decision=DECISION,
        client="Firefox",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def picture(content: bytes = b"\x89PNG\r\n\x1a\n") -> Picture:
    """Return a picture that nothing has to decode."""
    return Picture("image/png", content)


@dataclass
class ScriptedPrompter:
    """Answers every question with the next of `choices`; for a None, and when they are used up, it shows the question
    and says nothing.

    `reaches` False: nobody can be reached this way. `shown` and `notices` record what came.
    """

    choices: Iterable[Choice | None] = ()
    reaches: bool = True
    by: str = "anna"
    name: str = "scripted"
    shown: list[Question] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    cancelled: int = 0

    def __post_init__(self) -> None:
        self._choices = iter(self.choices)

    async def show(self, held: Held) -> bool:
        """Answer from the script, or wait until it is decided elsewhere."""
        self.shown.append(held.question)
        if not self.reaches:
            return False
        choice = next(self._choices, None)
        if choice is not None:
            held.answer(choice, by=self.by, channel=self.name)
            return True
        try:
            await held.decided()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return True

    async def notice(self, title: str, text: str) -> None:
        """Record it."""
        self.notices.append((title, text))


@dataclass
class RememberedTickets:
    """Tickets in a list."""

    issued: list[str] = field(default_factory=list)
    allowed: list[tuple[str, str]] = field(default_factory=list)
    lifetimes: list[timedelta] = field(default_factory=list)

    def issue(self, sameness: str, *, allowed_by: str = "", reason: str = "", lifetime: timedelta = LIFETIME) -> None:
        """Record it."""
        self.issued.append(sameness)
        self.allowed.append((allowed_by, reason))
        self.lifetimes.append(lifetime)

    def drop(self, sameness: str) -> None:
        """Take it back."""
        self.issued = [other for other in self.issued if other != sameness]


class FullDisk(RememberedTickets):
    """Tickets that cannot be written down."""

    def issue(self, sameness: str, *, allowed_by: str = "", reason: str = "", lifetime: timedelta = LIFETIME) -> None:
        """Fail as a full disk does."""
        raise OSError("disk full")
