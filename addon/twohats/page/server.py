"""The page's server: 127.0.0.1, a free port, in the event loop it is started from."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from twohats.errors import SetupError
from twohats.page.board import Board
from twohats.page.colleagues import Colleagues
from twohats.page.door import Nowhere
from twohats.page.entrance import Entrance
from twohats.page.house import House, Sights, owner_of
from twohats.page.peer import Peer
from twohats.page.routes import ROUTES
from twohats.page.tries import Tries
from twohats.prompter import Desk
from twohats.sign_ins import SignIns
from twohats.state import guard_file
from twohats.state.guard_file import GuardFile

MAX_BODY = 16 * 1024
MAX_HEADERS = 32 * 1024  # cookies of everything else on 127.0.0.1 travel along
_IDLE_SECONDS = 60
_BODY_SECONDS = 10


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
        board: Board | None = None,
        sights: Sights | None = None,
        colleagues: Colleagues | None = None,
        owner_of: Callable[[tuple[str, int], tuple[str, int]], Peer] = owner_of,
    ) -> None:
        """Serve the questions of `desk`. `state` is the folder for `guard.json`, `facts` what `status` tells.

        `board` is one of the prompters of the questions, so that open pages hear of them at once; `sights` is what
        else the page shows, `colleagues` are those who may answer with a PIN (None: nobody).
        """
        self._entrance = entrance
        self._board = board or Board()
        self._state = state
        self._guard: GuardFile | None = None
        tries = Tries(entrance.now)
        colleagues = colleagues or Colleagues(desk, SignIns(dict, entrance.now), lambda: None)
        given = (self._token, facts, owner_of, self._board, colleagues, sights or Sights())
        house = House(desk, entrance, tries, language, *given)
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
        self._board.close()
        await self._server.close_all_connections()
        self._entrance.clear()
        if self._guard is not None:
            guard_file.remove(self._state, self._guard)

    def _token(self) -> str:
        return self._guard.token if self._guard else ""


def _application(house: House) -> Application:
    given = {"house": house}
    return Application(
        [(path, route, given) for path, route in ROUTES],
        default_handler_class=Nowhere,
        default_handler_args=given,
        log_function=_unlogged,
        compress_response=False,
    )


def _unlogged(_: RequestHandler) -> None:
    """Log no request: which question was looked at is nobody's business."""
