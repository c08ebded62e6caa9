"""How a browser gets in: a one-time token, swapped for a session that lives in a cookie.

The token never stands in a command line or an address: it is in a file that only this user can read, and the page in
that file posts it (facts: desktop 2.2). Tokens, sessions and form nonces are kept as hashes, in memory, each with a
bound and an age.
"""

import hashlib
import html
import os
import secrets
import stat
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from twohats.errors import SetupError
from twohats.page.views import Views
from twohats.wording import say

TOKEN_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 3600
NONCE_SECONDS = 3600
_MOST_TOKENS = 256
_MOST_SESSIONS = 32
_MOST_NONCES = 256


class Slips[T]:
    """Secrets by their hash, each good once or until it is too old; the oldest make room for new ones."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Keep at most `most` secrets, each for `seconds`."""
        self._most, self._seconds, self._clock = most, seconds, clock
        self._slips: OrderedDict[bytes, tuple[float, T]] = OrderedDict()

    def issue(self, value: T) -> str:
        """Return a new 256-bit secret that stands for `value`."""
        secret = secrets.token_urlsafe(32)
        self._slips[_hash(secret)] = (self._clock(), value)
        while len(self._slips) > self._most:
            self._slips.popitem(last=False)
        return secret

    def look(self, secret: str) -> T | None:
        """Return what the secret stands for, None if it is unknown or too old."""
        issued, value = self._slips.get(_hash(secret), (float("-inf"), None))
        return value if self._clock() - issued <= self._seconds else None

    def take(self, secret: str) -> T | None:
        """Return what the secret stands for, and make it worthless."""
        value = self.look(secret)
        self._slips.pop(_hash(secret), None)
        return value


@dataclass(frozen=True)
class Form:
    """One rendering of a form: the question it was about, and when it was shown (seconds of the entrance's clock).

    `seen` is how many parts of the action were in view: a yes counts for no more.
    """

    question: str
    shown: float
    sure: bool = False  # the second step of a two-step yes
    seen: int = 1


@dataclass
class Session:
    """One browser that came in; its forms carry nonces of its own. `streams` counts its open streams of events."""

    forms: Slips[Form] = field(repr=False)
    streams: int = 0


class Entrance:
    """Tokens and sessions of the page, and the files that lead to it. `origin` is set when the server listens; `views`
    knows which open pages are in view.
    """

    def __init__(self, folder: Path, language: str, *, clock: Callable[[], float]) -> None:
        """Keep the redirect files in `folder`, which only this user may read. Raises SetupError if it cannot be had.

        `clock` counts seconds and never goes back (`time.monotonic`).
        """
        self._folder = private_folder(folder)
        self._language = language
        self._clock = clock
        self._tokens: Slips[str] = Slips(_MOST_TOKENS, TOKEN_SECONDS, clock)
        self._sessions: Slips[Session] = Slips(_MOST_SESSIONS, SESSION_SECONDS, clock)
        self._files: dict[Path, float] = {}
        self.origin = ""
        self.views = Views(clock)
        self.clear()

    def now(self) -> float:
        """Return the time in seconds of the entrance's clock."""
        return self._clock()

    def token(self, question: str) -> str:
        """Return a one-time token that leads to the question with this id; an empty id leads to the list."""
        return self._tokens.issue(question)

    def used(self, token: str) -> bool:
        """Return whether nobody can come in with this token any more."""
        return self._tokens.look(token) is None

    def admit(self, token: str) -> tuple[str, str] | None:
        """Swap a token for a session: the cookie's value and the question's id; None if the token is no good."""
        question = self._tokens.take(token)
        if question is None:
            return None
        return self._sessions.issue(Session(Slips(_MOST_NONCES, NONCE_SECONDS, self._clock))), question

    def session(self, cookie: str) -> Session | None:
        """Return the session of a cookie's value."""
        return self._sessions.look(cookie)

    def write_file(self, token: str) -> Path:
        """Write the file that posts the token to the page, readable by this user only; blocks on the disk.

        Files of earlier questions are removed once their token is too old. Raises OSError.
        """
        self._sweep()
        path = self._folder / f"open-{secrets.token_hex(8)}.html"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(self._redirect(token))
        self._files[path] = self._clock()
        return path

    def clear(self) -> None:
        """Remove all redirect files: the guard starts or stops."""
        for path in self._folder.glob("open-*.html"):
            path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        for path, written in tuple(self._files.items()):
            if self._clock() - written > TOKEN_SECONDS:
                path.unlink(missing_ok=True)
                del self._files[path]

    def _redirect(self, token: str) -> str:
        title, label = html.escape(say("page.entering", self._language)), html.escape(say("page.enter", self._language))
        return (
            f'<!doctype html><html lang="{self._language}"><meta charset="utf-8">'
            f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
            f'<form method="post" action="{self.origin}/enter">'
            f'<input type="hidden" name="token" value="{token}"><button>{label}</button></form>'
            "<script>document.forms[0].submit()</script>"
        )


def private_folder(folder: Path) -> Path:
    """Make `folder` if need be and make sure that only this user can look into it. Raises SetupError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            _refuse_foreign(folder)
            folder.chmod(0o700)
    except OSError as error:
        raise SetupError(
            f"cannot use the folder `{folder}`: {error.strerror}; choose another with `--state`"
        ) from error
    return folder


def _refuse_foreign(folder: Path) -> None:
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid != os.getuid():
        raise SetupError(f"the folder `{folder}` belongs to somebody else; remove it or choose another with `--state`")


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
