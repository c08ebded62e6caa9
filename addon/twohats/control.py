"""The commands' side of the running guard: `twohats pending`, `twohats answer`, and whether it runs at all."""

import http.client
import json
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from twohats.errors import NotRunningError, UsageError
from twohats.prompter import Choice, Standing
from twohats.state import guard_file
from twohats.state.guard_file import GuardFile
from twohats_policy.account import Frozen

_SECONDS = 5.0


class PendingQuestion(Frozen):
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
    return _OBJECT.validate_json(_call(state, "GET", "/api/status"))


def pending(state: Path) -> tuple[PendingQuestion, ...]:
    """Return the questions that can be answered, the open ones first. Raises NotRunningError."""
    return _PENDING.validate_json(_call(state, "GET", "/api/pending")).questions


def answer(state: Path, id: str, choice: Choice, *, reason: str = "", by: str = "") -> Standing:
    """Answer a question, or confirm or dismiss one that ended; returns where it stands then.

    Without `by` it is the employee's own answer. Raises NotRunningError, and UsageError if there is nothing to answer.
    """
    fields = {"id": id, "choice": str(choice), "reason": reason, "by": by}
    said = _OBJECT.validate_json(_call(state, "POST", "/api/answer", fields))
    if not said["answered"]:
        raise UsageError(f"question `{id}` is decided already; see `twohats log`")
    return Standing(str(said["standing"]))


def open_file(state: Path, id: str = "") -> Path:
    """Return a file that leads a browser to the page, once, for a quarter of an hour. Raises NotRunningError."""
    return Path(str(_OBJECT.validate_json(_call(state, "POST", "/api/open", {"id": id}))["file"]))


class _Pending(Frozen):
    questions: tuple[PendingQuestion, ...]


_PENDING = TypeAdapter(_Pending)
_OBJECT = TypeAdapter(dict[str, object])


def _call(state: Path, method: str, path: str, fields: dict[str, str] | None = None) -> bytes:
    """Return the reply's body, a JSON object. Raises NotRunningError, and UsageError if the guard says no."""
    guard = guard_file.read(state)
    if guard is None:
        raise _not_running()
    try:
        code, body = _exchange(guard, method, path, fields)
        said = _OBJECT.validate_json(body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _not_running() from error
    if code == 404 and fields is not None:
        raise UsageError(f"no question `{fields.get('id', '')}` waits; see `twohats pending`")
    if code >= 500:
        raise UsageError(str(said.get("error", "the guard failed")).rstrip("."))
    if code != 200:
        raise _not_running()
    return body


def _exchange(guard: GuardFile, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, bytes]:
    """Make one call, straight to loopback whatever proxy is set. Raises OSError, HTTPException."""
    connection = http.client.HTTPConnection("127.0.0.1", guard.port, timeout=_SECONDS)
    try:
        body = None if fields is None else json.dumps(fields)
        connection.request(method, path, body, {"Authorization": f"Bearer {guard.token}"})
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def _not_running() -> NotRunningError:
    return NotRunningError("twohats is not running; start it with `twohats run`")
