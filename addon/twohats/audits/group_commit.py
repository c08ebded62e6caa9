"""Group commit: rows that come while the disk is busy wait together, and share its next flush."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from twohats.audits.trail import New


class GroupCommit:
    """Adds rows through `add`, in a thread of its own so that nobody else's waiting holds them up. Lives on one loop."""

    def __init__(self, add: Callable[[Sequence[New]], None]) -> None:
        self._add = add
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twohats-audit")
        self._one_at_a_time = asyncio.Lock()
        self._rows: list[New] = []
        self._commit: asyncio.Task[None] | None = None

    async def add(self, rows: Sequence[New]) -> None:
        """Add rows; they are on the disk when this returns. Who is cancelled leaves their rows to be added.

        Raises:
            StoreError: they could not be written, nor any that shared the commit.
        """
        self._rows.extend(rows)
        if self._commit is None:
            self._commit = asyncio.create_task(self._next())
        await asyncio.shield(self._commit)

    async def _next(self) -> None:
        async with self._one_at_a_time:
            rows, self._rows, self._commit = self._rows, [], None  # from here on the next group gathers
            await asyncio.get_running_loop().run_in_executor(self._thread, self._add, rows)
