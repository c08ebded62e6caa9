"""The demo's publishing tool: uploads a picture and posts it, through the guard like any other tool."""

import json
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twohats.demo.sample import HOST, authorization

SECONDS = 90.0  # longer than a question stays open


@dataclass(frozen=True)
class Tool:
    """A tool signed in as `account`. It reaches the network through `proxy` and trusts the guard's certificate."""

    account: str
    proxy: str
    authority: Path

    def upload(self, picture: bytes) -> str:
        """Upload a picture and return its media id."""
        reply = self._call("/2/media/upload", _multipart(picture), f"multipart/form-data; boundary={_BOUNDARY}")
        return str(reply["data"]["id"])

    def post(self, text: str, media: str) -> str:
        """Post and return what the person in front of the tool reads."""
        content = json.dumps({"text": text, "media": {"media_ids": [media]}}).encode()
        try:
            reply = self._call("/2/tweets", content, "application/json")
        except urllib.error.HTTPError as error:
            refusal = json.loads(error.read())
            return f"HTTP {error.code}: {refusal.get('detail') or refusal}"
        return f"posted, id {reply['data']['id']}"

    def _call(self, path: str, content: bytes, content_type: str) -> dict[str, Any]:
        request = urllib.request.Request(f"https://{HOST}{path}", content, method="POST")
        request.add_header("Content-Type", content_type)
        request.add_header("Authorization", authorization(self.account))
        request.add_header("User-Agent", "demo tool")
        with self._opener().open(request, timeout=SECONDS) as reply:
            answer: dict[str, Any] = json.loads(reply.read())
            return answer

    def _opener(self) -> urllib.request.OpenerDirector:
        trust = ssl.create_default_context(cafile=str(self.authority))
        return urllib.request.build_opener(
            urllib.request.ProxyHandler({"https": self.proxy}), urllib.request.HTTPSHandler(context=trust)
        )


_BOUNDARY = "twohatsdemo"


def _multipart(picture: bytes) -> bytes:
    head = (
        f"--{_BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="media"; filename="me.png"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    return head.encode() + picture + f"\r\n--{_BOUNDARY}--\r\n".encode()
