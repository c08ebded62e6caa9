"""Calls of Buffer's dashboard: its tunnel to the REST API, and procedures by name (facts: private 15 and 17)."""

import dataclasses
import json
import re
from collections.abc import Mapping

from twohats import body
from twohats.adapter import Request
from twohats.adapters.buffer import updates
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import parse_json
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.schedulers.handles import Handle, each
from twohats_policy.activity import Activity, Verb

_PLATFORM = "buffer"
_CALL = re.compile(r"/rpc(?:/([^/]*))?/?")
_TUNNEL = "composerApiProxy"
_VERBS: Mapping[str, Verb] = {
    "sharePostNow": Verb.POST,
    "shareStoryGroupNow": Verb.STORY,
    "requeuePost": Verb.POST,
    "approveDraft": Verb.APPROVE,
    "changeDraftStatus": Verb.APPROVE,
    "moveDraftToQueue": Verb.APPROVE,
    "deletePost": Verb.DELETE,
    "deleteStoryGroup": Verb.DELETE,
}
_READS = re.compile(r"(?:get|fetch|list|search|check|user|profiles|queuedPosts|sentPosts|draftPosts|posts)\w*")
_PREPARED = ("updateId", "storyGroupId", "draftId", "id")


def is_call(request: Request) -> bool:
    """Tell whether it is a procedure of the dashboard."""
    return bool(_CALL.fullmatch(request.path))


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a procedure does.

    Raises:
        UnreadableActivityError: the tunnel, or the arguments of a publishing procedure, cannot be read.
    """
    if not is_call(request):
        return ()
    name = _name(request)
    if name == _TUNNEL:
        inner = _unwrapped(request)
        return updates.read(inner) if updates.is_update(inner) else ()
    return tuple(_done(_VERBS[name], _arguments(request))) if name in _VERBS else ()


def known(request: Request) -> bool:
    """Tell whether the procedure, or the call in the tunnel, is known."""
    if not is_call(request):
        return False
    try:
        name = _name(request)
        inner = _unwrapped(request) if name == _TUNNEL else None
    except UnreadableActivityError:
        return False
    if inner is not None:
        return inner.method == "GET" or updates.is_update(inner)
    return name in _VERBS or bool(_READS.fullmatch(name))


def _done(verb: Verb, values: Fields) -> tuple[Activity, ...]:
    subject = values.text(*_PREPARED)
    uses = "" if verb is Verb.DELETE else subject
    activity = Activity(platform=_PLATFORM, verb=verb, subject=subject, uses=uses)
    profile = values.text("profileId", "profile_id")
    return tuple(each(activity, [Handle(profile, _PLATFORM)], "json.args.profileId")) if profile else (activity,)


def _name(request: Request) -> str:
    found = _CALL.fullmatch(request.path)
    return (found[1] if found else "") or body.fields(request).text("name")


def _arguments(request: Request) -> Fields:
    """Return what is in `args`: JSON, or JSON in a string."""
    value = body.fields(request).json("args")
    return Fields(list(as_object(value).items()))


def _unwrapped(request: Request) -> Request:
    """Return the REST call in the tunnel."""
    arguments = _arguments(request)
    target = arguments.text("url")
    if not target.startswith("/"):
        raise UnreadableActivityError("a tunnelled call without address")
    inner = arguments.json("args")
    if isinstance(inner, str):
        inner = parse_json(inner, what="`args`")
    return dataclasses.replace(
        request,
        method=arguments.text("HTTPMethod", "method").upper() or "POST",
        path=target.partition("?")[0],
        raw_target=target,
        headers=(("content-type", "application/json"),),
        content=json.dumps(as_object(inner)).encode(),
    )
