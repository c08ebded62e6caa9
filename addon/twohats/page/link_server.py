"""The link server: HTTPS on one address of the local network, for colleagues with a link. Off unless asked for."""

import errno
import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application, RequestHandler

from twohats.errors import SetupError, UsageError
from twohats.page import certificate
from twohats.page.colleagues import Colleagues
from twohats.page.entrance import NONCE_SECONDS, Form, Slips, private_folder
from twohats.page.scene import Scene
from twohats.page.second import NoLink, Outside, Second
from twohats.page.tries import Tries
from twohats.wording import printable

MAX_BODY = 16 * 1024
MAX_HEADERS = 16 * 1024
MOST_CONNECTIONS = 64
_IDLE_SECONDS = 30
_BODY_SECONDS = 10
_MOST_FORMS = 256
_PLACE = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?")


@dataclass(frozen=True)
class Place:
    """Where links lead: an address or a name of this computer that others can reach, and a port (0: a free one)."""

    host: str
    port: int = 0

    def origin(self, port: int) -> str:
        """Return how links begin."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"https://{host}:{port}" if port != 443 else f"https://{host}"


def place(text: str) -> Place:
    """Read HOST or HOST:PORT. Raises UsageError for what is neither, and for an address that means every address."""
    found = _PLACE.fullmatch(text)
    if found is None or int(found["port"] or 0) > 65535:
        shown = printable(text, 80)
        raise UsageError(f"`{shown}` is not HOST or HOST:PORT: write `--link 192.0.2.7`, this computer's own address")
    host = (found["six"] or found["host"]).lower()
    if _means_all(host):
        raise UsageError(f"`{host}` means every address: write `--link` with the one your colleague can reach")
    return Place(host, int(found["port"] or 0))


class LinkServer:
    """Serves what links lead to, while the guard runs."""

    def __init__(
        self, where: Place, colleagues: Colleagues, scene: Callable[[], Scene], clock: Callable[[], float]
    ) -> None:
        """Serve at `where` what the colleagues' links lead to. `clock` counts seconds and never goes back."""
        self._where, self._links = where, colleagues.links
        forms: Slips[Form] = Slips(_MOST_FORMS, NONCE_SECONDS, clock)
        self._outside = Outside(colleagues, scene, Tries(clock), forms, clock)
        self._server: HTTPServer | None = None

    def start(self, folder: Path, now: datetime) -> None:
        """Listen, with a new certificate, and make the links lead here. Raises SetupError.

        The key is in a file of `folder` for a moment, which only this user may read.
        """
        try:
            made = certificate.make(self._where.host, now)
            context = certificate.server_side(made, private_folder(folder))
            sockets = _bound(self._where)
        except (OSError, UnicodeError) as error:
            raise SetupError(_words(self._where, error)) from error
        self._links.origin = self._where.origin(sockets[0].getsockname()[1])
        self._links.fingerprint = made.fingerprint
        self._server = server = _Bounded(
            _application(self._outside),
            ssl_options=context,
            max_body_size=MAX_BODY,
            max_header_size=MAX_HEADERS,
            idle_connection_timeout=_IDLE_SECONDS,
            body_timeout=_BODY_SECONDS,
        )
        server.add_sockets(sockets)

    async def stop(self) -> None:
        """Stop listening; no link leads anywhere any more."""
        self._links.origin = self._links.fingerprint = ""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


class _Bounded(HTTPServer):
    """Hangs up on more connections than colleagues make: the network must not use up the guard's own."""

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Take a connection, unless there are many; called by tornado."""
        if len(self._connections) >= MOST_CONNECTIONS:
            stream.close()
            return
        super().handle_stream(stream, address)  # pyright: ignore[reportUnknownMemberType]  tornado leaves a type open


def _bound(where: Place) -> list[socket.socket]:
    """Listen on the first address of the host alone: on all, the link would be open in networks nobody thought of."""
    found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = found[0]
    if _means_all(str(address[0])):
        raise OSError(errno.EADDRNOTAVAIL, "every address")
    listening = socket.create_server(address, family=family, backlog=64)
    listening.setblocking(False)
    return [listening]


def _means_all(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _words(where: Place, error: OSError | UnicodeError) -> str:
    code = error.errno if isinstance(error, OSError) else None
    why = errno.errorcode.get(code or 0, type(error).__name__)
    remedy = "give an address of this computer and a free port with `--link HOST:PORT`, or leave it away"
    return f"cannot open the link server at `{where.host}:{where.port}` ({why}): {remedy}"


def _application(outside: Outside) -> Application:
    given = {"outside": outside}
    return Application(
        [(r"/second/([0-9a-f]{64})", Second, given)],
        default_handler_class=NoLink,
        default_handler_args=given,
        log_function=_unlogged,
        compress_response=False,
    )


def _unlogged(_: RequestHandler) -> None:
    """Log no request: the address holds the link."""
