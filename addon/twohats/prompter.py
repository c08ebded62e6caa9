"""The interface of a prompter: one way of putting a question to the person at the keyboard.

A prompter is only a channel. The question lives in `questions`; several prompters may show the same one, and the first
answer wins. Silence is never a yes: when time is over, or no prompter can reach anybody, the answer is block.
"""

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


@dataclass(frozen=True)
class Answer:
    """What was said, by whom (an employee's id, or a word for nobody), through which channel, why, after how many seconds."""

    choice: Choice
    by: str
    channel: str
    reason: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Picture:
    """A small picture for the question: PNG or JPEG bytes, kept in memory only."""

    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Question:
    """One held activity, in words.

    `id` is short and unguessable enough to type (`twohats answer ID`); `sameness` is the hash that binds account, verb, text,
    media and targets, so that a retry joins the question and a ticket fits only the same activity. `problem` is the activity
    among `activities` that needs the answer (a batch may hold several).
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
    def question(self) -> Question: ...

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
    def name(self) -> str: ...

    async def show(self, held: Held) -> bool:
        """Show the question until it is decided, pass on an answer, clear up. Return False if nobody could be reached this way.

        Cancelled when the question is decided elsewhere. Must never block the loop and never answer by itself.
        """
        ...

    async def notice(self, title: str, text: str) -> None:
        """Tell something that needs no answer (refused, expired, policy broken); failures are silent."""
        ...
