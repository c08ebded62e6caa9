"""Looking up: a question to the habits, at once where the answer is at hand, else in a thread.

The way to a thread and back takes longer than the look-up itself, and on a busy computer as long as a hundred of them.
"""

import asyncio
from collections.abc import Callable

from twohats.histories.habits import Habits

SHORT_TEXT = 2_000
"""Characters of a text that are marked at once."""


async def looked_up[T](habits: Habits, look: Callable[[], T], text: str = "") -> T:
    """Return what `look` finds; `text` is what it has to mark for that.

    Raises:
        StoreError: the memory could not be read.
    """
    if len(text) <= SHORT_TEXT and habits.at_hand:
        return look()
    return await asyncio.to_thread(look)
