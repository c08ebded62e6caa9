"""A Bluesky data server as its clients see it (facts: platforms_private 13, platforms_official 1.12)."""

import base64
import hashlib
import json
from typing import Any

from tests.support.fields import fields
from tests.support.network import Account, Network
from twohats.stand_ins.messages import Answer, Received

HOSTS = frozenset({"bsky.social"})
FEED = "app.bsky.feed."


def session_token(account: Account, *, scope: str = "com.atproto.access") -> str:
    """Return a token as the server issues them: the account is in `sub`; the signature is made up."""
    claims = {"scope": scope, "sub": account.id, "iat": 1767225600, "exp": 4102444800, "aud": "did:web:bsky.social"}
    return ".".join((_base64url({"typ": "at+jwt", "alg": "HS256"}), _base64url(claims), "c2lnbmF0dXJl"))


def answer(network: Network, request: Received) -> Answer:
    """Answer a call as the platform would."""
    call = request.path.removeprefix("/xrpc/")
    if call == "com.atproto.server.createSession":
        return _sign_in(network, fields(request))
    account = _signed_in(network, request)
    if account is None:
        return Answer.of({"error": "AuthMissing", "message": "Authentication Required"}, 401)
    match call:
        case "com.atproto.server.getSession":
            return Answer.of(_session(account))
        case "com.atproto.server.refreshSession":
            return Answer.of(_tokens(account))
        case "com.atproto.repo.uploadBlob":
            return _blob(network, request)
        case "com.atproto.repo.createRecord" | "com.atproto.repo.putRecord":
            sent = fields(request)
            return Answer.of(_write(network, account, sent["collection"], sent["record"]))
        case "com.atproto.repo.applyWrites":
            writes = [one for one in fields(request)["writes"] if not one["$type"].endswith("#delete")]
            return Answer.of({"results": [_write(network, account, one["collection"], one["value"]) for one in writes]})
        case "com.atproto.repo.deleteRecord":
            network.delete(fields(request)["rkey"])
            return Answer.of({})
        case _:
            return Answer.of({"error": "MethodNotImplemented", "message": "Method Not Implemented"}, 501)


def _base64url(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _sign_in(network: Network, sent: dict[str, Any]) -> Answer:
    account = network.by(username=sent["identifier"], password=sent["password"])
    if account is None:
        return Answer.of({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
    return Answer.of(_tokens(account))


def _signed_in(network: Network, request: Received) -> Account | None:
    tokens = {
        session_token(one, scope=f"com.atproto.{scope}"): one
        for one in network.accounts
        for scope in ("access", "refresh")
    }
    return tokens.get(request.header("authorization").removeprefix("Bearer "))


def _session(account: Account) -> dict[str, Any]:
    return {"did": account.id, "handle": account.username, "email": "made-up@example.com", "active": True}


def _tokens(account: Account) -> dict[str, Any]:
    refresh = session_token(account, scope="com.atproto.refresh")
    return _session(account) | {"accessJwt": session_token(account), "refreshJwt": refresh}


def _blob(network: Network, request: Received) -> Answer:
    link = "bafkrei" + base64.b32encode(hashlib.sha256(request.content).digest()).decode().lower().rstrip("=")
    network.upload(request.content, link)
    kind = request.header("content-type") or "application/octet-stream"
    blob = {"$type": "blob", "ref": {"$link": link}, "mimeType": kind, "size": request.length}
    return Answer.of({"blob": blob})


def _write(network: Network, account: Account, collection: str, record: dict[str, Any]) -> dict[str, str]:
    images = record.get("embed", {}).get("images", ())
    media = tuple(image["image"]["ref"]["$link"] for image in images)
    post = network.publish(account, record.get("text", ""), media, kind=collection.removeprefix(FEED))
    return {"uri": f"at://{account.id}/{collection}/{post.id}", "cid": "bafyreimadeup", "validationStatus": "valid"}
