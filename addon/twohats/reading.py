"""Readings: what one call on a guarded host does, in one of four answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from twohats.adapter import Adapter, Call, Request
from twohats.body import fields
from twohats.errors import UnreadableActivityError
from twohats.normal_form import WRITING, overrides
from twohats.routing import Routes
from twohats_policy.activity import Activity, Verb


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
    adapter = routes.adapter_for(hosts, request)
    if adapter is None:
        return Reading(Kind.NOTHING, known=request.method in SAFE_METHODS)
    return read_with(adapter, request)


def read_with(adapter: Adapter, request: Request) -> Reading:
    """Read one call that `adapter` claims; one that names two writing methods is read as both, and the worst counts."""
    readings = [_read_as(adapter, replace(request, method=method)) for method in other_methods(request)]
    return _all_of([_read_as(adapter, request), *readings]) if readings else _read_as(adapter, request)


def other_methods(request: Request) -> tuple[str, ...]:
    """Return the writing methods that a server may take instead of the one that was sent."""
    named = overrides(request.raw_target, request.headers)
    if request.method == "POST" and b"_method" in request.content:  # Rails and its like take it from a form
        named = (*named, *_in_form(request))
    return tuple(method for method in dict.fromkeys(named) if method != request.method)


def _in_form(request: Request) -> tuple[str, ...]:
    try:
        method = fields(request).text("_method").upper()
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
        return Reading(Kind.UNREADABLE, adapter, (_unreadable(adapter),), problem=str(error))
    return Reading(Kind.ACTIVITY if activities else Kind.NOTHING, adapter, activities, known=known)


def unknown_call(adapter: Adapter | None) -> Activity:
    """Return the stand-in activity by which a writing call that nobody knows is judged (`unknown_call:` in the
    policy).
    """
    return Activity(platform=adapter.name if adapter else "unknown", verb=Verb.POST)


def _unreadable(adapter: Adapter) -> Activity:
    return Activity(platform=adapter.name, verb=Verb.POST)


SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
