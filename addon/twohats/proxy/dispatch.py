"""Who listens to which hook, looked up once instead of asking every addon at every event.

mitmproxy walks about 36 addons for each of eight events a request (facts: mitm 0.11), and one that raises can skip the
next. Here the listeners of an event are kept in a table and each one is contained: whatever it raises, the next runs.
"""

# mitmproxy is typed in part only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

from mitmproxy import exceptions
from mitmproxy.addonmanager import AddonManager, traverse
from mitmproxy.flow import Flow
from mitmproxy.hooks import Hook, UpdateHook

type Listener = Callable[..., Awaitable[None] | None]

logger = logging.getLogger(__name__)

# Ending the chain in one of these would leave a connection without TLS or without a next layer: it would crash.
_NEVER_HALTED = frozenset({"next_layer", "tls_clienthello", "tls_start_client", "tls_start_server", "running", "done"})


class Dispatch:
    """The table of listeners of one addon manager. It is made anew when an addon comes or goes."""

    def __init__(self, manager: AddonManager) -> None:
        """Watch the addons of `manager`."""
        self._manager = manager
        self._chain: list[Any] = []
        self._length = -1
        self._table: dict[str, tuple[Listener, ...]] = {}
        self._moving = False

    async def lifecycle(self, hook: Hook) -> bool:
        """Tell all listeners of an event, then those of the update that follows a flow event; True if nothing broke."""
        whole = await self.tell(hook) if self.listeners(hook.name) else True
        if self.listeners("update") and isinstance(subject := hook.args()[0], Flow):
            whole &= await self.tell(UpdateHook([subject]))
        return whole

    async def tell(self, hook: Hook) -> bool:
        """Tell all listeners of one event; False if something other than an ordinary exception was raised."""
        whole = True
        for listener in self.listeners(hook.name):
            try:
                result = listener(*hook.args())
                if result is not None and inspect.isawaitable(result):
                    await result
            except exceptions.AddonHalt:
                if hook.name not in _NEVER_HALTED:
                    break
            except BaseException as error:  # noqa: BLE001  one listener must not stop the others
                whole &= _contained(hook, error)
        return whole

    def listeners(self, name: str) -> tuple[Listener, ...]:
        """Return the listeners of an event in the order of the addons."""
        chain = self._manager.chain
        if chain is not self._chain or len(chain) != self._length:
            self._renew(chain)
        if self._moving:
            return self._find(name)
        found = self._table.get(name)
        if found is None:
            found = self._table[name] = self._find(name)
        return found

    def _renew(self, chain: list[Any]) -> None:
        self._chain, self._length, self._table = chain, len(chain), {}
        # Addons that hold others (the script loader) change them without telling anybody.
        self._moving = any(hasattr(addon, "addons") for addon in chain)

    def _find(self, name: str) -> tuple[Listener, ...]:
        found = [getattr(addon, name, None) for addon in traverse(self._chain)]
        return tuple(cast(Listener, listener) for listener in found if callable(listener))


def _contained(hook: Hook, error: BaseException) -> bool:
    logger.error(
        "Addon error in %s: %s: %s",
        hook.name,
        type(error).__name__,
        error,
        exc_info=error if _ordinary(error) else None,
    )
    return _ordinary(error)


def _ordinary(error: BaseException) -> bool:
    return isinstance(error, Exception) and not isinstance(error, asyncio.CancelledError | exceptions.OptionsError)
