"""A real Bluesky data server (PDS) with its directory, on loopback, from npm.

The packages are pinned in `pds_server/package.json` and installed by `npm.py`.
"""

import http.client
import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support import npm
from twohats.stand_ins.messages import Answer, Received

SOURCE = Path(__file__).parent / "pds_server"
PER_CONNECTION = frozenset({"connection", "content-length", "transfer-encoding", "keep-alive", "content-encoding"})


def install() -> Path:
    """Return the folder where the packages are."""
    return npm.install(SOURCE, "pds")


class Pds:
    """A data server for one test, in a `with` statement; it forgets everything with its folder."""

    def __init__(self, folder: Path, hostname: str = "pds.test") -> None:
        self.hostname = hostname
        self._folder = folder
        self._passwords: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Start the server and wait until it says its port."""
        command = ["node", str(SOURCE / "start.cjs"), self.hostname, str(self._folder)]
        environment = {**npm.ENVIRONMENT, "LOG_ENABLED": "false"}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=install(), env=environment, stdin=pipe, stdout=pipe, text=True)
        assert self._process.stdout
        self._port = int(json.loads(self._process.stdout.readline())["port"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.stdout
        self._process.stdout.close()
        self._process.wait(timeout=20)

    def forward(self, request: Received) -> Answer:
        """Answer a request that arrived at the stand-in with what the real server says."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {name: value for name, value in request.headers if name not in PER_CONNECTION}
        headers |= {"host": self.hostname, "accept-encoding": "identity"}
        connection.request(request.method, request.target, request.content or None, headers)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return Answer(reply.status, content, reply.headers.get("content-type", "application/json"))

    def join(self, name: str) -> str:
        """Make an account `name.<hostname>` and return its DID."""
        self._passwords[name] = f"a made-up password of {name}"
        account = {"handle": self.handle(name), "email": f"{name}@{self.hostname}", "password": self._passwords[name]}
        return str(self._call("POST", "/xrpc/com.atproto.server.createAccount", account)["did"])

    def handle(self, name: str) -> str:
        """The handle of the account `name`."""
        return f"{name}.{self.hostname}"

    def password(self, name: str) -> str:
        """The password of the account `name`, made up when it joined."""
        return self._passwords[name]

    def texts(self, did: str) -> list[str]:
        """Return the text of every post that is in the repository of `did`."""
        query = f"repo={did}&collection=app.bsky.feed.post"
        records = self._call("GET", f"/xrpc/com.atproto.repo.listRecords?{query}")["records"]
        return [record["value"]["text"] for record in records]

    def _call(self, method: str, target: str, value: object = None) -> dict[str, Any]:
        body = json.dumps(value).encode() if value is not None else b""
        headers = (("content-type", "application/json"),)
        request = Received(self.hostname, self.hostname, method, target, headers, body, len(body), "")
        answer = self.forward(request)
        assert answer.status == 200, answer.content
        return dict(json.loads(answer.content))
