"""Short ways to write calls to X, with made-up credentials. Brand is 1111111111, person is 2222222222."""

import json

from twohats.adapter import Reply, Request
from twohats.replays.recordings import request_of

SHARED_BEARER = "Bearer AAAAAAAAmade-up"
WEB = {"authorization": SHARED_BEARER, "cookie": 'auth_token=made-up-anna; ct0=x; twid="u=2222222222"'}
OAUTH1 = {"authorization": 'OAuth oauth_consumer_key="k", oauth_token="1111111111-made-up", oauth_signature="s"'}
OAUTH2 = {"authorization": "Bearer made-up-oauth2"}


def call(
    method: str, url: str, content: str | bytes | dict[str, object] | list[object] = b"", **headers: str
) -> Request:
    """Return a call; a dict or list becomes JSON, a text a form, unless a content type says otherwise."""
    as_json = isinstance(content, dict | list)
    sent = (
        json.dumps(content).encode()
        if isinstance(content, dict | list)
        else content.encode()
        if isinstance(content, str)
        else content
    )
    kind = "application/json" if as_json else "application/x-www-form-urlencoded" if isinstance(content, str) else ""
    named = {"content-type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
    return request_of(method, url, [pair for pair in named.items() if pair[1]], sent)


def operation(name: str, **variables: object) -> Request:
    """Return a GraphQL call of Anna's browser."""
    return call("POST", f"https://x.com/i/api/graphql/id/{name}", {"variables": variables}, **WEB)


def reply(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Return a JSON reply."""
    return Reply(status, headers, value.encode() if isinstance(value, str) else json.dumps(value).encode())
