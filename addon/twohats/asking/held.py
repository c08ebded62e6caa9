"""One question while it is open and after: its clock, its waiting calls, its answers.

A question is decided once, by a person or by an ending. What ended without a person (`Ending`) can be answered once
more: that answer sends nothing, it permits the same activity to be sent again.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from twohats.prompter import NOBODY, Answer, Choice, Ending, Question, Standing
from twohats_policy.activity import Activity

LATE_SECONDS = 15 * 60
"""How long an unanswered question can still be confirmed (design: The request's way)."""


class HeldQuestion:
    """The only holder of one question's state; satisfies `prompter.Held`. Lives on one event loop."""

    def __init__(self, question: Question, *, limit: float, ended: Callable[["HeldQuestion"], None]) -> None:
        """Start the clock: `question.seconds` until it is touched, then `limit` seconds, both from now.

        `ended` is called once, at the moment it is decided.
        """
        self._loop = asyncio.get_running_loop()
        self._question = question
        self._started = self._loop.time()
        self._ended_at = 0.0
        self._ended = ended
        self._limit = limit
        self._deadline = self._started + min(question.seconds, limit)
        self._timer = self._loop.call_at(self._deadline, self.end, Ending.CLOCK)
        self._decided: asyncio.Future[Answer] = self._loop.create_future()
        self._answers: tuple[Answer, ...] = ()
        self._standing = Standing.OPEN
        self._waiting = 0

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
        """Stop the clock: somebody is looking. It ends at the limit instead."""
        if self._standing is not Standing.OPEN:
            return
        self._timer.cancel()
        self._deadline = self._started + self._limit
        self._timer = self._loop.call_at(self._deadline, self.end, Ending.CLOCK)

    def seconds_left(self) -> float:
        """Return the seconds until it ends unanswered; 0 once it has ended."""
        if self._standing is not Standing.OPEN:
            return 0.0
        return max(0.0, self._deadline - self._loop.time())

    def ended_ago(self) -> float:
        """Return the seconds since it was decided; 0 while it is open."""
        return 0.0 if self._standing is Standing.OPEN else self._loop.time() - self._ended_at

    def late_seconds_left(self) -> float:
        """Return the seconds for which it is still remembered after its end; all of them while it is open."""
        return max(0.0, LATE_SECONDS - self.ended_ago())

    def answer(self, choice: Choice, *, by: str, channel: str, reason: str = "") -> bool:
        """Decide the open question as a person did; returns False if it had been decided before."""
        return self._decide(choice, by=by, channel=channel, reason=reason, standing=Standing.ANSWERED)

    def end(self, ending: Ending) -> bool:
        """Decide the open question for an absent person: block. Returns False if it had been decided before."""
        return self._decide(Choice.BLOCK, by=NOBODY, channel=ending, reason="", standing=Standing.UNANSWERED)

    def settle(self, choice: Choice, *, by: str, channel: str, reason: str = "") -> bool:
        """Answer what ended unanswered; returns False if it is too late, still open, or was settled before."""
        if self._standing is not Standing.UNANSWERED or self.late_seconds_left() <= 0:
            return False
        self._standing = Standing.CONFIRMED if choice is Choice.SEND else Standing.DISMISSED
        self._answers += (self._said(choice, by=by, channel=channel, reason=reason),)
        return True

    def unsettle(self) -> None:
        """Take a `settle` back: the ticket could not be written."""
        self._standing = Standing.UNANSWERED
        self._answers = self._answers[:1]

    async def decided(self) -> Answer:
        """Wait until it is decided, by anybody or by the clock."""
        return await asyncio.shield(self._decided)

    def nobody(self, ending: Ending) -> Answer:
        """Return the answer for one waiting call that ends now, while the question may go on for others."""
        return self._said(Choice.BLOCK, by=NOBODY, channel=ending, reason="")

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

    def _decide(self, choice: Choice, *, by: str, channel: str, reason: str, standing: Standing) -> bool:
        if self._standing is not Standing.OPEN:
            return False
        self._timer.cancel()
        answer = self._said(choice, by=by, channel=channel, reason=reason)
        self._standing = standing
        self._answers = (answer,)
        self._ended_at = self._loop.time()
        self._question = _without_content(self._question)
        self._decided.set_result(answer)
        self._ended(self)
        return True

    def _said(self, choice: Choice, *, by: str, channel: str, reason: str) -> Answer:
        seconds = round(self._loop.time() - self._started, 3)
        return Answer(choice, by, channel, reason=reason, seconds=seconds, question=self._question.id)


def _without_content(question: Question) -> Question:
    """Let go of the media's bytes: an ended question is remembered for a while, and its small pictures suffice."""
    activities = tuple(_lean(activity) for activity in question.activities)
    return replace(question, problem=_lean(question.problem), activities=activities)


def _lean(activity: Activity) -> Activity:
    media = tuple(medium.model_copy(update={"content": None}) for medium in activity.media)
    return activity.model_copy(update={"media": media})
