"""Starts one of the proxies of a bench: `python bench/start.py HOST,HOST bare|guard ARGUMENTS`.

The names are looked up on loopback, for both proxies alike: in real use they are looked up in the world, and sending
the requests through a second proxy would add that proxy's handshakes to both sides of every ratio.
"""

import socket
import sys
from typing import Any

LOOKED_UP = socket.getaddrinfo


def find_here(names: frozenset[str]) -> None:
    """Look these names up on loopback from now on."""

    def look_up(host: Any, *rest: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return LOOKED_UP("127.0.0.1" if name in names else host, *rest, **named)

    socket.getaddrinfo = look_up


def main(hosts: str, which: str, arguments: list[str]) -> None:
    """Become the proxy."""
    find_here(frozenset(hosts.split(",")))
    if which == "bare":
        from mitmproxy.tools.main import mitmdump

        mitmdump(arguments)
    else:
        from twohats.cli import main as twohats

        sys.argv = ["twohats", "run", *arguments]
        twohats()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
