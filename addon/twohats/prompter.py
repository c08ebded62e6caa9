"""The interface of a prompter: one way of putting a question to the person at the keyboard.

A prompter is only a channel. The question lives in `asking`; several prompters may show the same one, and the first
answer wins. Silence is never a yes: when time is over, or no prompter can reach anybody, the answer is block. Only an
undo window (`Question.undo`) sends at its end what nobody undid.
"""

from collections.abc import Sequence
from typing import Protocol

from twohats.question import (
    NO_GROUNDS,
    Answer,
    Choice,
    Grounds,
    Hindrance,
    Question,
    Standing,
)


class Held(Protocol):
    """The waiting side of a question, as a prompter sees it."""

    @property
    def question(self) -> Question:
        """The question itself. It is replaced when another part joins, and when it is put to a colleague."""
        ...

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        ...

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was said so far: empty while open; a second one if it was confirmed or dismissed afterwards."""
        ...

    @property
    def hindrance(self) -> Hindrance | None:
        """Why nothing left though it was released; None if nothing is known to have come between."""
        ...

    def touch(self) -> None:
        """Stop the clock: somebody is looking (up to the limit, 10 minutes)."""
        ...

    def seconds_left(self) -> float:
        """Return the seconds until the question ends unanswered."""
        ...

    def late_seconds_left(self) -> float:
        """Return the seconds for which it can still be answered after that; for a second opinion, all there are."""
        ...

    def answer(self, choice: Choice, *, by: str, channel: str, reason: str = "", seen: int = 1) -> bool:
        """Answer; returns False if that does not count.

        It does not if it had been decided before, if `by` may not give it (`permits`), or if it is a yes to fewer
        parts than the question has: `seen` is how many were in view. Grounds are given through `Desk.answer`: an
        emergency has to be listed first.
        """
        ...

    async def changed(self, question: Question) -> None:
        """Wait until the question is not this one any more: another part joined, it was referred, or it is decided."""
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

    def recent(self) -> Sequence[Held]:
        """Return those that have ended and are still remembered, latest first."""
        ...

    async def answer(
        self,
        id: str,
        choice: Choice,
        *,
        by: str,
        channel: str,
        reason: str = "",
        grounds: Grounds = NO_GROUNDS,
        seen: int = 1,
    ) -> bool:
        """Answer an open question, or confirm or dismiss an expired one; returns False if it does not count."""
        ...
