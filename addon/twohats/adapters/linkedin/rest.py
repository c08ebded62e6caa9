"""LinkedIn's REST API: posts, ugcPosts, shares, comments and reactions (facts: official 0.6 and 1.5)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.linkedin import contents
from twohats.adapters.linkedin.urns import actor
from twohats.body import as_text, dig, is_object
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats_policy.activity import Activity, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[_Value], Activity]

_POSTS = re.compile(r"/(?:rest|v2)/(posts|ugcPosts|shares)(?:/(.+))?")
_COMMENTS = re.compile(r"/(?:rest|v2)/socialActions/(.+)/comments(?:/(.+))?")
_LIKES = re.compile(r"/(?:rest|v2)/socialActions/(.+)/likes(?:/(.+))?")
_REACTIONS = re.compile(r"/(?:rest|v2)/reactions(?:/(.+))?")
_OVERRIDES = ("x-http-method-override", "x-http-method", "x-method-override")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_QUIET = re.compile(
    r"/oauth/.*|/(?:rest|v2)/(?:socialMetadata|eventSubscriptions|webhooks|assets|images|videos|documents|introspectToken"
    r"|organizationAuthorizations|adAnalytics|organizationAcls)(?:/.*)?"
)


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call to the API makes public, changes or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    method = _method(request)
    if method in _SAFE:
        return ()
    path = request.path.rstrip("/")
    if match := _POSTS.fullmatch(path):
        return tuple(_posts(request, method, match[1], match[2] or ""))
    if match := _COMMENTS.fullmatch(path):
        return (_comment(request, method, match[1], match[2] or ""),)
    if match := _LIKES.fullmatch(path) or _REACTIONS.fullmatch(path):
        return (_reaction(request, method, match[1] or ""),)
    return ()


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is in the table; long queries come as POST."""
    return _method(request) in _SAFE or _QUIET.fullmatch(request.path.rstrip("/")) is not None


def _method(request: Request) -> str:
    """Return the method that counts. A query in a POST has a form for its body; a body in JSON is never a read."""
    override = next((value for name in _OVERRIDES if (value := request.header(name))), "").strip().upper()
    if override in _SAFE:
        return override if _is_query(request) else request.method
    return override or request.method


def _is_query(request: Request) -> bool:
    try:
        return body.shape(request) in {"empty", "form"}
    except UnreadableActivityError:
        return False


def _posts(request: Request, method: str, kind: str, urn: str) -> Iterator[Activity]:
    batch = request.header("x-restli-method").lower()
    if method == "DELETE" or batch in {"delete", "batch_delete"}:
        yield Activity(platform="linkedin", verb=Verb.DELETE, subject=urn or dict(request.query).get("ids", ""))
        return
    value, create = _json(request), _CREATE[kind]
    if urn:
        yield contents.edited(_patch(value) or value, urn)
    elif batch == "batch_create" or "elements" in value:
        yield from (create(entry) for entry in _elements(value))
    elif "entities" in value:
        yield from (contents.edited(_patch(as_object(one)), key) for key, one in as_object(value["entities"]).items())
    else:
        yield create(value)


def _elements(value: _Value) -> list[_Value]:
    elements = objects(value.get("elements"))
    if not elements:
        raise UnreadableActivityError("a batch without posts")
    return elements


def _patch(value: _Value) -> _Value:
    return as_object(dig(value, "patch", "$set"))


def _comment(request: Request, method: str, post: str, comment: str) -> Activity:
    acting = actor("query.actor", dict(request.query).get("actor", ""))
    if method == "DELETE":
        return Activity(platform="linkedin", verb=Verb.DELETE, actor=acting, subject=comment)
    value = _json(request)
    if comment:
        message = {"message": dig(value, "patch", "message", "$set")}
        changed = contents.comment(_patch(value) or (message if message["message"] else value), Verb.EDIT)
        return changed.model_copy(update={"subject": comment, "actor": changed.actor or acting})
    found = contents.comment(value, Verb.REPLY)
    answered = as_text(value.get("parentComment")) or as_text(value.get("object")) or post
    return found.model_copy(update={"reply_to": answered, "actor": found.actor or acting})


def _reaction(request: Request, method: str, subject: str) -> Activity:
    named = dict(request.query).get("actor", "")
    if method == "DELETE":
        return Activity(platform="linkedin", verb=Verb.DELETE, actor=actor("query.actor", named), subject=subject)
    value = _json(request)
    acting = actor("query.actor", named) or actor("json.actor", value.get("actor"))
    liked = as_text(value.get("root")) or as_text(value.get("object")) or subject
    kind = as_text(value.get("reactionType"))
    return Activity(platform="linkedin", verb=Verb.REACT, actor=acting, subject=liked, text=kind)


def _json(request: Request) -> _Value:
    """Return the body; a tunnelled call has its query and its JSON as parts of one body."""
    if body.shape(request) != "multipart":
        return body.json_object(request)
    part = next((part for part in body.parts(request) if part.is_json), None)
    value = body.parse_json(part.text(), what="body") if part else None
    if not is_object(value):
        raise UnreadableActivityError("body is not a JSON object")
    return value


_CREATE: dict[str, _Reader] = {
    "posts": contents.post,
    "ugcPosts": contents.ugc_post,
    "shares": contents.share,
}
