"""Calls that may hang: made in a thread of their own, with a time limit, and forgotten after it.

A stopped notification daemon or a suspended terminal keeps its caller for ever (facts: desktop 1.2). The threads are
daemons, so that a forgotten one does not keep the process alive either.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future


class Aside:
    """One kind of call, one at a time. While an earlier one hangs, no other is begun."""

    def __init__(self, name: str, seconds: float) -> None:
        """Name the threads `name`; wait `seconds` for each call."""
        self._name = name
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._busy = threading.Lock()

    async def call[T](self, function: Callable[[], T]) -> T:
        """Return what the function returns. Raises what it raises, and TimeoutError if it or an earlier call hangs."""
        async with self._turn:
            if not self._busy.acquire(blocking=False):
                raise TimeoutError(f"`{self._name}` still hangs")
            result: Future[T] = Future()
            threading.Thread(target=self._run, args=(function, result), name=self._name, daemon=True).start()
            return await asyncio.wait_for(asyncio.wrap_future(result), self._seconds)

    def _run[T](self, function: Callable[[], T], result: Future[T]) -> None:
        result.set_running_or_notify_cancel()
        try:
            value = function()
        except Exception as error:  # noqa: BLE001 - carried over to the caller, whatever it is
            self._busy.release()
            result.set_exception(error)
        else:
            self._busy.release()
            result.set_result(value)
