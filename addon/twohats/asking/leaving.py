"""Leaving: what waits for an answer is on the disk, so that the next start can tell what this one left open."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from twohats.asking.questions import Questions
from twohats.question import Question
from twohats.state.left_open import Key, Left, LeftOpen
from twohats.state.store import StoreError
from twohats.wording import say

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leaving:
    """Keeps `left` in step with `questions`."""

    questions: Questions
    left: LeftOpen
    language: str

    async def refresh(self) -> None:
        """Write down what waits; the first time, tell what the guard before this one left open: nobody else will.

        Raises:
            StoreError: it could not be read or written.
        """
        if not self.left.begun:
            self._tell(await asyncio.to_thread(self.left.begin))
        await asyncio.to_thread(self.left.keep, self._undecided())

    async def leave(self) -> None:
        """Write down what waits at the very end. A disk that fails keeps nobody from stopping."""
        try:
            await asyncio.to_thread(self.left.keep, self._undecided())
        except StoreError as error:
            _log.warning("what waits could not be written down: %s", error)

    def _tell(self, found: Sequence[Left]) -> None:
        if found:
            ids = ", ".join(left.question for left in found)
            _log.warning("not sent, for twohats stopped while it waited: %s", ids)
            title = say("notice.left_open", self.language, count=len(found))
            self.questions.tell(title, say("notice.left_open_text", self.language))

    def _undecided(self) -> dict[Key, Question]:
        """Return what is open or can still be confirmed, by its id and each activity it is about."""
        waiting = (*self.questions.open(), *self.questions.expired())
        return {(held.question.id, same): held.question for held in waiting for same in held.activities}
