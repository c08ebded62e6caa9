"""The file by which commands find the running guard: port, process id and a secret, for this user only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "guard.json"


@dataclass(frozen=True)
class GuardFile:
    """Where the guard's commands are answered, on loopback, and the secret that they want."""

    port: int
    pid: int
    token: str = field(repr=False)


def write(folder: Path, port: int) -> GuardFile:
    """Write the file for this process with a new secret; returns what it says. Raises OSError."""
    guard = GuardFile(port, os.getpid(), secrets.token_urlsafe(32))
    draft = folder / f".{NAME}.{secrets.token_hex(4)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(draft, flags, 0o600), "w", encoding="ascii") as file:
        json.dump(asdict(guard), file)
    draft.replace(folder / NAME)
    return guard


def read(folder: Path) -> GuardFile | None:
    """Return what the file says; None if there is none or it makes no sense."""
    try:
        match json.loads((folder / NAME).read_text(encoding="ascii")):
            case {"port": int(port), "pid": int(pid), "token": str(token)} if 0 < port < 65536:
                return GuardFile(port, pid, token)
            case _:
                return None
    except (OSError, ValueError):
        return None


def remove(folder: Path, guard: GuardFile) -> None:
    """Remove the file if it is still the one of `guard`; a guard that was started since keeps its own."""
    if read(folder) == guard:
        (folder / NAME).unlink(missing_ok=True)
