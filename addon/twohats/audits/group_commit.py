"""Group commit: rows that come while the disk is busy wait together, and share its next flush."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from twohats.audits.trail import New


@dataclass
class _Group:
    """Rows of one commit. `done` once it was tried; `failure` is what it raised."""

    rows: list[New] = field(default_factory=list)
    done: bool = False
    failure: Exception | None = None


class GroupCommit:
    """Adds rows through `add`, in a thread of its own so that nobody else's waiting holds them up.

    Which group a row belongs to is settled under one mutex and each caller's own job in the thread sees to that group,
    so it does not matter how the event loop starts tasks (mitmproxy starts them eagerly) or whether a caller leaves.
    """

    def __init__(self, add: Callable[[Sequence[New]], None]) -> None:
        """Write through `add`, which blocks until the rows are on the disk."""
        self._add = add
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twohats-audit")
        self._mutex = threading.Lock()
        self._gathering = _Group()

    async def add(self, rows: Sequence[New]) -> None:
        """Add rows; they are on the disk when this returns. Who is cancelled leaves their rows to be added.

        Raises:
            StoreError: they could not be written, nor any that shared the commit.
        """
        with self._mutex:
            group = self._gathering
            group.rows.extend(rows)
        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._commit, group))
        if group.failure is not None:
            raise group.failure

    def _commit(self, group: _Group) -> None:
        """Write the group, unless an earlier job has: each caller queues one, the first of a group does the work."""
        with self._mutex:
            if group.done:
                return
            group.done, self._gathering = True, _Group()  # from here on the next group gathers
        try:
            self._add(group.rows)
        except Exception as error:  # noqa: BLE001  carried over to everybody who shared the commit
            group.failure = error
