"""Names: which id and which user name belong together, and which native account stands behind a tool's own handle.

Learnt from replies, kept in memory and, about a second later, in the store (`Store.later`). On platforms whose servers
number their own accounts a name counts on its server only.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twohats.identities.signs import plain_name
from twohats.state.store import Store

MAX_NAMES = 50_000


@dataclass(frozen=True)
class Native:
    """An account of a network."""

    network: str
    platform_id: str
    username: str


def worldwide(platform_id: str) -> bool:
    """Tell whether an id is the same on every server: a DID or an address, which have a colon."""
    return ":" in platform_id


class Names:
    """The names learnt so far; look-ups are dictionary reads."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
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
            self._read()

    def _read(self) -> None:
        usernames: dict[tuple[str, str, str], str] = {}
        ids: dict[tuple[str, str, str], str] = {}
        for row in self._store.query("SELECT * FROM names ORDER BY learnt_at"):
            usernames[row["network"], row["server"], row["platform_id"]] = row["username"]
            ids[row["network"], row["server"], plain_name(row["username"])] = row["platform_id"]
        handles: defaultdict[tuple[str, str], dict[str, Native]] = defaultdict(dict)
        for row in self._store.query("SELECT * FROM handles"):
            native = Native(row["network"], row["platform_id"], row["username"])
            handles[row["tool"], row["handle"]][native.network] = native
        self._usernames, self._ids, self._handles = usernames, ids, handles

    def username(self, network: str, server: str, platform_id: str) -> str:
        """Return the newest name of an id, or an empty string."""
        return self._usernames.get((network, "" if worldwide(platform_id) else server, platform_id), "")

    def platform_id(self, network: str, server: str, username: str) -> str:
        """Return the id that a name belonged to last, or an empty string."""
        name = plain_name(username)
        return self._ids.get((network, server, name), "") or self._ids.get((network, "", name), "")

    def same(self, network: str, server: str, platform_id: str, username: str) -> bool | None:
        """Tell whether an id and a name belong together; None where neither is known."""
        known_name = self.username(network, server, platform_id)
        if known_name:
            return plain_name(known_name) == plain_name(username)
        known_id = self.platform_id(network, server, username)
        return None if not known_id else known_id == platform_id

    def behind(self, tool: str, handle: str) -> tuple[Native, ...]:
        """Return the native accounts behind a tool's handle, one for each network, in the networks' order."""
        found = self._handles.get((tool, handle), {})
        return tuple(found[network] for network in sorted(found))

    def native(self, tool: str, handle: str, network: str) -> Native | None:
        """Return the account behind a tool's handle on one network."""
        return self._handles.get((tool, handle), {}).get(network)

    def learn(self, network: str, server: str, platform_id: str, username: str) -> None:
        """Remember the name of an id; the newest name wins, and takes the name from whoever had it."""
        place = "" if worldwide(platform_id) else server
        if self._usernames.get((network, place, platform_id)) == username:
            return
        with self._changing:
            self._usernames[network, place, platform_id] = username
            self._ids[network, place, plain_name(username)] = platform_id
            self._write("names", (network, place, platform_id, username))

    def learn_handle(self, tool: str, handle: str, native: Native) -> None:
        """Remember the native account behind a tool's handle; what a newer list leaves out stays as it was."""
        known = self._handles[tool, handle].get(native.network)
        if known is not None:
            native = Native(native.network, native.platform_id or known.platform_id, native.username or known.username)
        if known == native:
            return
        with self._changing:
            self._handles[tool, handle][native.network] = native
            self._write("handles", (tool, handle, native.network, native.platform_id, native.username))

    def forget(self, network: str, platform_id: str) -> None:
        """Erase an account's name on every server, and the handles that lead to it.

        Raises:
            StoreError: they could not be erased.
        """
        self._store.flush()
        with self._store.transaction() as transaction:
            transaction.execute("DELETE FROM names WHERE network = ? AND platform_id = ?", (network, platform_id))
            transaction.execute("DELETE FROM handles WHERE network = ? AND platform_id = ?", (network, platform_id))
        self.reload()

    def _write(self, table: str, values: tuple[str, ...]) -> None:
        marks = ", ".join("?" * (len(values) + 1))
        self._store.later(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", (*values, self._now().isoformat()))
        if len(self._usernames) + len(self._handles) > MAX_NAMES:
            newest = f"SELECT rowid FROM {table} ORDER BY learnt_at DESC LIMIT ?"
            self._store.later(f"DELETE FROM {table} WHERE rowid NOT IN ({newest})", (MAX_NAMES,))
