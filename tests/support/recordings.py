"""Recordings as browsers, proxies and other tools write them, for the tests that read them."""

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mitmproxy import http, io
from mitmproxy.test import tflow

from twohats.adapter import Request

POST = {"text": "Launch day"}
BRAND = 'OAuth oauth_consumer_key="k", oauth_token="1111111111-made-up", oauth_signature="s"'


def line(method: str, url: str, content: object = b"", *, status: int = 200, **changes: Any) -> str:
    """Return one line of a corpus file."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    entry = {
        "method": method,
        "url": url,
        "http_version": "HTTP/1.1",
        "headers": [["Authorization", BRAND], ["Content-Type", "application/json"]],
        "body_b64": base64.b64encode(body).decode(),
        "status": status,
        "answer_headers": [["Content-Type", "application/json"]],
        "answer_b64": base64.b64encode(b'{"data": {"id": "19"}}').decode(),
    }
    return json.dumps(entry | changes)


def tweet(text: str = "Launch day", **changes: Any) -> str:
    """Return the line of a post of the brand."""
    return line("POST", "https://api.x.com/2/tweets", {"text": text}, **changes)


def har_entry(
    url: str = "https://api.x.com/2/tweets", post_data: Mapping[str, Any] | None = None, **changes: Any
) -> dict[str, Any]:
    """Return one entry of a HAR file: a post of the brand."""
    data = {"mimeType": "application/json", "text": json.dumps(POST)} if post_data is None else post_data
    request = {
        "method": "POST",
        "url": url,
        "httpVersion": "HTTP/1.1",
        "headers": [{"name": "Authorization", "value": BRAND}, {"name": "Content-Type", "value": "application/json"}],
        "postData": data,
    }
    response = {
        "status": 201,
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"mimeType": "application/json", "text": '{"data": {"id": "19"}}'},
    }
    return {"request": request | changes, "response": response}


def har(*entries: Mapping[str, Any]) -> str:
    """Return a HAR file."""
    return json.dumps({"log": {"version": "1.2", "pages": [], "entries": list(entries)}})


def write_flows(path: Path, requests: Sequence[Request], reply: bytes = b'{"data": {"id": "19"}}') -> Path:
    """Write flows as mitmproxy itself does; the last one has no reply."""
    with path.open("wb") as file:
        writer = io.FlowWriter(file)
        for number, request in enumerate(requests, 1):
            writer.add(_flow(request, reply if number < len(requests) else None))
    return path


def _flow(request: Request, reply: bytes | None) -> http.HTTPFlow:
    headers = http.Headers([(name.encode(), value.encode()) for name, value in dict(request.headers).items()])
    flow = tflow.tflow(req=http.Request.make(request.method, request.url, request.content, headers))
    flow.server_conn.address = (request.host, request.port)
    flow.client_conn.sni = request.host
    if reply is not None:
        flow.response = http.Response.make(200, reply, {"Content-Type": "application/json"})
    return flow
