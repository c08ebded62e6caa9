"""Instagram as its app and the Graph API's clients see it (facts: platforms_private 2, platforms_official 1.3)."""

import base64
import json
import re
from typing import Any

from tests.support.fields import fields
from tests.support.network import Account, Network, Post
from twohats.stand_ins.messages import Answer, Received

HOSTS = frozenset({"i.instagram.com", "www.instagram.com", "graph.instagram.com", "graph.facebook.com"})
PUBLISHING = {"configure": "post", "configure_to_clips": "reel", "configure_to_story": "story"}


def answer(network: Network, request: Received) -> Answer:
    """Answer a call as the platform would."""
    if request.host.startswith("graph."):
        return _graph(network, request)
    account = _signed_in(network, request)
    if account is None:
        return Answer.of({"message": "login_required", "status": "fail"}, 403)
    match (request.method, request.path.strip("/").split("/")):
        case ("GET", ["api", "v1", "accounts", "current_user"]):
            return Answer.of({"user": _user(account), "status": "ok"})
        case ("POST", ["rupload_igphoto" | "rupload_igvideo", _]):
            key = json.loads(request.header("x-instagram-rupload-params"))["upload_id"]
            return Answer.of({"upload_id": network.upload(request.content, key), "status": "ok"})
        case ("POST", ["api", "v1", "media", call]) if call in PUBLISHING:
            return _configure(network, account, PUBLISHING[call], request)
        case ("POST", ["api", "v1", "media", number, "delete"]):
            network.delete(number.partition("_")[0])
            return Answer.of({"did_delete": True, "status": "ok"})
        case _:
            return Answer.of({"status": "ok", "items": []})


def _signed_in(network: Network, request: Received) -> Account | None:
    if found := re.fullmatch(r"Bearer IGT:2:(\S+)", request.header("authorization")):
        return network.by(id=str(json.loads(base64.b64decode(found[1]))["ds_user_id"]))
    cookie = re.search(r"ds_user_id=(\d+)", request.header("cookie"))
    return network.by(id=cookie[1]) if cookie else None


def _user(account: Account) -> dict[str, Any]:
    return {"pk": int(account.id), "username": account.username, "full_name": account.username, "is_private": False}


def _configure(network: Network, account: Account, kind: str, request: Received) -> Answer:
    sent = fields(request)
    body = json.loads(sent["signed_body"].partition(".")[2]) if "signed_body" in sent else sent
    post = network.publish(account, body.get("caption", ""), (str(body["upload_id"]),), kind=kind)
    return Answer.of({"media": _media(post, account), "upload_id": body["upload_id"], "status": "ok"})


def _media(post: Post, account: Account) -> dict[str, Any]:
    about = {"pk": int(post.id), "id": f"{post.id}_{account.id}", "code": f"C{post.id}", "taken_at": 1767225600}
    return about | {"media_type": 1, "user": _user(account), "caption": {"text": post.text}}


def _graph(network: Network, request: Received) -> Answer:
    sent = fields(request)
    token = sent.get("access_token") or request.header("authorization").removeprefix("Bearer ")
    account = network.by(token=token)
    if account is None:
        return _error("Invalid OAuth access token.", 190)
    match (request.method, re.sub(r"^/v[\d.]+", "", request.path).strip("/").split("/")):
        case ("GET", ["me"]):
            return Answer.of({"id": account.id, "user_id": account.id, "username": account.username})
        case ("POST", [node, "media"]) if node in {account.id, "me"}:
            key = network.new_id()
            network.drafts[key] = {"text": sent.get("caption", ""), "image": sent.get("image_url", "")}
            return Answer.of({"id": key})
        case ("POST", [node, "media_publish"]) if node in {account.id, "me"}:
            draft = network.drafts[str(sent["creation_id"])]
            key = network.upload(draft["image"].encode())
            return Answer.of({"id": network.publish(account, draft["text"], (key,)).id})
        case _:
            return _error("Unsupported request.", 100)


def _error(words: str, code: int) -> Answer:
    return Answer.of({"error": {"message": words, "type": "OAuthException", "code": code}}, 400)
