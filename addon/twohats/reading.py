"""Readings: what one call on a guarded host does, in one of four answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from twohats.adapter import Adapter, Call, Request
from twohats.errors import UnreadableActivityError
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
    """Read one call that `adapter` claims."""
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
