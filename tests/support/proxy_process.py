"""A proxy in a process of its own that holds every publishing call; run with a folder and mitmproxy's arguments.

It prints its port on one line when it accepts connections.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.support.guards import ScriptedGuard, as_guard
from twohats.adapter import Request
from twohats.addon import TwohatsAddon
from twohats.guard import Connection
from twohats.proxy import authority
from twohats.proxy.master import Listening, serve


async def hold(request: Request, connection: Connection) -> bool:
    """Say on standard output that a call is held, then wait for ever."""
    sys.stdout.write("held\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    return True


def _ready(addresses: object) -> None:
    sys.stdout.write(f"{addresses[0][1]}\n")  # type: ignore[index]
    sys.stdout.flush()


def main() -> None:
    """Run until a signal."""
    folder = Path(sys.argv[1])
    authority.ensure(folder, datetime.now(UTC))
    guard = as_guard(ScriptedGuard(mind=hold))
    listening = Listening(confdir=folder, port=0, arguments=sys.argv[2:])
    asyncio.run(serve(listening, lambda route: TwohatsAddon(guard, route, own=True), _ready))


if __name__ == "__main__":
    main()
