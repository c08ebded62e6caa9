"""The notifier's loop: lines in, popups, lines out; nothing else is ever printed."""

import asyncio
import logging
import os
import sys
import threading
from importlib import import_module
from typing import BinaryIO

from twohats.notifier.popups import Popups
from twohats.notifier.wire import MAX_LINE, Event, What, line_of, order_of


def main() -> None:
    """Serve standard input and output until the input ends."""
    logging.disable()  # desktop-notifier logs its failures with the texts in them
    writes = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no line of ours
    with _runner() as runner:
        runner.run(serve(sys.stdin.buffer, writes))


async def serve(reads: BinaryIO, writes: BinaryIO) -> None:
    """Take orders from `reads` until it ends; tell events on `writes`."""
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    threading.Thread(target=_read, args=(reads, loop, lines), name="orders", daemon=True).start()
    popups = Popups(lambda event: _tell(writes, lines, event))
    _tell(writes, lines, Event(What.READY))
    warming = asyncio.create_task(popups.warm_up())
    while line := await lines.get():
        if (order := order_of(line)) is not None:
            popups.take(order)
    warming.cancel()
    await popups.close()


def _read(reads: BinaryIO, loop: asyncio.AbstractEventLoop, lines: "asyncio.Queue[bytes]") -> None:
    while line := reads.readline(MAX_LINE):
        loop.call_soon_threadsafe(lines.put_nowait, line)
    loop.call_soon_threadsafe(lines.put_nowait, b"")


def _tell(writes: BinaryIO, lines: "asyncio.Queue[bytes]", event: Event) -> None:
    try:
        writes.write(line_of(event))
    except OSError:  # the guard is gone
        lines.put_nowait(b"")


def _runner() -> "asyncio.Runner":
    """Return a runner; macOS delivers presses only to a run loop of its own kind, in the main thread."""
    if sys.platform != "darwin":
        return asyncio.Runner()
    try:
        loops = import_module("rubicon.objc.eventloop")
    except ImportError:  # the extra is not installed: every order fails, in any loop
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=loops.RubiconEventLoop)
