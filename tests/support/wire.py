"""One request as its bytes stand on the wire, and how it arrives at the guard: through mitmproxy's own parser."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self
from urllib.parse import urlsplit

from mitmproxy import http
from mitmproxy.net.http import http1, validate
from mitmproxy.test import tflow

type Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wire:
    """A request as a client writes it. `host` is where it connects to; what the headers say may differ.

    `framing` says how the body's end is told: its length, chunks, or both at once.
    """

    host: str
    method: str
    target: str
    headers: Headers
    body: bytes
    framing: Literal["length", "chunked", "both"] = "length"
    scheme: str = "https"

    def header(self, name: str) -> str:
        """Return the first value of a header, or ''."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def saying(self, **headers: str | None) -> Self:
        """Return the request with these headers (`_` for `-`) in place of what it had; None takes one away."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = [pair for pair in self.headers if pair[0].lower() not in named]
        return replace(self, headers=(*kept, *((name, value) for name, value in named.items() if value is not None)))

    @property
    def head(self) -> bytes:
        """The request line and the headers, with what tells the end of the body."""
        length = (("content-length", str(len(self.body))),) if self.body and self.framing != "chunked" else ()
        chunked = (("transfer-encoding", "chunked"),) if self.framing != "length" else ()
        lines = [f"{self.method} {self.target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in (*self.headers, *length, *chunked)]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape")

    @property
    def content(self) -> bytes:
        """Everything that is sent."""
        if self.framing == "length":
            return self.head + b"\r\n\r\n" + self.body
        chunk = f"{len(self.body):x}\r\n".encode() + self.body + b"\r\n" if self.body else b""
        return self.head + b"\r\n\r\n" + chunk + b"0\r\n\r\n"


def wire(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Wire:
    """Return an ordinary request to `url`."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname or ""
    return Wire(host, method, target, (("Host", host), *headers.items()), body, scheme=parts.scheme)


def arrived(sent: Wire) -> http.HTTPFlow:
    """Return the flow that mitmproxy makes of the request, inside a tunnel to its host.

    Raises:
        ValueError: mitmproxy does not take it.
    """
    request = http1.read_request_head(sent.head.split(b"\r\n"))
    validate.validate_headers(request)
    http1.expected_http_body_size(request)
    request.data.scheme, request.data.host, request.data.port = sent.scheme.encode(), sent.host, 443
    request.data.content = sent.body
    flow = tflow.tflow(req=request)
    flow.client_conn.sni = sent.host
    flow.server_conn.address = (sent.host, 443)
    return flow
