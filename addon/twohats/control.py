"""The commands' side of the running guard: `twohats pending`, `twohats answer`, and whether it runs at all."""

import http.client
import json
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from twohats.errors import NotRunningError, UsageError
from twohats.question import Standing
from twohats.state import guard_file
from twohats.state.guard_file import GuardFile
from twohats_policy.account import Frozen

_SECONDS = 5.0


class PendingQuestion(Frozen):
    """A question that can be answered. `seconds` are left for the call that waits, 0 once it has ended; `can_answer`
    until an answer permits nothing any more. `waits_for` names who may release a second opinion. `handle` has to be
    typed to send it (high risk), if it is not empty. `besides` is what else the same call would publish.
    """

    id: str
    title: str
    account: str
    accounts: tuple[str, ...] = ()
    employee: str
    asked: datetime
    standing: Standing
    seconds: int
    can_answer: int
    undo: bool
    parts: int
    waits_for: str
    link: str
    fingerprint: str
    text: str
    pictures: int
    besides: tuple[str, ...] = ()
    handle: str = ""
    reasons: tuple[str, ...]


class Emergency(Frozen):
    """Something sent in an emergency that somebody else (`waits_for`) has to look at."""

    id: str
    account: str
    at: datetime
    by: str
    waits_for: str


class LeftOpen(Frozen):
    """A question that waited when twohats stopped: nothing was sent, and nobody can answer it any more."""

    id: str
    account: str
    verb: str
    asked: datetime


class Pending(Frozen):
    """All that waits for somebody, and what does not any more although nobody answered it."""

    questions: tuple[PendingQuestion, ...]
    emergencies: tuple[Emergency, ...] = ()
    left_open: tuple[LeftOpen, ...] = ()


class Answered(Frozen):
    """What an answer did: where the question stands now, and whom it is put to."""

    id: str
    standing: str
    asked: tuple[str, ...]


def status(state: Path) -> dict[str, object]:
    """Return what the guard tells of itself. Raises NotRunningError."""
    return _OBJECT.validate_json(_call(state, "GET", "/api/status"))


def pending(state: Path) -> Pending:
    """Return what waits, the open questions first. Raises NotRunningError."""
    return _PENDING.validate_json(_call(state, "GET", "/api/pending"))


def answer(state: Path, id: str, choice: str, **fields: str) -> Answered:
    """Answer a question, or confirm or dismiss one that ended; `looked` closes an emergency.

    It is the employee's own answer, unless `by` names somebody and `pin` is theirs. Other fields: `reason`, `why` (a
    `Bypass`), `vouched`, `parts` (how many were in view), `typed` (whose account it is, for high risk). Raises
    NotRunningError, and UsageError if it does not count.
    """
    said = {"id": id, "choice": choice, **fields}
    return _ANSWERED.validate_json(_call(state, "POST", "/api/answer", said))


def open_file(state: Path, id: str = "") -> Path:
    """Return a file that leads a browser to the page, once, for a quarter of an hour. Raises NotRunningError."""
    return Path(str(_OBJECT.validate_json(_call(state, "POST", "/api/open", {"id": id}))["file"]))


_PENDING = TypeAdapter(Pending)
_ANSWERED = TypeAdapter(Answered)
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
    if code == 409 or code >= 500:
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
