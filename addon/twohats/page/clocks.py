"""The clock of a question, in words."""

import math

from twohats.prompter import Held
from twohats.question import Standing
from twohats.wording import say

MINUTES_FROM = 90
"""Seconds above which the clock of a question that somebody touched counts in minutes."""


def clock(held: Held, language: str) -> str:
    """Return the time that is left, in words; empty once the question has ended."""
    if held.standing is not Standing.OPEN:
        return ""
    left = math.ceil(held.seconds_left())
    if left > max(MINUTES_FROM, held.question.seconds):
        return say("question.minutes", language, minutes=math.ceil(left / 60))
    return say("question.seconds", language, seconds=left)
