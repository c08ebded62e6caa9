"""Hosts that are not guarded are never decrypted: decided on the CONNECT host and the name in the TLS greeting."""

from collections.abc import Callable

from mitmproxy.tls import ClientHelloData

from twohats.proxy.names import folded


def decide(data: ClientHelloData, guards: Callable[[frozenset[str]], bool]) -> None:
    """Let a TLS connection through untouched unless one of its names is guarded; in doubt it is guarded."""
    names = frozenset(names_of_greeting(data))
    try:
        guarded = guards(names)
    except BaseException:  # noqa: BLE001  the boundary: a connection nobody can judge is looked into
        guarded = True
    if not guarded:
        data.ignore_connection = True


def names_of_greeting(data: ClientHelloData) -> set[str]:
    """Return the names a connection claims to go to: the destination and the SNI."""
    address = data.context.server.address
    raw = [data.client_hello.sni or "", address[0] if address else "", data.context.client.sni or ""]
    return {folded(name) for name in raw if name}
