"""What open and ended connections keep in memory, made less: hundreds of calls may be held at once.

Each end of TLS keeps its buffers filled or not (about 20 KB), unless OpenSSL is told to give them back. And the layers
of a connection refer to each other in circles, so an ended connection goes only when Python looks for circles; among
what has lived for long it does so seldom, and the more is loaded the seldomer.
"""

# mitmproxy is typed in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportPrivateUsage=false

import asyncio
import gc
from collections.abc import Callable
from typing import Any, cast

from mitmproxy.net import tls as net_tls
from OpenSSL import SSL

PLAIN_CONTEXT: Callable[..., SSL.Context] = net_tls._create_ssl_context

_LIBRARY, _POINTERS = cast(Any, SSL)._lib, cast(Any, SSL)._ffi

ENDED = 50
"""Connections that have ended before it is worth looking for them."""

QUIET_SECONDS = 1.0
"""How long after that: the last of a crowd ends soon after the first."""

AGAIN_SECONDS = 10.0
"""How long after that to look again: what a connection's last words still held (a record on its way to the disk)."""

THRESHOLDS = (20_000, 20, 20)
"""How many new objects make Python look for circles; how often it looks among older ones then, and among the oldest."""


class Ended:
    """Counts connections that have ended, and has them cleared away."""

    def __init__(self) -> None:
        """Start at zero."""
        self._waiting = 0
        self._clearing: asyncio.TimerHandle | None = None

    def add(self) -> None:
        """Count one more; called on the loop."""
        self._waiting += 1
        if self._waiting >= ENDED and self._clearing is None:
            self._clearing = asyncio.get_running_loop().call_later(QUIET_SECONDS, self._clear)

    def _clear(self) -> None:
        crowd = self._waiting >= ENDED
        self._waiting, self._clearing = 0, None
        gc.collect()
        if crowd:
            self._clearing = asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._clear)


def settle() -> None:
    """Take all that is loaded by now for something that stays: it is not looked through again, and the rest seldomer.
    Call it once, when the proxy serves.

    Held calls stay, too, so looking through them costs every other call (measured: with 500 held a read took 1.5 times
    the processor's time, and 0.8 times with these thresholds).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def renew_buffers(tls: SSL.Connection) -> None:
    """Give back the buffers between us and one end of TLS, if nothing waits in them: they only ever grow."""
    end = cast(Any, tls)
    if any(_LIBRARY.BIO_get_mem_data(buffer, _POINTERS.new("char **")) for buffer in (end._into_ssl, end._from_ssl)):
        return
    into, out = (_LIBRARY.BIO_new(_LIBRARY.BIO_s_mem()) for _ in range(2))
    if _POINTERS.NULL not in (into, out):
        _LIBRARY.SSL_set_bio(end._ssl, into, out)  # it owns them now, and has freed the old ones
        end._into_ssl, end._from_ssl = into, out


def install() -> None:
    """Let TLS give its buffers back between two messages, on all connections from now on."""
    net_tls._create_ssl_context = _context


def _context(**options: Any) -> SSL.Context:
    context = PLAIN_CONTEXT(**options)
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)
    return context
