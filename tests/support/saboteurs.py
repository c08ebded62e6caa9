"""Addons that break in every way an addon can."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from mitmproxy import exceptions, http

KINDS: tuple[Callable[[], BaseException], ...] = (
    lambda: RuntimeError("broken"),
    exceptions.AddonHalt,
    lambda: exceptions.OptionsError("broken"),
    lambda: BaseException("broken"),
    asyncio.CancelledError,
    lambda: SystemExit(3),
    KeyboardInterrupt,
    GeneratorExit,
)

HOOKS = (
    "client_connected",
    "next_layer",
    "http_connect",
    "http_connected",
    "http_connect_upstream",
    "tls_clienthello",
    "tls_start_client",
    "tls_start_server",
    "tls_established_client",
    "tls_established_server",
    "server_connect",
    "server_connected",
    "requestheaders",
    "request",
    "responseheaders",
    "response",
    "update",
)


@dataclass
class Saboteur:
    """Raises in one hook, from a plain or an async function."""

    kind: Callable[[], BaseException] = KINDS[0]
    raised: int = 0

    def strike(self) -> None:
        self.raised += 1
        raise self.kind()


def saboteur(hook: str, *, waits: bool) -> Saboteur:
    """Return an addon that breaks in `hook`."""

    def at_once(self: Saboteur, _: object) -> None:
        self.strike()

    async def later(self: Saboteur, _: object) -> None:
        await asyncio.sleep(0)
        self.strike()

    name = f"Saboteur{hook}{waits}".replace("_", "")
    kind: type[Saboteur] = type(name, (Saboteur,), {hook: later if waits else at_once})
    return kind()


class Rewriter:
    """Changes every request in its `request` hook, as `map_remote` and its like do."""

    def __init__(self, change: Callable[[http.Request], None]) -> None:
        self.change = change
        self.seen: list[http.HTTPFlow] = []

    def request(self, flow: http.HTTPFlow) -> None:
        self.seen.append(flow)
        self.change(flow.request)
