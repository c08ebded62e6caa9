"""The interface of a rung: one of the ways in which the desktop prompter reaches a person, best first."""

from typing import Protocol

from twohats.prompter import Held

CHANNEL = "desktop"
"""The channel of an answer, whichever rung it came by."""


class Rung(Protocol):
    """One way. Only a channel, like a prompter: silence is no answer, and the first answer wins."""

    async def show(self, held: Held) -> bool:
        """Show the question until it is decided and return True; return False as soon as it reaches nobody (any more).

        That takes less than two seconds: the next rung is waiting. Cancelled when the question is decided elsewhere.
        """
        ...

    async def notice(self, title: str, text: str) -> bool:
        """Tell something that needs no answer; returns False if that cannot be done in this way."""
        ...
