"""The questions that wait for a person: one for each action, put by every prompter at once, first answer wins.

Nobody's silence is a yes, but for the end of an undo window. A question ends as a block when its clock runs out, when
the client that waited has left, when no prompter can reach anybody, when too many are open, and when twohats stops. The
first three can be confirmed for a quarter of an hour, a second opinion for a day: that issues a ticket, with which the
same activity passes once when it is sent again. One yes releases one call of each activity it was about: a double click
is one post.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from twohats.asking.again import asked_again, was_just_refused
from twohats.asking.emergencies import Reviews, listed
from twohats.asking.held import HeldQuestion
from twohats.asking.parts import are_one_action
from twohats.asking.shelf import Shelf
from twohats.asking.tickets import LIFETIME, LONG_LIFETIME
from twohats.prompter import Prompter
from twohats.question import NO_GROUNDS, NOBODY, Answer, Bypass, Choice, Ending, Grounds, Question, Standing

_log = logging.getLogger(__name__)

ACTION_SECONDS = 5.0
"""The parts of one action come this soon after the first; what comes later is a question of its own."""

_CLEAR_UP_SECONDS = 2.0
_ID_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_ID_LENGTH = 6


class Tickets(Protocol):
    """Where one-shot permissions are kept (called in a worker thread)."""

    def issue(self, sameness: str, *, allowed_by: str = "", reason: str = "", lifetime: timedelta = LIFETIME) -> object:
        """Permit the activity with this hash once more, for a while; say who allowed it, and why."""
        ...

    def drop(self, sameness: str) -> object:
        """Take the permission back."""
        ...


def new_id() -> str:
    """Return an id for a question: short enough to type, from letters that are not mistaken for others."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))


class Questions:
    """All questions of one guard; satisfies `prompter.Desk`. Lives on one event loop."""

    def __init__(
        self, prompters: Iterable[Prompter], tickets: Tickets, *, reviews: Reviews | None = None, limit: float = 600.0
    ) -> None:
        """Ask through `prompters`; a question that somebody touched waits at most `limit` seconds."""
        self._prompters = tuple(prompters)
        self._tickets = tickets
        self._reviews = reviews
        self._limit = limit
        self._shelf = Shelf()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False
        self.settled: Callable[[HeldQuestion], None] = lambda _: None  # told of what was confirmed or dismissed

    async def ask(self, question: Question, gone: asyncio.Event) -> Answer:
        """Return what a person says to the question, or a block by nobody; joins an open question of the same activity.

        Safe to cancel: a cancelled caller has left, like a client that is gone.
        """
        if self._stopped:
            return _nobody(Ending.STOPPED)
        last = self._shelf.last(question.sameness)
        if last is not None and was_just_refused(last):
            return last.answers[0]
        held = self._joined(question, last) or self._put(question, last)
        if held is None:
            return _nobody(Ending.CROWDED)
        async with held.joined():
            answer = await _first(held, gone)
        if answer.choice is Choice.SEND and not held.claim(question.sameness):
            return held.nobody(Ending.TWIN)
        return answer

    def open(self) -> tuple[HeldQuestion, ...]:
        """Return the questions that wait for an answer, oldest first."""
        return self._shelf.open()

    def expired(self) -> tuple[HeldQuestion, ...]:
        """Return those that ended unanswered and can still be confirmed, oldest first."""
        return self._shelf.unanswered()

    def recent(self) -> tuple[HeldQuestion, ...]:
        """Return those that have ended and are still remembered, latest first."""
        return self._shelf.recent()

    def find(self, id: str) -> HeldQuestion | None:
        """Return the question with this id, however it is typed (case, spaces), while it is remembered."""
        return self._shelf.find(id) or self._shelf.find(id.strip().upper())

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
        """Answer an open question, or confirm or dismiss one that ended unanswered.

        Returns False if it does not count. Raises what `Tickets` and `Reviews` raise; it then stays answerable.
        """
        held = self.find(id)
        if held is None:
            return False
        take = partial(self._take, held, choice, by=by, channel=channel, reason=reason, grounds=grounds, seen=seen)
        if choice is Choice.SEND and grounds.bypass is Bypass.EMERGENCY:
            return await listed(self._reviews, held.question, by, take)
        return await take()

    def tell(self, title: str, text: str) -> None:
        """Tell something that needs no answer through every prompter, without waiting."""
        for prompter in self._prompters:
            self._spawn(prompter.notice(title, text))

    async def stop(self) -> None:
        """End all open questions and refuse new ones."""
        self._stopped = True
        for held in self.open():
            held.end(Ending.STOPPED)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_CLEAR_UP_SECONDS)
            for task in late:
                task.cancel()

    async def _take(self, held: HeldQuestion, choice: Choice, **said: Any) -> bool:
        if held.take(choice, **said):
            return True
        if not held.settle(choice, **said):
            return False
        if choice is Choice.SEND:
            await self._issue(held)
        if choice is not Choice.ASK:
            self.settled(held)
        return True

    def _joined(self, question: Question, last: HeldQuestion | None) -> HeldQuestion | None:
        """Return the open question that this one is about, too: the same activity, or another part of one action."""
        if last is not None and last.standing is Standing.OPEN:
            return last
        held = self._shelf.about(question.action)
        if held is None or held.age() > ACTION_SECONDS or not are_one_action(held.question, question):
            return None
        held.grow(question)
        self._shelf.join(held, question.sameness)
        return held

    def _put(self, question: Question, last: HeldQuestion | None) -> HeldQuestion | None:
        """Open a question; None if too many are."""
        if self._shelf.full:
            return None
        if last is not None:
            question = asked_again(question, last)
        while (other := self._shelf.find(question.id)) and other.question.sameness != question.sameness:
            question = replace(question, id=new_id())
        held = HeldQuestion(question, limit=self._limit, ended=self._shelf.ended)
        self._shelf.add(held)
        self._spawn(self._show(held))
        return held

    async def _show(self, held: HeldQuestion) -> None:
        """Run every prompter until the question is decided; if none of them reached anybody, that decides it."""
        decided = asyncio.create_task(held.decided())
        shows = {asyncio.create_task(prompter.show(held), name=prompter.name) for prompter in self._prompters}
        try:
            if not await _reached(shows, decided) and not held.question.undo:
                held.end(Ending.UNREACHED)
            await decided
        finally:
            for task in (decided, *shows):
                task.cancel()
            await asyncio.wait({decided, *shows}, timeout=_CLEAR_UP_SECONDS)

    async def _issue(self, held: HeldQuestion) -> None:
        said = held.answers[-1]
        lifetime = LONG_LIFETIME if held.question.approvers or said.grounds.bypass is Bypass.APPROVED else LIFETIME
        try:
            for same in sorted(held.activities):
                permit = partial(self._tickets.issue, same, allowed_by=said.by, reason=said.reason, lifetime=lifetime)
                await asyncio.to_thread(permit)
        except BaseException:  # of several parts, all may be sent once or none
            held.unsettle()
            for same in sorted(held.activities):
                await asyncio.to_thread(self._tickets.drop, same)
            raise

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.warning("a prompter failed: %s", type(error).__name__)


async def _reached(shows: set[asyncio.Task[bool]], decided: asyncio.Task[Answer]) -> bool:
    """Return False once every prompter has failed or said that it reaches nobody, True when it is decided."""
    pending = set(shows)
    reached = False
    while pending and not decided.done():
        done, _ = await asyncio.wait({*pending, decided}, return_when=asyncio.FIRST_COMPLETED)
        for task in pending & done:
            reached = _worked(task) or reached
        pending -= done
    return reached or decided.done()


def _worked(task: asyncio.Task[bool]) -> bool:
    if task.cancelled():
        return False
    if (error := task.exception()) is not None:
        _log.warning("prompter `%s` failed: %s", task.get_name(), type(error).__name__)
        return False
    return task.result()


async def _first(held: HeldQuestion, gone: asyncio.Event) -> Answer:
    """Wait for the answer or for the client to leave, whichever is first."""
    decided = asyncio.create_task(held.decided())
    left = asyncio.create_task(gone.wait())
    try:
        await asyncio.wait({decided, left}, return_when=asyncio.FIRST_COMPLETED)
        return decided.result() if decided.done() else held.nobody(Ending.GONE)
    finally:
        decided.cancel()
        left.cancel()


def _nobody(ending: Ending) -> Answer:
    return Answer(Choice.BLOCK, NOBODY, ending)
