"""An open page, as a browser follows it: comes in by the file that twohats opens, then listens to its events."""

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from twohats import control


class Page:
    """Listens in a thread. `told` are the moments (`perf_counter`) at which the page learnt of a question."""

    def __init__(self, state: Path) -> None:
        """Follow the page of the guard with this state folder."""
        self.told: list[float] = []
        self._state = state
        self._known: set[str] = set()

    def __enter__(self) -> Self:
        """Come in and begin to listen."""
        file = control.open_file(self._state).read_text(encoding="utf-8")
        address = urlsplit(_found(r'action="([^"]+)"', file))
        token = _found(r'name="token" value="([^"]+)"', file)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        cookie = self._enter(address.path, token)
        self._connection.request("GET", "/events?since=0", headers={"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})
        self._events = self._connection.getresponse()
        if self._events.status != 200:
            raise SystemExit(f"the page does not let us follow it: {self._events.status}")
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the page."""
        if self._connection.sock is not None:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._listening.join()
        self._connection.close()

    def _enter(self, path: str, token: str) -> str:
        kind = "application/x-www-form-urlencoded"
        headers = {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Content-Type": kind}
        self._connection.request("POST", path, urlencode({"token": token}), headers)
        reply = self._connection.getresponse()
        reply.read()
        return (reply.headers["Set-Cookie"] or "").partition(";")[0]

    def _listen(self) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):  # we have left
            while line := self._events.readline():
                if line.startswith(b"data: "):
                    self._hear(json.loads(line[6:]))

    def _hear(self, event: dict[str, list[str]]) -> None:
        fresh = set(event["changed"]) - self._known
        self._known |= fresh
        self.told.extend([time.perf_counter()] * len(fresh))


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit("the file that opens the page is not as it was")
    return found[1]
