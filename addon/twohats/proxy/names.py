"""Every name a call gives its host, and whether they agree.

A call is guarded when any of its names is: destination, SNI, each Host, `:authority` and the authority of an absolute
address may all differ, and servers disagree about which one counts (facts: mitm d, h).
"""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from mitmproxy import http


@dataclass(frozen=True)
class Names:
    """The names of one call's host; `fault` says in words why they cannot be trusted, and is empty when they can."""

    all: frozenset[str]
    chosen: str
    fault: str = ""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return a host name in one spelling: lower case, IDNA, without port, brackets and trailing dot."""
    host = _without_port(name.strip()).rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def names_of(flow: http.HTTPFlow) -> Names:
    """Collect the names of a request, from the most to the least telling for the platform's server."""
    hosts = [value.decode("utf-8", "replace") for key, value in flow.request.headers.fields if key.lower() == b"host"]
    return _names(
        tuple(hosts),
        flow.request.authority,
        flow.client_conn.sni or "",
        flow.request.host or "",
        (flow.server_conn.address or ("",))[0],
    )


@lru_cache(maxsize=4096)
def _names(hosts: tuple[str, ...], authority: str, sni: str, destination: str, address: str) -> Names:
    raw = [*hosts, authority, sni, destination, address]
    told = [name for name in map(folded, raw) if name]
    named = [name for name in told if not is_address(name)]
    return Names(frozenset(told), (named or told or [""])[0], _fault(hosts, raw, named))


def _fault(hosts: tuple[str, ...], raw: list[str], named: list[str]) -> str:
    if len(hosts) > 1:
        return "more than one Host header"
    if any(not character.isprintable() for name in raw for character in name):
        return "control characters in the host name"
    if len(set(named)) > 1:
        return "different host names in one call"
    return ""


@lru_cache(maxsize=4096)
def is_address(name: str) -> bool:
    """Tell whether a folded name is an IP address, which says nothing about whose server it is."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _without_port(name: str) -> str:
    if name.startswith("["):
        return name[1:].partition("]")[0]
    host, colon, port = name.rpartition(":")
    if colon and (port.isdigit() or not port) and ":" not in host:
        return host
    return name
