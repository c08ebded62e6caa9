"""The page's server: 127.0.0.1, a free port, in the event loop it is started from."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from twohats.errors import SetupError
from twohats.page import api, routes
from twohats.page.door import House, Nowhere, owner_of
from twohats.page.entrance import Entrance
from twohats.page.peer import Peer
from twohats.page.tries import Tries
from twohats.prompter import Desk
from twohats.state import guard_file
from twohats.state.guard_file import GuardFile

MAX_BODY = 16 * 1024
MAX_HEADERS = 32 * 1024  # cookies of everything else on 127.0.0.1 travel along
_IDLE_SECONDS = 60
_BODY_SECONDS = 10
_ID = r"([A-Za-z0-9]{1,32})"


class PageServer:
    """Serves the page and the commands' calls while the guard runs."""

    def __init__(
        self,
        desk: Desk,
        entrance: Entrance,
        *,
        state: Path,
        language: str,
        facts: Callable[[], Mapping[str, object]],
        owner_of: Callable[[tuple[str, int], tuple[str, int]], Peer] = owner_of,
    ) -> None:
        """Serve the questions of `desk`. `state` is the folder for `guard.json`, `facts` what `status` tells."""
        self._entrance = entrance
        self._state = state
        self._guard: GuardFile | None = None
        tries = Tries(entrance.now)
        house = House(desk, entrance, tries, language, self._token, facts, owner_of)
        self._server = HTTPServer(
            _application(house),
            max_body_size=MAX_BODY,
            max_header_size=MAX_HEADERS,
            idle_connection_timeout=_IDLE_SECONDS,
            body_timeout=_BODY_SECONDS,
        )

    @property
    def port(self) -> int:
        """The port it listens on; 0 before it is started."""
        return self._guard.port if self._guard else 0

    def start(self) -> None:
        """Listen, and tell the commands where. Raises SetupError."""
        try:
            sockets = bind_sockets(0, "127.0.0.1")
            self._guard = guard_file.write(self._state, sockets[0].getsockname()[1])
        except OSError as error:
            what = errno.errorcode.get(error.errno or 0, "error")
            remedy = "let twohats listen on 127.0.0.1, then start it again"
            raise SetupError(f"cannot open the confirm page ({what}): {remedy}") from error
        self._entrance.origin = f"http://127.0.0.1:{self.port}"
        self._server.add_sockets(sockets)

    async def stop(self) -> None:
        """Stop listening and remove what was written."""
        self._server.stop()
        await self._server.close_all_connections()
        self._entrance.clear()
        if self._guard is not None:
            guard_file.remove(self._state, self._guard)

    def _token(self) -> str:
        return self._guard.token if self._guard else ""


def _application(house: House) -> Application:
    given = {"house": house}
    paths = [
        (r"/enter", routes.Enter),
        (r"/enter/([A-Za-z0-9_-]{1,64})", routes.Link),
        (r"/", routes.List),
        (r"/pulse", routes.Pulse),
        (rf"/q/{_ID}", routes.Ask),
        (rf"/q/{_ID}/state", routes.State),
        (rf"/q/{_ID}/picture/([0-9]{{1,3}})", routes.Thumbnail),
        (rf"/q/{_ID}/touch", routes.Touch),
        (rf"/q/{_ID}/answer", routes.Reply),
        (r"/api/status", api.StatusCall),
        (r"/api/pending", api.PendingCall),
        (r"/api/answer", api.AnswerCall),
        (r"/api/open", api.OpenCall),
    ]
    return Application(
        [(path, route, given) for path, route in paths],
        default_handler_class=Nowhere,
        default_handler_args=given,
        log_function=_unlogged,
        compress_response=False,
    )


def _unlogged(_: RequestHandler) -> None:
    """Log no request: which question was looked at is nobody's business."""
