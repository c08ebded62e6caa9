"""The conventions of Meta's Graph API on every host: places, methods, tokens, lists, errors (facts: official 0.5, 1.2).

`graph.facebook.com` is shared: ids of Instagram's objects begin with 17 or 18 and have 17 digits or more.
"""

import re

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import as_text
from twohats.errors import UnreadableActivityError
from twohats.replies import json_refusal
from twohats_policy.activity import Actor

FACEBOOK_HOSTS = frozenset(
    {
        "graph.facebook.com",
        "graph-video.facebook.com",
        "b-graph.facebook.com",
        "api.facebook.com",
        "rupload.facebook.com",
    }
)
"""Hosts of the Graph API on facebook.com, some of them shared with Instagram."""

_VERSION = re.compile(r"\A/v\d+(?:\.\d+)?(?=/|$)")
_WRITING = frozenset({"POST", "DELETE"})
_INSTAGRAM_HOSTS = frozenset({"graph.instagram.com", "api.instagram.com"})
_INSTAGRAM_ID = re.compile(r"1[78]\d{15,}")
_INSTAGRAM_EDGES = frozenset(
    {"media", "media_publish", "mentions", "content_publishing_limit", "stories", "live_media"}
)
_INSTAGRAM_UPLOAD = "/ig-api-upload/"
_TRUE = frozenset({"true", "1"})
_SCHEMES = frozenset({"bearer", "oauth"})
_NO_RIGHT = 200  # of the error codes 200 to 299; others make clients log in again or retry


def place(request: Request) -> tuple[str, str]:
    """Return the node and the edge of the path, without the version: `("17841…", "media_publish")`."""
    node, _, edge = _VERSION.sub("", request.path, count=1).strip("/").partition("/")
    return node, edge


def method(request: Request) -> str:
    """Return the method that counts: Graph takes `method=` in the query of any call. It never makes a call milder."""
    override = dict(request.query).get("method", "").upper()
    return override if override in _WRITING else request.method


def deletes(request: Request, fields: Fields) -> bool:
    """Tell whether the call deletes, by its method or by one named in query or body."""
    return method(request) == "DELETE" or fields.text("method").upper() == "DELETE"


def is_instagrams(request: Request) -> bool:
    """Tell whether a call to a Graph host is Instagram's: by host, or on Facebook's by the object or edge it names."""
    if request.host in _INSTAGRAM_HOSTS:
        return True
    node, edge = place(request)
    asks_for_name = "instagram_business_account" in dict(request.query).get("fields", "")
    return (
        request.path.startswith(_INSTAGRAM_UPLOAD) or is_instagram_id(node) or edge in _INSTAGRAM_EDGES or asks_for_name
    )


def is_instagram_id(text: str) -> bool:
    """Tell whether `text` is the id of one of Instagram's objects or accounts."""
    return bool(_INSTAGRAM_ID.fullmatch(text))


def token(request: Request) -> str:
    """Return the access token of a call, from header, query or body, or an empty string."""
    scheme, _, value = request.header("authorization").partition(" ")
    if scheme.lower() in _SCHEMES and value.strip():
        return value.strip()
    try:
        return body.fields(request).text("access_token")
    except UnreadableActivityError:
        return dict(request.query).get("access_token", "")


def actor(node: str) -> Actor | None:
    """Return the account that the path names; None for `me`, which is the owner of the token."""
    return Actor(where="path", platform_id=node) if node.isdecimal() else None


def is_on(fields: Fields, *names: str) -> bool:
    """Tell whether a switch is on; Graph writes `true` and `1`."""
    return fields.text(*names).lower() in _TRUE


def listed_names(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list that is JSON in a string, a JSON list, `name[0]`, or names with commas.

    Raises:
        UnreadableActivityError: it begins like JSON and is none.
    """
    value = fields.first(name)
    listed = fields.json(name) if isinstance(value, str) and value.lstrip().startswith("[") else None
    return tuple(as_text(item) for item in listed) if isinstance(listed, list) else fields.all(name)


def refusal(message: str) -> Refusal:
    """Return Graph's error object (facts: official 0.5)."""
    return json_refusal(403, error(message))


def error(message: str) -> dict[str, dict[str, str | int | bool]]:
    """Return Graph's error object as a value, as it also stands in the answers of a batch."""
    return {
        "error": {
            "message": message,
            "type": "OAuthException",
            "code": _NO_RIGHT,
            "error_subcode": 0,
            "is_transient": False,
            "error_user_title": "twohats",
            "error_user_msg": message,
            "fbtrace_id": "twohats",
        }
    }
