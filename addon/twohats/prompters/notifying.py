"""The guard's end of the notifier process: started before the first popup, restarted a few times, gone with it."""

import asyncio
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress

from twohats.notifier.wire import Clear, Event, Order, Show, What, event_of, line_of
from twohats.prompters.child import Child
from twohats.prompters.surroundings import surroundings

COMMAND = (sys.executable, "-P", "-m", "twohats.notifier")

SHOWN_SECONDS = 1.7
"""A notifier that says nothing for this long is stuck: the question goes on to the next way of asking."""

STARTS, STARTS_SECONDS = 4, 600.0
"""The process is started at most this many times within this time; one that dies more often is left alone."""


class Popup:
    """One popup, followed from the guard's loop."""

    def __init__(self, notifier: "Notifier", id: str) -> None:
        """Follow the popup with this id; `Notifier.following` makes these."""
        self._notifier, self._id = notifier, id
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._shown: asyncio.Future[Event] | None = None

    async def show(self, order: Show) -> Event:
        """Show it, or change it; return that it was SHOWN, or something else, within two seconds."""
        self._shown = self._loop.create_future()
        if not self._notifier.say(order):
            return Event(What.FAILED, self._id)
        try:
            return await asyncio.wait_for(self._shown, SHOWN_SECONDS)
        except TimeoutError:
            self._notifier.give_up()
            return Event(What.FAILED, self._id)

    async def event(self) -> Event:
        """Wait for what happens to it next."""
        return await self._events.get()

    def hear(self, event: Event) -> None:
        """Take an event, from any thread."""
        with suppress(RuntimeError):  # the guard's loop has ended
            self._loop.call_soon_threadsafe(self._take, event)

    def _take(self, event: Event) -> None:
        if event.what in {What.SHOWN, What.FAILED, What.LOST} and self._shown is not None and not self._shown.done():
            self._shown.set_result(event)
        else:
            self._events.put_nowait(event)


class Notifier:
    """The notifier process of one guard, and its popups."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        clock: Callable[[], float] = time.monotonic,
        here: Callable[[], bool] = lambda: True,
    ) -> None:
        """Start `command`, if the extra that it needs is `here`, when it is wanted."""
        self._command, self._clock, self._here = tuple(command), clock, here
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._ready = self._closed = False
        self._starts: deque[float] = deque(maxlen=STARTS)
        self._followed: dict[str, Popup] = {}

    def warm_up(self) -> None:
        """Start the process now, in a thread, so that the first popup comes at once."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the process; it takes its popups with it."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.close()

    @contextmanager
    def following(self, id: str, *, clears: bool = True) -> Generator[Popup]:
        """Follow one popup; in the end it is taken away, unless it may stay and go by itself."""
        popup = self._followed[id] = Popup(self, id)
        try:
            yield popup
        finally:
            if self._followed.get(id) is popup:
                del self._followed[id]
                if clears:
                    self.say(Clear(id), start=False)

    def say(self, order: Order, *, start: bool = True) -> bool:
        """Give the process an order, starting it if need be; returns False if it is not to be had."""
        with self._lock:
            child = self._started() if start else self._child
            if child is not None:
                child.say(line_of(order))
            return child is not None

    def give_up(self) -> None:
        """End a process that ran and has stopped answering; one that is only just starting is left to it."""
        with self._lock:
            if self._child is not None and self._ready:
                self._child.kill()

    def _started(self) -> Child | None:
        if self._child is None and not self._closed and self._here() and self._may_start():
            self._starts.append(self._clock())
            self._ready = False
            self._child = Child(self._command, surroundings(), heard=self._heard, ended=self._ended)
        return self._child

    def _may_start(self) -> bool:
        return len(self._starts) < STARTS or self._clock() - self._starts[0] > STARTS_SECONDS

    def _heard(self, line: bytes) -> None:
        event = event_of(line)
        if event is None:
            return
        if event.what is What.READY:
            self._ready = True
        elif (popup := self._followed.get(event.id)) is not None:
            popup.hear(event)

    def _ended(self) -> None:
        with self._lock:
            self._child = None
        for id, popup in tuple(self._followed.items()):
            popup.hear(Event(What.LOST, id))
