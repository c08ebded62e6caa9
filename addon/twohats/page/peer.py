"""Which user of this computer is at the other end of a loopback connection.

Loopback is shared by all users. Linux tells the owner of every TCP socket in /proc/net/tcp; elsewhere nothing
tells, and the one-time token alone decides (facts: desktop 2.2).
"""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
"""Where Linux lists TCP sockets; a client may reach 127.0.0.1 through an IPv6 socket."""


class Peer(StrEnum):
    """Who is at the other end."""

    OURS = "ours"
    STRANGER = "stranger"
    CANNOT_TELL = "cannot tell"


def can_tell() -> bool:
    """Return whether this system tells whose a connection is."""
    return sys.platform == "linux" and any(table.exists() for table in TABLES)


def peer_of(client: tuple[str, int], server: tuple[str, int], uid: int, tables: tuple[Path, ...] = TABLES) -> Peer:
    """Return who owns the client's socket of the connection `client` -> `server`.

    On Linux a connection that is in no table is a stranger's; that includes one whose client has already closed it.
    """
    if sys.platform != "linux":
        return Peer.CANNOT_TELL
    wanted = {(_hex(client, prefix), _hex(server, prefix)) for prefix in ("", _MAPPED)}
    try:
        owners = {
            owner
            for table in tables
            if table.exists()
            for local, remote, owner in _rows(table)
            if (local, remote) in wanted
        }
    except OSError:
        return Peer.CANNOT_TELL
    return Peer.OURS if owners == {uid} else Peer.STRANGER


_MAPPED = "0000000000000000FFFF0000"


def _hex(address: tuple[str, int], prefix: str) -> str:
    """Return an address as the tables spell it: the four bytes as one number in the machine's byte order."""
    number = int.from_bytes(bytes(int(part) for part in address[0].split(".")), sys.byteorder)
    return f"{prefix}{number:08X}:{address[1]:04X}"


def _rows(table: Path) -> Iterator[tuple[str, str, int]]:
    """Yield local address, remote address and owner (columns 1, 2 and 7 of proc_net_tcp)."""
    for line in table.read_text(encoding="ascii").splitlines()[1:]:
        columns = line.split()
        yield columns[1], columns[2], int(columns[7])
