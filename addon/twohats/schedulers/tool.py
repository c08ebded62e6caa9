"""The part of an adapter that is the same for tools: hosts of their own, keys that say nothing, calls told by method
and path, and for some a door for agents.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from twohats.adapter import Call, Request
from twohats.call_table import CallTable
from twohats.schedulers import tool_calls
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def on_own_hosts(request: Request) -> bool:
    """Tell whether the call is the tool's: its hosts are its own."""
    return True


def by_method(request: Request) -> Call:
    """Tell the kind of call from its method."""
    return Call.READ if request.method in SAFE else Call.WRITE


def opaque(request: Request) -> Iterator[Evidence]:
    """Yield nothing: keys say nothing of whose they are, and what they post for is named as the acting account."""
    return iter(())


@dataclass(frozen=True)
class Tool:
    """One tool's calls. `path` returns a call's path as the table has it; `written` reads what the tools of its agents'
    door write (None: it has no door).
    """

    name: str
    calls: CallTable
    path: Callable[[Request], str]
    written: tool_calls.Written | None = None

    def read(self, request: Request) -> tuple[Activity, ...]:
        """Return what the call publishes, prepares or deletes.

        Raises:
            UnreadableActivityError: a call of the table, or of the door, that cannot be read.
        """
        if request.method in SAFE:
            return ()
        if self.written is not None and tool_calls.is_door(request):
            return tuple(tool_calls.deeds(self.name, request, self.written))
        return self.calls.read(request, self.path(request))

    def known(self, request: Request) -> bool:
        """Tell whether the call is in the table, or only asks."""
        if self.written is not None and tool_calls.is_door(request):
            return tool_calls.known(request)
        return request.method in SAFE or self.calls.knows(request.method, self.path(request))
