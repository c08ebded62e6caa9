"""The commands' side of the running guard: `twohats pending`, `twohats answer`, and whether it runs at all."""

import http.client
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from twohats import guard_file
from twohats.errors import NotRunningError, UsageError
from twohats.guard_file import GuardFile
from twohats.prompter import Choice, Standing

_SECONDS = 5.0


@dataclass(frozen=True)
class PendingQuestion:
    """A question that can be answered. `seconds` are left while it is open, 0 once it has ended."""

    id: str
    title: str
    account: str
    employee: str
    asked: datetime
    standing: Standing
    seconds: int
    text: str
    pictures: int
    reasons: tuple[str, ...]


def status(state: Path) -> dict[str, object]:
    """Return what the guard tells of itself. Raises NotRunningError."""
    return _call(state, "GET", "/api/status")


def pending(state: Path) -> tuple[PendingQuestion, ...]:
    """Return the questions that can be answered, the open ones first. Raises NotRunningError."""
    found = _call(state, "GET", "/api/pending")["questions"]
    return tuple(_question(entry) for entry in cast("list[dict[str, Any]]", found))


def answer(state: Path, id: str, choice: Choice, *, reason: str = "", by: str = "") -> Standing:
    """Answer a question, or confirm or dismiss one that ended; returns where it stands then.

    Without `by` it is the employee's own answer. Raises NotRunningError, and UsageError if there is nothing to answer.
    """
    said = _call(state, "POST", "/api/answer", {"id": id, "choice": choice, "reason": reason, "by": by})
    if not said["answered"]:
        raise UsageError(f"question `{id}` is decided already; see `twohats log`")
    return Standing(str(said["standing"]))


def open_file(state: Path, id: str = "") -> Path:
    """Return a file that leads a browser to the page, once, for a quarter of an hour. Raises NotRunningError."""
    return Path(str(_call(state, "POST", "/api/open", {"id": id})["file"]))


def _call(state: Path, method: str, path: str, fields: dict[str, str] | None = None) -> dict[str, object]:
    guard = guard_file.read(state)
    if guard is None:
        raise _not_running()
    try:
        code, said = _exchange(guard, method, path, fields)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _not_running() from error
    if code == 404 and fields is not None:
        raise UsageError(f"no question `{fields.get('id', '')}` waits; see `twohats pending`")
    if code >= 500:
        raise UsageError(str(said.get("error", "the guard failed")).rstrip("."))
    if code != 200:
        raise _not_running()
    return said


def _exchange(guard: GuardFile, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, dict[str, object]]:
    """Make one call, straight to loopback whatever proxy is set. Raises OSError, HTTPException, ValueError."""
    connection = http.client.HTTPConnection("127.0.0.1", guard.port, timeout=_SECONDS)
    try:
        body = None if fields is None else json.dumps(fields)
        connection.request(method, path, body, {"Authorization": f"Bearer {guard.token}"})
        reply = connection.getresponse()
        match json.loads(reply.read()):
            case dict() as said:
                return reply.status, cast("dict[str, object]", said)
            case _:
                raise ValueError("not an object")
    finally:
        connection.close()


def _question(entry: dict[str, Any]) -> PendingQuestion:
    changed = {
        "asked": datetime.fromisoformat(entry["asked"]),
        "standing": Standing(entry["standing"]),
        "reasons": tuple(entry["reasons"]),
    }
    return PendingQuestion(**(entry | changed))


def _not_running() -> NotRunningError:
    return NotRunningError("twohats is not running; start it with `twohats run`")
