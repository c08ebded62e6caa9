"""A table of calls: which method and path is read how. Adapters write their platform down as rows."""

import re
from collections.abc import Callable, Iterable

from twohats.adapter import Request
from twohats_policy.activity import Activity, Verb

type Row = tuple[str, str, "Reader"]
"""Methods (`POST|PUT`), a pattern that the whole path must match, and what reads such a call."""

type Reader = Callable[[Request, re.Match[str]], Iterable[Activity]]


class CallTable:
    """The rows of one platform; the first that fits counts."""

    def __init__(self, *rows: Row) -> None:
        """Compile the rows' patterns."""
        self._rows = tuple((frozenset(methods.split("|")), re.compile(path), reader) for methods, path, reader in rows)

    def knows(self, method: str, path: str) -> bool:
        """Tell whether a row fits."""
        return self._find(method, path) is not None

    def read(self, request: Request, path: str) -> tuple[Activity, ...]:
        """Return what the call does; nothing if no row fits.

        Raises:
            UnreadableActivityError: it is a call of the table in an unknown shape.
        """
        found = self._find(request.method, path)
        return tuple(found[0](request, found[1])) if found else ()

    def _find(self, method: str, path: str) -> tuple[Reader, re.Match[str]] | None:
        for methods, pattern, reader in self._rows:
            match = pattern.fullmatch(path) if method in methods else None
            if match:
                return reader, match
        return None


def on(platform: str, verb: Verb) -> Reader:
    """Return a reader for calls that do `verb` to the object that the path's first group names."""

    def read(_request: Request, match: re.Match[str]) -> Iterable[Activity]:
        return (Activity(platform=platform, verb=verb, subject=(match[1] or "") if match.re.groups else ""),)

    return read


def nothing(_request: Request, _match: re.Match[str]) -> Iterable[Activity]:
    """Read a call that nobody else sees anything of."""
    return ()
