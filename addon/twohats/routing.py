"""Routing: which host is guarded, and which adapter reads a call to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from twohats.adapter import Adapter, Request


@dataclass(frozen=True)
class Routes:
    """Host names to the adapters that may own their calls, in the order of the list.

    `exact` and `suffixes` come from the adapters, plus the servers that the policy's accounts name; `anywhere` are
    the adapters whose platforms live on servers of any name.
    """

    exact: Mapping[str, tuple[Adapter, ...]]
    suffixes: tuple[tuple[str, Adapter], ...]
    anywhere: tuple[Adapter, ...]
    _found: dict[str, tuple[Adapter, ...]] = field(
        default_factory=dict[str, tuple[Adapter, ...]], compare=False, repr=False
    )

    def guards(self, names: Iterable[str]) -> bool:
        """Tell whether any of `names` (destination, SNI, Host, authority) is guarded: one is enough."""
        return any(self._candidates(name) for name in names)

    def adapter_for(self, names: Iterable[str], request: Request) -> Adapter | None:
        """Return the adapter that reads this call, or None where no adapter of these hosts claims it."""
        candidates = (adapter for name in sorted(names) for adapter in self._candidates(name))
        return next((adapter for adapter in candidates if adapter.claims(request)), None)

    def by_path(self, request: Request) -> Adapter | None:
        """Return the adapter that claims the call on a host of any name; for files read offline, where no policy
        names the servers.
        """
        return next((adapter for adapter in self.anywhere if adapter.claims(request)), None)

    def _candidates(self, name: str) -> tuple[Adapter, ...]:
        found = self._found.get(name)
        if found is None:
            by_suffix = (adapter for suffix, adapter in self.suffixes if name.endswith(suffix) or name == suffix[1:])
            found = tuple(dict.fromkeys((*self.exact.get(name, ()), *by_suffix)))
            if len(self._found) < _REMEMBERED:
                self._found[name] = found
        return found


_REMEMBERED = 10_000  # host names; strangers can make us look up any name


def routes(adapters: Iterable[Adapter], servers: Mapping[str, Iterable[str]]) -> Routes:
    """Build the table from the adapters and the policy's `servers` (platform to host names)."""
    known = tuple(adapters)
    exact: dict[str, tuple[Adapter, ...]] = {}
    for adapter in known:
        own = (host for host in adapter.hosts if not host.startswith("."))
        for host in (*own, *servers.get(adapter.name, ())):
            exact[host] = (*exact.get(host, ()), adapter)
    suffixes = tuple((host, adapter) for adapter in known for host in sorted(adapter.hosts) if host.startswith("."))
    return Routes(exact=exact, suffixes=suffixes, anywhere=tuple(adapter for adapter in known if adapter.any_host))
