"""X as its clients see it: web GraphQL, API v1.1 and v2 (facts: platforms_private 1, platforms_official 1.1)."""

import re
from urllib.parse import unquote

from tests.support.fields import fields
from tests.support.network import Account, Network, Post
from twohats.stand_ins.messages import Answer, Received

HOSTS = frozenset({"x.com", "twitter.com", "api.x.com", "api.twitter.com", "upload.x.com", "upload.twitter.com"})


def answer(network: Network, request: Received) -> Answer:
    """Answer a call as the platform would."""
    account = _acting(network, request)
    if account is None:
        return Answer.of({"title": "Unauthorized", "status": 401, "detail": "Unauthorized"}, 401)
    path = request.path.removeprefix("/i/api")
    match (request.method, path.split("/")[1:]):
        case ("GET", ["2", "users", "me"]):
            return Answer.of({"data": {"id": account.id, "username": account.username, "name": account.username}})
        case ("GET", ["1.1", "account", "verify_credentials.json"]):
            return Answer.of(_user(account))
        case ("POST", ["2", "tweets"]):
            return _v2(network, account, request)
        case ("DELETE", ["2", "tweets", number]):
            network.delete(number)
            return Answer.of({"data": {"deleted": True}})
        case ("POST", ["1.1", "statuses", "update.json"]):
            return _v1(network, account, request)
        case ("POST", ["1.1" | "i", "media", "upload.json"] | ["2", "media", "upload"]):
            return _upload(network, request)
        case ("POST", ["graphql", _, operation]):
            return _graphql(network, account, operation, request)
        case ("GET", _):
            return Answer.of({"data": {}})
        case _:
            return Answer.of({"errors": [{"code": 34, "message": "Sorry, that page does not exist."}]}, 404)


def _acting(network: Network, request: Received) -> Account | None:
    said = request.header("authorization")
    if found := re.search(r'oauth_token="(\d+)-', said):
        return network.by(id=found[1])
    if cookie := re.search(r'twid="?u=(\d+)', unquote(request.header("cookie"))):
        return network.by(id=request.header("x-act-as-user-id") or cookie[1])
    return network.by(token=said.removeprefix("Bearer "))


def _user(account: Account) -> dict[str, object]:
    return {"id": int(account.id), "id_str": account.id, "screen_name": account.username, "name": account.username}


def _v2(network: Network, account: Account, request: Received) -> Answer:
    sent = fields(request)
    media = tuple(sent.get("media", {}).get("media_ids", ()))
    post = network.publish(account, sent.get("text", ""), media)
    return Answer.of({"data": {"id": post.id, "text": post.text, "edit_history_tweet_ids": [post.id]}}, 201)


def _v1(network: Network, account: Account, request: Received) -> Answer:
    sent = fields(request)
    media = tuple(key for key in sent.get("media_ids", "").split(",") if key)
    post = network.publish(account, sent.get("status", ""), media)
    about = {"id": int(post.id), "id_str": post.id, "text": post.text, "created_at": "Thu Jan 01 00:00:00 +0000 2026"}
    return Answer.of(about | {"user": _user(account)})


def _upload(network: Network, request: Received) -> Answer:
    sent = fields(request)
    command, key = sent.get("command", ""), sent.get("media_id", "")
    if command == "INIT":
        key = network.upload(b"")
    elif command != "FINALIZE":
        key = network.upload(sent["media"], key)
    return Answer.of({"media_id": int(key), "media_id_string": key, "data": {"id": key}, "expires_after_secs": 86400})


def _graphql(network: Network, account: Account, operation: str, request: Received) -> Answer:
    variables = fields(request)["variables"]
    match operation:
        case "CreateTweet" | "CreateNoteTweet":
            entities = variables.get("media", {}).get("media_entities", ())
            media = tuple(entity["media_id"] for entity in entities)
            return _created(network.publish(account, variables["tweet_text"], media))
        case "CreateRetweet":
            post = network.publish(account, variables["tweet_id"], kind="repost")
            return Answer.of({"data": {"create_retweet": {"retweet_results": {"result": {"rest_id": post.id}}}}})
        case "DeleteTweet":
            network.delete(variables["tweet_id"])
            return Answer.of({"data": {"delete_tweet": {"tweet_results": {}}}})
        case _:
            return Answer.of({"data": {}})


def _created(post: Post) -> Answer:
    result = {"rest_id": post.id, "legacy": {"full_text": post.text}}
    return Answer.of({"data": {"create_tweet": {"tweet_results": {"result": result}}}})
