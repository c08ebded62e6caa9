"""The interface of a prompter: one way of putting a question to the person at the keyboard.

A prompter is only a channel. The question lives in `questions`; several prompters may show the same one, and the first
answer wins. Silence is never a yes: when time is over, or no prompter can reach anybody, the answer is block.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.decision import Decision


class Choice(StrEnum):
    """What a person can say to a question."""

    SEND = "send"
    BLOCK = "block"


class Ending(StrEnum):
    """The channel of an answer that nobody gave. Each of them is a block."""

    CLOCK = "clock"  # time was over
    GONE = "gone"  # the client that waited has left
    UNREACHED = "unreached"  # no prompter could reach anybody
    CROWDED = "crowded"  # too many questions are open
    STOPPED = "stopped"  # twohats is being stopped


ARM_SECONDS = 1.5
"""A yes in one step counts only if the question had been in view this long (facts: desktop 2.3)."""

NOBODY = "nobody"
"""Who gave an answer whose channel is an `Ending`."""


class Standing(StrEnum):
    """Where a question stands. What ended unanswered can be confirmed or dismissed afterwards."""

    OPEN = "open"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CONFIRMED = "confirmed"  # said yes afterwards: a ticket lets the same activity through once
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Answer:
    """What was said, by whom (an employee's id, or `NOBODY`), through which channel, why, after how many seconds.

    `channel` is a prompter's word (`page`, `terminal`, `command`) or an `Ending`; `question` is the question's id.
    """

    choice: Choice
    by: str
    channel: str
    reason: str = ""
    seconds: float = 0.0
    question: str = ""


@dataclass(frozen=True)
class Picture:
    """A small picture for the question: PNG or JPEG bytes, kept in memory only."""

    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Question:
    """One held activity, in words.

    `id` is short enough to type (`twohats answer ID`); `sameness` is the hash that binds account, verb, text, media and
    targets, so that a retry joins the question and a ticket fits only the same activity. `problem` is the one among
    `activities` that needs the answer (a batch may hold several). `seconds` is the clock of an untouched question.
    """

    id: str
    sameness: str
    asked: datetime
    seconds: int
    employee: str
    account: ActingAccount
    login: ActingAccount
    problem: Activity
    activities: tuple[Activity, ...]
    decision: Decision
    client: str
    pictures: tuple[Picture, ...] = ()


class Held(Protocol):
    """The waiting side of a question, as a prompter sees it."""

    @property
    def question(self) -> Question:
        """The question itself."""
        ...

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        ...

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was said so far: empty while open; a second one if it was confirmed or dismissed afterwards."""
        ...

    def touch(self) -> None:
        """Stop the clock: somebody is looking (up to the limit, 10 minutes)."""
        ...

    def seconds_left(self) -> float:
        """Return the seconds until the question ends unanswered."""
        ...

    def answer(self, choice: Choice, *, by: str, channel: str, reason: str = "") -> bool:
        """Answer; returns False if it had been decided before."""
        ...

    async def decided(self) -> Answer:
        """Wait until it is decided, by anybody or by the clock."""
        ...


class Prompter(Protocol):
    """One channel."""

    @property
    def name(self) -> str:
        """The word for it in `--prompt`, and the `channel` of its answers."""
        ...

    async def show(self, held: Held) -> bool:
        """Show the question until it is decided, pass on an answer, clear up. Return False if it reaches nobody.

        Cancelled when the question is decided elsewhere. Must never block the loop and never answer by itself.
        """
        ...

    async def notice(self, title: str, text: str) -> None:
        """Tell something that needs no answer (refused, expired, policy broken); failures are silent."""
        ...


class Desk(Protocol):
    """The questions as the page and the commands see them."""

    def open(self) -> Sequence[Held]:
        """Return the questions that wait for an answer, oldest first."""
        ...

    def expired(self) -> Sequence[Held]:
        """Return those that ended unanswered and can still be confirmed, oldest first."""
        ...

    def find(self, id: str) -> Held | None:
        """Return the question with this id (as a person types it), while it is remembered."""
        ...

    async def answer(self, id: str, choice: Choice, *, by: str, channel: str, reason: str = "") -> bool:
        """Answer an open question, or confirm or dismiss an expired one; returns False if nothing is left to answer."""
        ...
