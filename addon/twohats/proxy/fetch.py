"""Calls of our own (a platform's "who am I", where a link leads), sent the way the waiting request would go.

Plain `http.client` in a worker thread: few and small calls, so nothing is gained by sharing mitmproxy's connections.
"""

import base64
import http.client
import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import certifi

from twohats.adapter import Reply, Request
from twohats.links.target import LinkQuestion, NotPublicError, is_public_address

TIMEOUT = 10.0  # seconds for connecting to an address, and again for each read
WHOLE_SECONDS = 20.0  # after these a server that sends drop by drop is hung up on
REPLY_LIMIT = 1024 * 1024  # bytes
_HOP = frozenset({"connection", "proxy-connection", "keep-alive", "transfer-encoding", "te", "upgrade", "expect"})
_OURS = frozenset({"host", "content-length", "accept-encoding", "proxy-authorization"})


@dataclass(frozen=True)
class Route:
    """How calls go out: through an upstream proxy or straight to `address`, and whom TLS trusts.

    `address` is where the waiting call itself goes, for its own host `host`; other hosts are looked up by name.
    """

    proxy: tuple[str, int] | None = None
    proxy_secure: bool = False
    proxy_login: str = field(default="", repr=False)
    host: str = ""
    address: tuple[str, int] | None = None
    trusted_file: str = ""
    trusted_folder: str = ""
    insecure: bool = False


def fetch(request: Request, route: Route) -> Reply:
    """Send one request and return the reply, its body cut off at 1 MiB; of what a link leads to, none of the body.

    Raises:
        NotPublicError: a link's host is not in the public network. Where an upstream proxy is set, that one decides.
        OSError: the call could not be made, or the answer is not HTTP.
    """
    connection = _connection(request, route)
    limit = 0 if isinstance(request, LinkQuestion) else REPLY_LIMIT
    try:
        with _hung_up_in_the_end(connection):
            connection.request(request.method, request.raw_target, request.content or None, _headers(request))
            response = connection.getresponse()
            content = response.read(limit)
        headers = tuple((name.lower(), value) for name, value in response.getheaders())
        return Reply(response.status, headers, content)
    except OSError:  # a certificate error is a ValueError too
        raise
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"no readable answer: {type(error).__name__}") from error
    finally:
        connection.close()


def _connection(request: Request, route: Route) -> http.client.HTTPConnection:
    host, port = _destination(request, route)
    if request.scheme == "http" and route.proxy is None:
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    if request.scheme == "http":
        raise OSError("plain http through an upstream proxy is not supported")
    if route.proxy_secure:
        raise OSError("an upstream proxy behind TLS is not supported for calls of our own")
    connection = _Secure(request.host, route.proxy or (host, port), _trust(route))
    if route.proxy is not None:
        login = base64.b64encode(route.proxy_login.encode()).decode() if route.proxy_login else ""
        connection.set_tunnel(host, port, {"Proxy-Authorization": f"Basic {login}"} if login else {})
    return connection


class _Secure(http.client.HTTPSConnection):
    """HTTPS to one address under the name of another, which is what the certificate is checked for."""

    def __init__(self, name: str, address: tuple[str, int], trust: ssl.SSLContext) -> None:
        super().__init__(address[0], address[1], timeout=TIMEOUT, context=trust)
        self._name = name
        self._trust = trust

    def connect(self) -> None:
        """Connect (through the tunnel, if there is one) and start TLS for the name."""
        http.client.HTTPConnection.connect(self)
        self.sock = self._trust.wrap_socket(self.sock, server_hostname=self._name, do_handshake_on_connect=False)
        self.sock.do_handshake()  # only now: the handshake can be hung up on, too


@contextmanager
def _hung_up_in_the_end(connection: http.client.HTTPConnection) -> Generator[None]:
    """Let the call take `WHOLE_SECONDS` at most: each single read may be in time, and all of them take for ever.

    Raises TimeoutError after that.
    """
    over = threading.Event()
    timer = threading.Timer(WHOLE_SECONDS, _hang_up, [connection, over])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if over.is_set():  # what was cut off there can look whole
        raise TimeoutError("the answer took too long")


def _hang_up(connection: http.client.HTTPConnection, over: threading.Event) -> None:
    over.set()
    with suppress(OSError, AttributeError):  # it has no socket yet, or no more
        connection.sock.shutdown(socket.SHUT_RDWR)


def _destination(request: Request, route: Route) -> tuple[str, int]:
    if route.address and request.host == route.host:
        return route.address
    if isinstance(request, LinkQuestion) and route.proxy is None:
        return _public_address(request), request.port
    return request.host, request.port


def _public_address(request: Request) -> str:
    """Return the address that a host's name resolves to, for this one call. Raises NotPublicError, OSError."""
    found = socket.getaddrinfo(request.host, request.port, type=socket.SOCK_STREAM)
    addresses = [str(where[0]) for *_, where in found]
    if not all(map(is_public_address, addresses)):
        raise NotPublicError("it is in a private network")
    return addresses[0]


def _trust(route: Route) -> ssl.SSLContext:
    trust = ssl.create_default_context(
        cafile=route.trusted_file or certifi.where(), capath=route.trusted_folder or None
    )
    if route.insecure:
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    return trust


def _headers(request: Request) -> dict[str, str]:
    kept = {name: value for name, value in request.headers if name not in _HOP | _OURS and not name.startswith(":")}
    cookies = [value for name, value in request.headers if name == "cookie"]
    if cookies:
        kept["cookie"] = "; ".join(cookies)  # HTTP/2 splits cookies, HTTP/1 does not know that
    return {"host": request.host, "accept-encoding": "identity", **kept}
