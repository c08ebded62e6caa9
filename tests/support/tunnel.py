"""A client that writes its requests itself, HTTP/1.1 through a proxy's tunnel, just as they were recorded."""

import http.client
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from twohats.adapter import Request

OWN = frozenset({"content-length", "transfer-encoding", "connection"})
"""Headers of the recorded connection that the new one has its own of."""


@dataclass(frozen=True)
class Answered:
    """What the client got."""

    status: int
    reason: str
    content_type: str
    content: bytes


def trust(*ca_files: Path) -> ssl.SSLContext:
    """Trust these authorities, nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for file in ca_files:
        context.load_verify_locations(file)
    return context


def send(request: Request, proxy_url: str, trusted: ssl.SSLContext, *, seconds: float = 60) -> Answered:
    """Send one request on a connection of its own: method, target, headers in their order, and body as recorded.

    Raises:
        OSError, http.client.HTTPException: the connection ended without an answer.
    """
    proxy = urlsplit(proxy_url)
    connection = http.client.HTTPSConnection(proxy.hostname or "", proxy.port, timeout=seconds, context=trusted)
    connection.set_tunnel(request.host, request.port)
    try:
        connection.putrequest(request.method, request.raw_target, skip_host=True, skip_accept_encoding=True)
        for name, value in _headers(request):
            connection.putheader(name, value.encode("utf-8", "surrogateescape"))
        connection.endheaders(request.content or None)
        reply = connection.getresponse()
        return Answered(reply.status, reply.reason, reply.getheader("content-type", ""), reply.read())
    finally:
        connection.close()


def _headers(request: Request) -> list[tuple[str, str]]:
    headers = [(name, value) for name, value in request.headers if name not in OWN]
    host = [] if request.header("host") else [("host", request.host)]  # HTTP/2 has it in its pseudo-headers
    length = (
        [("content-length", str(len(request.content)))] if request.content or request.header("content-length") else []
    )
    return [*host, *headers, *length]
