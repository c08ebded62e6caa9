"""Group commit: rows that come while the disk is busy wait together, and share its next flush."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from twohats.audits.trail import New


@dataclass(frozen=True)
class _Group:
    """Rows of one commit; `done` ends with it, as it did."""

    done: asyncio.Future[None]
    rows: list[New] = field(default_factory=list[New])


class GroupCommit:
    """Adds rows through `add`, in a thread of its own so that nobody else's waiting holds them up. Lives on one loop.

    One job in the thread and one message back are what a group costs. Nothing here is a task: it does not matter how
    the loop starts tasks (mitmproxy starts them eagerly), nor whether a caller leaves.
    """

    def __init__(self, add: Callable[[Sequence[New]], None]) -> None:
        """Write through `add`, which blocks until the rows are on the disk."""
        self._add = add
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twohats-audit")
        self._gathering: _Group | None = None
        self._busy = False

    async def add(self, rows: Sequence[New]) -> None:
        """Add rows; they are on the disk when this returns. Who is cancelled leaves their rows to be added.

        Raises:
            StoreError: they could not be written, nor any that shared the commit.
        """
        loop = asyncio.get_running_loop()
        group = self._gathering = self._gathering or _Group(loop.create_future())
        group.rows.extend(rows)
        if not self._busy:
            self._busy = True
            loop.call_soon(self._next)  # whoever else is ready now shares it
        await asyncio.shield(group.done)

    def _next(self) -> None:
        """Begin the commit of the rows gathered so far, if there are any."""
        group, self._gathering = self._gathering, None
        self._busy = group is not None
        if group is not None:
            job = asyncio.get_running_loop().run_in_executor(self._thread, self._add, group.rows)
            job.add_done_callback(partial(self._tell, group))

    def _tell(self, group: _Group, job: asyncio.Future[None]) -> None:
        self._next()
        if job.cancelled():
            group.done.cancel()
        elif failure := job.exception():
            group.done.set_exception(failure)
            group.done.exception()  # all who shared it may have left: then nobody is left to tell
        else:
            group.done.set_result(None)
