"""Calls of our own (a platform's "who am I"), sent the way the waiting request would go.

Plain `http.client` in a worker thread: one small call once a login, so nothing is gained by sharing mitmproxy's
connections.
"""

import base64
import http.client
import ssl
from dataclasses import dataclass, field

import certifi

from twohats.adapter import Reply, Request

TIMEOUT = 10.0  # seconds for the whole of connecting, and again for each read
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
    """Send one request and return the reply, its body cut off at 1 MiB.

    Raises:
        OSError: the call could not be made, or the answer is not HTTP.
    """
    connection = _connection(request, route)
    try:
        connection.request(request.method, request.raw_target, request.content or None, _headers(request))
        response = connection.getresponse()
        headers = tuple((name.lower(), value) for name, value in response.getheaders())
        return Reply(response.status, headers, response.read(REPLY_LIMIT))
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
        self.sock = self._trust.wrap_socket(self.sock, server_hostname=self._name)


def _destination(request: Request, route: Route) -> tuple[str, int]:
    if route.address and request.host == route.host:
        return route.address
    return request.host, request.port


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
