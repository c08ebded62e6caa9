"""The launcher: starts the guard, in our own proxy or in the user's mitmdump."""

import asyncio
import atexit
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from twohats.assembly import clock
from twohats.gate import Gate
from twohats.guarding import Guarding, open_guard
from twohats.settings import Settings

CERTIFICATES = "certificates"
"""The folder in the state folder that holds the certificate authority."""

type Say = Callable[[str], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Address:
    """Where to listen."""

    host: str
    port: int


def build_guard(settings: Settings) -> Gate:
    """Open everything and start it, for the `-s` script, which has a loop running.

    Raises:
        UsageError, PolicyError: the policy cannot be used.
        SetupError: this device is not ready.
    """
    guarding = open_guard(settings)
    for warning in guarding.warnings:
        _log.warning("%s", warning)
    guarding.start()
    atexit.register(guarding.close)  # mitmproxy tells a script nothing that would be later than its last call
    return guarding.gate


def guard(settings: Settings, address: Address, arguments: Sequence[str], say: Say) -> None:
    """Run the guard until it is told to end; `say` gets lines for the person who started it.

    Raises:
        UsageError, PolicyError: the policy or the arguments cannot be used.
        SetupError: this device is not ready, or the port is taken.
    """
    guarding = open_guard(settings)
    for warning in guarding.warnings:
        say(f"twohats: {warning}")
    asyncio.run(_serve(guarding, address, arguments, say, keep_waiting=settings.keep_waiting))


async def _serve(
    guarding: Guarding, address: Address, arguments: Sequence[str], say: Say, *, keep_waiting: bool
) -> None:
    from twohats.addon import TwohatsAddon  # mitmproxy takes its time to import: after what can fail at once
    from twohats.proxy import authority
    from twohats.proxy.master import Listening, serve

    confdir, gate = guarding.state / CERTIFICATES, guarding.gate

    def ready(addresses: Sequence[tuple[str, int]]) -> None:
        guarding.listens = tuple(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in addresses)
        say(f"twohats: guarding {guarding.whom} at {', '.join(guarding.listens)}; tools must trust {certificate}")

    listening = Listening(confdir, address.host, address.port, arguments)
    try:
        certificate = authority.ensure(confdir, clock())
        guarding.start()
        await serve(listening, lambda route: TwohatsAddon(gate, route, own=True, keep_waiting=keep_waiting), ready)
    finally:
        await guarding.stop()
