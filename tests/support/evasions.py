"""Evasions: requests that somebody disguised, each with the honest request it comes from, in `tests/evasions/*.yaml`.

They are read on the guard's own way: mitmproxy's parser, the names of the host, the normal form, the gate's sorting by
the head, the reading. Unknown keys, wrong types and duplicate keys in a file are errors.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from tests.support.cassettes import FOLDER as CASSETTES
from tests.support.cassettes import Cassette, labelled
from tests.support.cassettes import load as load_cassette
from tests.support.disguises import DISGUISES
from tests.support.multiparts import multipart
from tests.support.wire import Wire, arrived, wire
from twohats.adapters import ADAPTERS
from twohats.gate import Gate
from twohats.guard import Handling
from twohats.proxy.names import names_of
from twohats.proxy.normal import request_of
from twohats.reading import Kind, read
from twohats.routing import routes
from twohats_policy.activity import Activity

FOLDER = Path(__file__).parents[1] / "evasions"
_SERVERS = {
    adapter.name: {f"{adapter.name}.example", *(one.request.host for one in labelled() if one.adapter is adapter)}
    for adapter in ADAPTERS
    if adapter.any_host
}
_TABLE = routes(ADAPTERS, _SERVERS)
_NOBODY = cast(Any, None)  # sorting by the head needs the routes alone
_GATE = Gate(lambda: _TABLE, _NOBODY, _NOBODY, _NOBODY, _NOBODY, language="en")
_FRAMING = frozenset({"host", "content-length", "transfer-encoding"})
_HELD = {Kind.ACTIVITY: "activity", Kind.UNREADABLE: "unreadable"}


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Sent(_Strict):
    """An honest request: a cassette's (`of: x/api-post`), or written here as in a cassette, with the verb and the text
    it is read as. A call without a verb cannot be read at all.
    """

    of: str = ""
    verb: str = ""
    text: str = ""
    method: str = "POST"
    url: str = ""
    headers: Mapping[str, str] = {}
    body: str = ""
    body_base64: str = ""

    @property
    def wire(self) -> Wire:
        """The request."""
        if self.of:
            return of_cassette(load_cassette(CASSETTES / f"{self.of}.yaml"))
        content = base64.b64decode(self.body_base64, validate=True) if self.body_base64 else self.body.encode()
        return wire(self.method, self.url, self.headers, content)


class Entry(_Strict):
    """One evasion: the honest request by its name in the file, what is done to it, and what must come of it.

    `same`: the same activities. `more`: these, with others or with media beside. `unreadable`: nobody can tell, so a
    person is asked. `refused`: it does not get as far as being read. `unknown`: a writing call that no adapter knows,
    judged by `unknown_call`; only where nothing in the request says what it does.
    """

    name: str
    honest: str
    by: list[Mapping[str, Any]]
    reads: Literal["same", "more", "unreadable", "refused", "unknown"]
    why: str = ""
    end_to_end: bool = False


class File(_Strict):
    """One file: a kind of evasion, its honest requests, and the entries."""

    about: str
    honest: Mapping[str, Sent]
    evasions: list[Entry]


@dataclass(frozen=True)
class Evasion:
    """An entry with its file."""

    path: Path
    entry: Entry
    original: Sent

    @property
    def honest(self) -> Wire:
        """The request before it was disguised."""
        return self.original.wire

    @property
    def name(self) -> str:
        """`<file>/<entry>`, for test ids."""
        return f"{self.path.stem}/{self.entry.name}"

    @property
    def disguised(self) -> Wire:
        """The request as it is really sent."""
        return disguised(self.honest, self.entry.by)


@dataclass(frozen=True)
class Outcome:
    """What comes of a request, and what it was read as."""

    what: str
    activities: tuple[Activity, ...] = ()
    why: str = ""


def of_cassette(cassette: Cassette) -> Wire:
    """Return the request of a cassette, without the headers that tell where its body ends."""
    request = cassette.request
    headers = {name: value for name, value in request.headers.items() if name.lower() not in _FRAMING}
    return wire(request.method, request.url, headers, request.content)


def evasions() -> list[Evasion]:
    """Return every entry of every file, in name order; raises for a file that is none."""
    return [evasion for path in sorted(FOLDER.glob("*.yaml")) for evasion in load(path)]


def load(path: Path) -> Iterator[Evasion]:
    """Yield the entries of a file."""
    file = File.model_validate(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))
    return (Evasion(path, entry, file.honest[entry.honest]) for entry in file.evasions)


def disguised(honest: Wire, by: Sequence[Mapping[str, Any]]) -> Wire:
    """Return the request with disguises put on, one after the other."""
    for step in by:
        for name, settings in step.items():
            disguise = {**DISGUISES, "multipart": multipart}[name]
            honest = disguise(honest, **{_argument(key): value for key, value in (settings or {}).items()})
    return honest


def outcome(sent: Wire) -> Outcome:
    """Return what the guard makes of a request: it is `refused` or `unguarded` before it is read, or it is read as
    `nothing`, `unknown`, `activity` or `unreadable`.
    """
    try:
        flow = arrived(sent)
    except ValueError as error:
        return Outcome("refused", why=str(error))
    names = names_of(flow)
    if names.fault:
        return Outcome("refused", why=names.fault)
    if not _GATE.guards(names.all):
        return Outcome("unguarded")
    if _GATE.handling(names.all, request_of(flow, names.chosen, content=b"")) is Handling.PASS:
        return Outcome("nothing", why="passed by its head")
    reading = read(_TABLE, names.all, request_of(flow, names.chosen))
    if not reading.known:
        return Outcome("unknown")
    return Outcome(_HELD.get(reading.kind, "nothing"), reading.activities, reading.problem)


def _argument(key: str) -> str:
    """Return the name of a setting; Python keeps some words to itself."""
    return f"{key}_" if key in {"as", "with"} else key
