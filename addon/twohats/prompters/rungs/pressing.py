"""What a pressed button does to its question."""

import asyncio
from dataclasses import dataclass, field

from twohats.prompter import Held
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs.popup_words import Button
from twohats.prompters.rungs.rung import CHANNEL
from twohats.question import ARM_SECONDS, Choice, Question

_CHOICES = {Button.SEND: Choice.SEND, Button.BLOCK: Choice.BLOCK, Button.UNDO: Choice.BLOCK, Button.ASK: Choice.ASK}


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass(frozen=True)
class Pressing:
    """Takes the presses on one question as it was shown, for the employee whose desktop it is on."""

    held: Held
    question: Question
    page: PagePrompter
    since: float = field(default_factory=_now)

    def press(self, button: Button) -> bool:
        """Answer as the button says (`review` is no answer); returns False if that came to nothing.

        A yes counts only for what was in view, and only when that had been in view long enough to be read.
        """
        if button is Button.SEND and _now() - self.since < ARM_SECONDS:
            return False
        choice = _CHOICES[button]
        return self.held.answer(choice, by=self.question.employee, channel=CHANNEL, seen=self.question.parts)

    async def review(self) -> bool:
        """Open the question on the page and stop its clock; returns False if there is no page to be had."""
        self.held.touch()
        return await self.page.bring_up(self.held)
