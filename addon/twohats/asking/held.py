"""One question while it is open and after: its clock, its waiting calls, its answers.

A question is decided once, by a person or by an ending. What ended without a person (`Ending`) can be answered once
more: that answer sends nothing, it permits the same activity to be sent again.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from twohats.asking.parts import joined_by, referred, without_content
from twohats.question import NO_GROUNDS, NOBODY, Answer, Choice, Ending, Grounds, Hindrance, Question, Standing, permits

LATE_SECONDS = 15 * 60
"""How long an unanswered question can still be confirmed (design: The request's way)."""


class HeldQuestion:
    """The only holder of one question's state; satisfies `prompter.Held`. Lives on one event loop."""

    def __init__(self, question: Question, *, limit: float, ended: Callable[["HeldQuestion"], None]) -> None:
        """Start the clock: `question.seconds` until it is touched, then `limit` seconds, both from now.

        A clock longer than the limit is cut, but no undo window: it must not send too early. `ended` is called once, at
        the moment it is decided.
        """
        self._loop = asyncio.get_running_loop()
        self._question = question
        self._started = self._loop.time()
        self._ended_at = 0.0
        self._ended = ended
        self._limit = limit
        self._latest = self._started + limit
        self._deadline = self._started + (question.seconds if question.undo else min(question.seconds, limit))
        self._timer = self._loop.call_at(self._deadline, self._time_over)
        self._decided: asyncio.Future[Answer] = self._loop.create_future()
        self._news = asyncio.Event()
        self._answers: tuple[Answer, ...] = ()
        self._standing = Standing.OPEN
        self._waiting = 0
        self.hindrance: Hindrance | None = None
        self._unclaimed = {question.sameness}
        self._activities = {question.sameness}

    @property
    def question(self) -> Question:
        """The question; once it has ended, without the bytes of its media."""
        return self._question

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self._standing

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was said so far, in order."""
        return self._answers

    @property
    def waiting(self) -> int:
        """How many calls wait for the answer (retries and double clicks join)."""
        return self._waiting

    def touch(self) -> None:
        """Stop the clock: somebody is looking. It ends at the limit instead, and an undo window becomes a question."""
        if self._standing is not Standing.OPEN:
            return
        if self._question.undo:
            self._latest = self._loop.time() + self._limit
            self._replace(replace(self._question, undo=False))
        self._end_at(self._latest)

    def grow(self, part: Question) -> None:
        """Take in another part of the same action; a yes to fewer parts does not count from now on. In an undo window,
        the part has the whole of its own.
        """
        self._unclaimed.add(part.sameness)
        self._activities.add(part.sameness)
        if self._question.undo:
            self._end_at(max(self._deadline, self._loop.time() + part.seconds))
        self._replace(joined_by(self._question, part))

    def claim(self, sameness: str) -> bool:
        """Take the one call of this activity that a yes releases; returns False to every call after the first."""
        if sameness not in self._unclaimed:
            return False
        self._unclaimed.remove(sameness)
        return True

    @property
    def activities(self) -> frozenset[str]:
        """The hashes of all activities that it is about."""
        return frozenset(self._activities)

    def age(self) -> float:
        """Return the seconds since it was asked."""
        return self._loop.time() - self._started

    def seconds_left(self) -> float:
        """Return the seconds until it ends unanswered; 0 once it has ended."""
        if self._standing is not Standing.OPEN:
            return 0.0
        return max(0.0, self._deadline - self._loop.time())

    def ended_ago(self) -> float:
        """Return the seconds since it was decided; 0 while it is open."""
        return 0.0 if self._standing is Standing.OPEN else self._loop.time() - self._ended_at

    def late_seconds_left(self) -> float:
        """Return the seconds for which it can still be answered after its end; all of them while it is open."""
        if self._question.approvers:
            return max(0.0, self._question.second_seconds - self.age())
        return max(0.0, LATE_SECONDS - self.ended_ago())

    def answer(self, choice: Choice, *, by: str, channel: str, reason: str = "", seen: int = 1) -> bool:
        """Decide the open question as a person did, or put it to a colleague; returns False if that does not count."""
        return self.take(choice, by=by, channel=channel, reason=reason, seen=seen)

    def take(
        self,
        choice: Choice,
        *,
        by: str,
        channel: str,
        reason: str = "",
        grounds: Grounds = NO_GROUNDS,
        seen: int = 1,
    ) -> bool:
        """Answer, on grounds. For `Questions` alone, which lists an emergency first: prompters have no grounds."""
        if self._standing is not Standing.OPEN or not self._counts(choice, by, seen):
            return False
        if choice is Choice.ASK:
            self.touch()
            self._replace(referred(self._question))
            return True
        return self._decide(self._said(choice, by, channel, reason, grounds), Standing.ANSWERED)

    def end(self, ending: Ending) -> bool:
        """Decide the open question for an absent person: block, or the end of an undo window. Returns False if it had
        been decided before.
        """
        if ending is Ending.WINDOW:
            return self._decide(self._said(Choice.SEND, NOBODY, ending), Standing.ANSWERED)
        return self._decide(self.nobody(ending), Standing.UNANSWERED)

    def settle(
        self,
        choice: Choice,
        *,
        by: str,
        channel: str,
        reason: str = "",
        grounds: Grounds = NO_GROUNDS,
        seen: int = 1,
    ) -> bool:
        """Answer what ended unanswered; returns False if it is too late, still open, settled before, or not theirs.

        Putting it to a colleague then settles nothing: the colleague has a day.
        """
        if not self.can_be_settled() or not self._counts(choice, by, seen):
            return False
        if choice is Choice.ASK:
            self._replace(referred(self._question))
            return True
        self._standing = Standing.CONFIRMED if choice is Choice.SEND else Standing.DISMISSED
        self._answers += (self._said(choice, by, channel, reason, grounds),)
        self._tell()
        return True

    def can_be_settled(self) -> bool:
        """Tell whether it ended unanswered and an answer would still permit something."""
        return self._standing is Standing.UNANSWERED and self.late_seconds_left() > 0

    def unsettle(self) -> None:
        """Take a `settle` back: the ticket could not be written."""
        self._standing = Standing.UNANSWERED
        self._answers = self._answers[:1]

    async def decided(self) -> Answer:
        """Wait until it is decided, by anybody or by the clock."""
        return await asyncio.shield(self._decided)

    async def changed(self, question: Question) -> None:
        """Wait until the question is not this one any more."""
        while self._question is question and self._standing is Standing.OPEN:
            await self._news.wait()

    def nobody(self, ending: Ending) -> Answer:
        """Return the answer for one waiting call that ends now, while the question may go on for others."""
        return self._said(Choice.BLOCK, NOBODY, ending)

    @asynccontextmanager
    async def joined(self) -> AsyncGenerator[None]:
        """Count the caller as waiting; when the last one leaves an open question, it ends as `Ending.GONE`."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.end(Ending.GONE)

    def _end_at(self, deadline: float) -> None:
        self._timer.cancel()
        self._deadline = deadline
        self._timer = self._loop.call_at(deadline, self._time_over)

    def _time_over(self) -> None:
        if self._question.undo:
            self.end(Ending.WINDOW)
        else:
            self.end(Ending.SECOND if self._question.approvers else Ending.CLOCK)

    def _counts(self, choice: Choice, by: str, seen: int) -> bool:
        return permits(self._question, choice, by) and (seen >= self._question.parts or choice is not Choice.SEND)

    def _decide(self, answer: Answer, standing: Standing) -> bool:
        if self._standing is not Standing.OPEN:
            return False
        self._timer.cancel()
        self._standing = standing
        self._answers = (answer,)
        self._ended_at = self._loop.time()
        self._replace(without_content(self._question))
        self._decided.set_result(answer)
        self._ended(self)
        return True

    def _replace(self, question: Question) -> None:
        self._question = question
        self._tell()

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _said(self, choice: Choice, by: str, channel: str, reason: str = "", grounds: Grounds = NO_GROUNDS) -> Answer:
        seconds = round(self.age(), 3)
        return Answer(choice, by, channel, reason=reason, seconds=seconds, question=self._question.id, grounds=grounds)
