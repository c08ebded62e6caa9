"""Logins: which account a credential stands for, learnt from replies and remembered by an HMAC of the credential,
never the credential. What is learnt counts at once and is written about a second later (`Store.later`).
"""

import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from twohats.state.store import Row, Store

PROBE_AGAIN = timedelta(hours=1)  # after a whoami call that taught nothing
SEEN_AGAIN = timedelta(days=1)  # how stale the time of last use may get, to spare the disk
MAX_LOGINS = 10_000
SHORT = 8  # hex digits by which people name a login


@dataclass(frozen=True)
class Login:
    """One credential that was seen. Without `platform_id` and `username` nobody knows yet whose it is.

    `learnt_at` is when the account was learnt or, while unknown, when it was last asked for (None: never); `by_hand`
    that a person named it.
    """

    id: str
    platform: str
    server: str
    platform_id: str
    username: str
    learnt_at: datetime | None
    seen_at: datetime
    by_hand: bool = False

    @property
    def short(self) -> str:
        """The word by which people name it."""
        return self.id[:SHORT]

    @property
    def known(self) -> bool:
        """Whether its account is known."""
        return bool(self.platform_id or self.username)


class Logins:
    """The logins seen so far; `find` is an HMAC and a dictionary read."""

    def __init__(self, store: Store, key: bytes, now: Callable[[], datetime]) -> None:
        self._store = store
        self._key = key
        self._now = now
        self._changing = threading.Lock()
        self.reload()

    def reload(self) -> None:
        """Read the store again (another process may have changed it).

        Raises:
            StoreError: it could not be read.
        """
        with self._changing:
            self._store.flush()
            rows = self._store.query("SELECT * FROM logins")
            self._found = {login.id: login for login in map(_login, rows)}

    def all(self) -> list[Login]:
        """Return every login, the one used last first."""
        return sorted(self._found.values(), key=lambda login: login.seen_at, reverse=True)

    def mark(self, platform: str, server: str, credential: str) -> str:
        """Return the keyed hash that stands for a credential."""
        return self._id(platform, server, credential)

    def find(self, platform: str, server: str, credential: str) -> Login | None:
        """Return what is known of a credential. `server` is empty where the platform has one name space for all its
        hosts.
        """
        return self._found.get(self._id(platform, server, credential))

    def learn(self, platform: str, server: str, credential: str, *, platform_id: str, username: str) -> None:
        """Remember whose credential this is; the newest word wins."""
        id, now = self._id(platform, server, credential), self._now()
        old = self._found.get(id)
        if (
            old is not None
            and (old.platform_id, old.username) == (platform_id, username)
            and now - old.seen_at < SEEN_AGAIN
        ):
            return
        self._put(Login(id, platform, server, platform_id, username, learnt_at=now, seen_at=now))

    def asked(self, platform: str, server: str, credential: str) -> None:
        """Remember that the platform was asked whose credential this is."""
        id, now = self._id(platform, server, credential), self._now()
        old = self._found.get(id)
        if old is None or not old.known:
            self._put(Login(id, platform, server, "", "", learnt_at=now, seen_at=now))

    def met(self, platform: str, server: str, credential: str) -> bool:
        """Remember that a credential of nobody known was used, so that a person can name it; tell if it is new."""
        id, now = self._id(platform, server, credential), self._now()
        if id in self._found:
            return False
        self._put(Login(id, platform, server, "", "", learnt_at=None, seen_at=now))
        return True

    def may_ask(self, platform: str, server: str, credential: str) -> bool:
        """Tell whether it is time to ask the platform whose credential this is."""
        known = self.find(platform, server, credential)
        if known is None or (not known.known and known.learnt_at is None):
            return True
        return not known.known and known.learnt_at is not None and self._now() - known.learnt_at >= PROBE_AGAIN

    def name(self, short: str, *, platform_id: str, username: str) -> bool:
        """Let a person say whose login it is; return False if no login or more than one begins like that.

        Raises:
            StoreError: it could not be written.
        """
        login = self._by_short(short)
        if login is None:
            return False
        self._put(replace(login, platform_id=platform_id, username=username, learnt_at=self._now(), by_hand=True))
        self._store.flush()
        return True

    def forget(self, short: str) -> Login | None:
        """Erase one login and return it, or None if no login or more than one begins like that."""
        login = self._by_short(short)
        if login is not None:
            self._store.flush()
            self._store.execute("DELETE FROM logins WHERE login_hmac = ?", (login.id,))
            self._found.pop(login.id, None)
        return login

    def _by_short(self, short: str) -> Login | None:
        matching = [login for login in self._found.values() if short and login.id.startswith(short)]
        return matching[0] if len(matching) == 1 else None

    def _id(self, platform: str, server: str, credential: str) -> str:
        words = "\0".join((platform, server, credential) if server else (platform, credential))
        return hmac.digest(self._key, words.encode(errors="surrogatepass"), "sha256").hex()

    def _put(self, login: Login) -> None:
        with self._changing:
            self._found[login.id] = login
            self._store.later("INSERT OR REPLACE INTO logins VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _values(login))
            if len(self._found) > MAX_LOGINS:
                self._drop_oldest()
                self._store.later(_DROP_OLDEST, (MAX_LOGINS,))

    def _drop_oldest(self) -> None:
        kept = self.all()[:MAX_LOGINS]
        self._found = {login.id: login for login in kept}


_DROP_OLDEST = """DELETE FROM logins WHERE login_hmac IN
    (SELECT login_hmac FROM logins ORDER BY seen_at DESC LIMIT -1 OFFSET ?)"""


def _values(login: Login) -> tuple[str, ...]:
    learnt = login.learnt_at.isoformat() if login.learnt_at else ""
    hand = "by hand" if login.by_hand else ""
    seen = login.seen_at.isoformat()
    return (login.platform, login.id, login.platform_id, login.username, login.server, learnt, seen, hand)


def _login(row: Row) -> Login:
    return Login(
        id=row["login_hmac"],
        platform=row["platform"],
        server=row["server"],
        platform_id=row["platform_id"],
        username=row["username"],
        learnt_at=datetime.fromisoformat(row["learnt_at"]) if row["learnt_at"] else None,
        seen_at=datetime.fromisoformat(row["seen_at"]),
        by_hand=bool(row["label"]),
    )
