"""A Mastodon server as its clients see it (facts: platforms_private 14, platforms_official 1.13)."""

from typing import Any

from tests.support.fields import fields
from tests.support.network import Account, Network, Post
from twohats.stand_ins.messages import Answer, Received

HOSTS = frozenset({"mastodon.example"})


def answer(network: Network, request: Received) -> Answer:
    """Answer a call as the platform would."""
    match (request.method, request.path.strip("/").split("/")):
        case ("GET", ["api", "v1" | "v2", "instance"]):
            return Answer.of({"uri": "mastodon.example", "domain": "mastodon.example", "version": "4.5.0"})
        case ("POST", ["oauth", "token"]):
            return _sign_in(network, request)
    account = network.by(token=request.header("authorization").removeprefix("Bearer "))
    if account is None:
        return Answer.of({"error": "The access token is invalid"}, 401)
    match (request.method, request.path.strip("/").split("/")):
        case ("GET", ["api", "v1", "accounts", "verify_credentials"]):
            return Answer.of(_account(account))
        case ("POST", ["api", "v1" | "v2", "media"]):
            key = network.upload(fields(request)["file"])
            return Answer.of({"id": key, "type": "image", "url": f"https://mastodon.example/media/{key}.jpg"})
        case ("GET", ["api", "v1", "media", key]):
            return Answer.of({"id": key, "type": "image", "url": f"https://mastodon.example/media/{key}.jpg"})
        case ("POST", ["api", "v1", "statuses"]):
            sent = fields(request)
            media = tuple(str(key) for key in sent.get("media_ids") or ())
            return Answer.of(_status(network.publish(account, sent.get("status", ""), media), account))
        case ("POST", ["api", "v1", "statuses", number, "reblog"]):
            return Answer.of(_status(network.publish(account, number, kind="reblog"), account))
        case ("DELETE", ["api", "v1", "statuses", number]):
            network.delete(number)
            return Answer.of({"id": number, "text": ""})
        case ("GET", _):
            return Answer.of([])
        case _:
            return Answer.of({"error": "Record not found"}, 404)


def _sign_in(network: Network, request: Received) -> Answer:
    sent = fields(request)
    account = network.by(username=sent["username"], password=sent["password"])
    if account is None:
        return Answer.of({"error": "invalid_grant"}, 400)
    return Answer.of({"access_token": account.token, "token_type": "Bearer", "scope": "read write", "created_at": 0})


def _account(account: Account) -> dict[str, Any]:
    address = f"https://mastodon.example/@{account.username}"
    return {"id": account.id, "username": account.username, "acct": account.username, "url": address}


def _status(post: Post, account: Account) -> dict[str, Any]:
    address = f"https://mastodon.example/@{account.username}/{post.id}"
    about = {"id": post.id, "uri": address, "url": address, "content": post.text, "account": _account(account)}
    return about | {"created_at": "2026-01-01T00:00:00.000Z", "visibility": "public"}
