"""The popups that are on the desktop now: shown, replaced, taken away, each within a time limit.

A desktop that hangs, that is not there or that dies fails the popups it has; the next one tries again.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from twohats.notifier.wire import Clear, Event, Order, Show, What

if TYPE_CHECKING:
    from twohats.notifier.desk import Desk

SHOW_SECONDS = 1.4
"""A desktop that has not shown a popup by then shows none: the guard goes on to the next way within two seconds."""

PING_SECONDS, PING_WAIT_SECONDS = 0.6, 0.8
"""While popups are open the desktop has to answer: one that stopped is found out within two seconds."""

WAKE_SECONDS = 60.0
"""How long a desktop that hangs may take to wake and still have its old popups taken away."""

_LAST_SECONDS = 1.0


class Popups:
    """Carries orders out and tells what happened; lives on one event loop."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        """Tell events by `tell`."""
        self._tell = tell
        self._desk: Desk | None = None
        self._connecting = asyncio.Lock()
        self._shown: set[str] = set()
        self._last: dict[str, asyncio.Task[None]] = {}
        self._others: set[asyncio.Task[Any]] = set()
        self._ping: asyncio.Task[None] | None = None
        self._life = 0

    async def warm_up(self) -> None:
        """Connect before the first popup, so that it comes at once; a failure is for the first popup to tell."""
        with suppress(Exception):
            async with asyncio.timeout(SHOW_SECONDS):
                await self._connected()

    def take(self, order: Order) -> None:
        """Carry an order out: after those for the same popup, beside all others."""
        before = self._last.get(order.id)
        task = asyncio.create_task(self._carry_out(order, before))
        if not task.done():
            self._last[order.id] = task
            task.add_done_callback(lambda done: self._last.pop(order.id) if self._last.get(order.id) is done else None)

    async def close(self) -> None:
        """Take all popups away: the guard is gone."""
        with suppress(Exception):
            async with asyncio.timeout(_LAST_SECONDS):
                await asyncio.gather(*(self._carry_out(Clear(id), None) for id in tuple(self._shown)))
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    async def _carry_out(self, order: Order, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait({before})
        if isinstance(order, Show):
            await self._show(order)
        else:
            await self._clear(order.id)

    async def _show(self, order: Show) -> None:
        try:
            async with asyncio.timeout(SHOW_SECONDS):
                desk = await self._connected()
                event = await desk.show(order)
        except Exception:  # noqa: BLE001 - desktops fail in every way there is; the guard has other ways
            self._tell(Event(What.FAILED, order.id))
            return
        if order.buttons:
            self._shown.add(order.id)
            self._watch()
        self._tell(event)

    async def _clear(self, id: str) -> None:
        self._shown.discard(id)
        if self._desk is not None:
            with suppress(Exception):  # it stays until somebody closes it, and its buttons do nothing
                async with asyncio.timeout(SHOW_SECONDS):
                    await self._desk.clear(id)

    async def _connected(self) -> "Desk":
        """Return the desktop, connecting if need be. Raises ImportError without the extra, and what `Desk` raises."""
        async with self._connecting:
            if self._desk is None:
                from twohats.notifier.desk import Desk

                self._life += 1
                self._desk = await Desk.open(self._heard, partial(self._lose, self._life))
            return self._desk

    def _heard(self, event: Event) -> None:
        self._shown.discard(event.id)
        self._tell(event)

    def _watch(self) -> None:
        if self._ping is None or self._ping.done():
            self._ping = asyncio.create_task(self._pinging())

    async def _pinging(self) -> None:
        while self._shown and self._desk is not None:
            try:
                async with asyncio.timeout(PING_WAIT_SECONDS):
                    await self._desk.answers()
            except Exception:  # noqa: BLE001 - whatever it is, the buttons do nothing now
                self._lose(self._life)
                return
            await asyncio.sleep(PING_SECONDS)

    def _lose(self, life: int) -> None:
        """Give the desktop of this life up. If it only hung, what it still shows goes as soon as it wakes."""
        desk = self._desk
        if desk is None or life != self._life:
            return
        self._desk, lost = None, tuple(self._shown)
        self._shown.clear()
        for id in lost:
            self._tell(Event(What.LOST, id))
        self._spawn(_forget(desk, lost))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._others.add(task)
        task.add_done_callback(self._others.discard)


async def _forget(desk: "Desk", ids: tuple[str, ...]) -> None:
    try:
        with suppress(Exception):  # the desktop is gone, most likely
            async with asyncio.timeout(WAKE_SECONDS):
                await asyncio.gather(*(desk.clear(id) for id in ids))
    finally:
        desk.close()
