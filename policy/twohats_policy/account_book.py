"""The accounts of a policy, found by what a call shows of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from twohats_policy.account import AccountKind
from twohats_policy.files import AccountEntry, Handle

ONE_NAMESPACE = frozenset({"bluesky"})
"""Platforms of many servers whose ids and names are the same on all of them (facts: official 1.12)."""


class KnownAccount(NamedTuple):
    """An account of the policy: its key, its kind, and whose it is (None: a brand's)."""

    ref: str
    kind: AccountKind
    owner: str | None


class Signature(NamedTuple):
    """One way of knowing an account on one platform: by `id` or by `username` (what `by` says), on `server` if it has
    many.
    """

    platform: str
    server: str
    by: str
    value: str


@dataclass(frozen=True)
class AccountBook:
    """Finds accounts by platform id or name. An id that does not fit is never made up for by a name that does."""

    entries: Mapping[str, AccountEntry]
    _index: Mapping[Signature, str] = field(default_factory=dict[Signature, str], repr=False)
    _with_id: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, entries: Mapping[str, AccountEntry]) -> "AccountBook":
        """Return the book of these accounts. Where two share a handle (an error at load), the first keeps it."""
        index: dict[Signature, str] = {}
        for ref, signature in _all_signatures(entries):
            index.setdefault(signature, ref)
        with_id = {
            (platform, ref) for ref, entry in entries.items() for platform, handle in entry.handles.items() if handle.id
        }
        return cls(entries, index, frozenset(with_id))

    def find(self, platform: str, platform_id: str = "", username: str = "", server: str = "") -> KnownAccount | None:
        """Return the account that has this id on the platform, else the one of this name that gives no other id.

        A handle with a `server` fits only a call to that server, one without fits calls to every server; the server may
        be given within the name (`acme@mastodon.example`).
        """
        name, _, home = _plain(username).partition("@")
        places = dict.fromkeys((_place(platform, server or home), ""))
        ref = self._first(Signature(platform, place, "id", platform_id) for place in places) if platform_id else None
        if ref is None and name:
            ref = self._first(Signature(platform, place, "username", name) for place in places)
            if platform_id and (platform, ref) in self._with_id:
                return None
        return self.known(ref) if ref else None

    def _first(self, signatures: Iterable[Signature]) -> str | None:
        return next((ref for signature in signatures if (ref := self._index.get(signature))), None)

    def known(self, ref: str) -> KnownAccount | None:
        """Return the account with this key."""
        entry = self.entries.get(ref)
        return KnownAccount(ref, AccountKind(entry.kind.value), entry.owner) if entry else None

    def servers(self, platform: str) -> frozenset[str]:
        """Return the servers that the accounts of a platform live on, in the spelling in which hosts are compared."""
        handles = (entry.handles.get(platform) for entry in self.entries.values())
        return frozenset(server for handle in handles if handle and (server := _server(handle)))

    def homeless(self, platform: str) -> tuple[str, ...]:
        """Return the accounts of a platform of many servers that do not say on which of them they live."""
        if platform in ONE_NAMESPACE:
            return ()
        handles = ((ref, entry.handles.get(platform)) for ref, entry in self.entries.items())
        return tuple(ref for ref, handle in handles if handle and not _server(handle))

    def platforms(self) -> frozenset[str]:
        """Return the platforms on which some account has a handle."""
        return frozenset(platform for entry in self.entries.values() for platform in entry.handles)


def clashes(entries: Mapping[str, AccountEntry]) -> Iterator[tuple[str, str, Signature]]:
    """Yield (first account, second account, what both claim) for every handle that is given twice."""
    seen: dict[Signature, str] = {}
    for ref, signature in _all_signatures(entries):
        if seen.setdefault(signature, ref) != ref:
            yield seen[signature], ref, signature


def _all_signatures(entries: Mapping[str, AccountEntry]) -> Iterator[tuple[str, Signature]]:
    for ref, entry in entries.items():
        for platform, handle in entry.handles.items():
            for signature in _signatures(platform, handle):
                yield ref, signature


def _signatures(platform: str, handle: Handle) -> Iterable[Signature]:
    name = _plain(handle.username or "").partition("@")[0]
    server = _place(platform, _server(handle))
    ids = [Signature(platform, server, "id", id) for id in handle.id]
    return [*ids, Signature(platform, server, "username", name)] if name else ids


def _place(platform: str, server: str) -> str:
    """Return the server that an id or a name counts on, empty where it is the same on all of them."""
    return "" if platform in ONE_NAMESPACE else _spelt(server)


def _server(handle: Handle) -> str:
    """Return the server that a handle names, by itself or within its name (`acme@mastodon.example`)."""
    return _spelt(handle.server or _plain(handle.username or "").partition("@")[2])


def _spelt(server: str) -> str:
    """Return a server's name as it stands in a call: lower case, IDNA, without a trailing dot."""
    name = server.rstrip(".").lower()
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _plain(username: str) -> str:
    return username.strip().lstrip("@").casefold()
