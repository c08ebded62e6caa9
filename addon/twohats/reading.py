"""Readings: what one call on a guarded host does, in one of four answers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from twohats.adapter import Adapter, Call, Request
from twohats.bodies import json_rpc
from twohats.body import decoded, fields, json_value, shape
from twohats.errors import UnreadableActivityError
from twohats.normal_form import READING, WRITING, forgiven, is_odd, overrides
from twohats.routing import Routes
from twohats_policy.activity import Activity, Verb

type _Find = Callable[[Request], Adapter | None]
"""Returns the adapter that reads a call; another spelling of a call may belong to another adapter."""


class Kind(StrEnum):
    """Nothing, something, cannot tell; and a host that is none of our business."""

    UNGUARDED = "unguarded"
    NOTHING = "nothing"
    ACTIVITY = "activity"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Reading:
    """What a call does. `known` is False for a writing call that no adapter knows; `problem` says why it is
    unreadable.
    """

    kind: Kind
    adapter: Adapter | None = None
    activities: tuple[Activity, ...] = ()
    known: bool = True
    problem: str = ""

    @property
    def to_judge(self) -> bool:
        """Whether somebody has to decide about it."""
        return self.kind in {Kind.ACTIVITY, Kind.UNREADABLE} or not self.known


def read(routes: Routes, names: Iterable[str], request: Request) -> Reading:
    """Read one call that goes to the host `names`."""
    hosts = frozenset(names)
    if not routes.guards(hosts):
        return Reading(Kind.UNGUARDED)
    return _read(lambda call: routes.adapter_for(hosts, call), request)


def read_with(adapter: Adapter, request: Request) -> Reading:
    """Read one call that `adapter` claims."""
    return _read(lambda _call: adapter, request)


def is_doubtful(head: Request) -> bool:
    """Tell whether a server may take the call for another than its head says; then its body must be there."""
    return is_odd(head.path) or bool(_other_methods(head))


def _read(find: _Find, request: Request) -> Reading:
    """Read a call as it stands; where that finds nothing, as the most forgiving server would take it.

    A call that is known is taken at its word unless its path is odd. Of an unknown one the method and the case of the
    path are doubted too.
    """
    plain = _plainly(find, request)
    if plain.kind is not Kind.NOTHING or (plain.known and not is_odd(request.path)):
        return plain
    readings = (_plainly(find, other) for other in _spellings(request, known=plain.known))
    found = next((reading for reading in readings if reading.kind is not Kind.NOTHING), plain)
    return found if found.known else _unknown(request, found)


def _plainly(find: _Find, request: Request) -> Reading:
    """Read a call; one that names two writing methods is read as both, and the worst counts."""
    adapter = find(request)
    if adapter is None:
        return Reading(Kind.NOTHING, known=request.method in SAFE_METHODS)
    methods = _other_methods(request, with_body=adapter.call(request) is Call.WRITE)
    readings = [_read_as(adapter, replace(request, method=method)) for method in methods]
    return _all_of([_read_as(adapter, request), *readings]) if readings else _read_as(adapter, request)


def _spellings(request: Request, *, known: bool) -> Iterator[Request]:
    path = forgiven(request.path)
    paths = dict.fromkeys((path,) if known else (request.path, path, path.lower()))
    doubted = not known and request.method not in READING | {"DELETE"}
    for method in dict.fromkeys((request.method, "POST") if doubted else (request.method,)):
        for other in paths:
            if (method, other) != (request.method, request.path):
                yield replace(request, method=method, path=other)


def _unknown(request: Request, unknown: Reading) -> Reading:
    """Look at the body of a call that no adapter knows.

    It may be an agent's door to the account: what the tool behind it does, nobody can tell. A body that is not what it
    is called may be so to hide what it says: honest clients do not write such.
    """
    try:
        kind = shape(request)
        value = json_value(request) if kind == "json" else None
        if kind in {"form", "multipart"}:
            fields(request)
    except UnreadableActivityError as error:
        return _unread(unknown.adapter, f"a call that nobody knows: {error}")
    acts = json_rpc.calls_a_tool(value)
    return _unread(unknown.adapter, "an agent's tool is called") if acts else unknown


def _other_methods(request: Request, *, with_body: bool = False) -> tuple[str, ...]:
    """Return the writing methods that a server may take instead of the one that was sent."""
    named = overrides(request.raw_target, request.headers)
    if with_body and request.method == "POST":  # Rails and its like take it from a form
        named = (*named, *_in_form(request))
    return tuple(method for method in dict.fromkeys(named) if method != request.method)


def _in_form(request: Request) -> tuple[str, ...]:
    try:
        may_name_it = shape(request) in {"form", "multipart"} or b"_method" in decoded(request)
        method = fields(request).text("_method").upper() if may_name_it else ""
    except UnreadableActivityError:
        return ()  # the adapter finds it unreadable too, where it looks at the body at all
    return (method,) if method in WRITING else ()


def _all_of(readings: Sequence[Reading]) -> Reading:
    unreadable = next((reading for reading in readings if reading.kind is Kind.UNREADABLE), None)
    activities = tuple(dict.fromkeys(activity for reading in readings for activity in reading.activities))
    if unreadable is not None:
        return replace(unreadable, activities=activities)
    known = bool(activities) or all(reading.known for reading in readings)
    return replace(readings[0], kind=Kind.ACTIVITY if activities else Kind.NOTHING, activities=activities, known=known)


def _read_as(adapter: Adapter, request: Request) -> Reading:
    if adapter.call(request) is Call.READ:
        return Reading(Kind.NOTHING, adapter)
    try:
        activities = adapter.read(request)
        known = bool(activities) or adapter.known(request)
    except UnreadableActivityError as error:
        return _unread(adapter, str(error))
    return Reading(Kind.ACTIVITY if activities else Kind.NOTHING, adapter, activities, known=known)


def unknown_call(adapter: Adapter | None) -> Activity:
    """Return the stand-in activity by which a call is judged that nobody knows (`unknown_call:` in the policy), or
    that cannot be read.
    """
    return Activity(platform=adapter.name if adapter else "unknown", verb=Verb.POST)


def _unread(adapter: Adapter | None, problem: str) -> Reading:
    return Reading(Kind.UNREADABLE, adapter, (unknown_call(adapter),), problem=problem)


SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
