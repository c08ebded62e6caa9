"""Sprout Social: the publishing API, whose posts name customer profiles.

:surfaces: publishing API v1
:reads: post, schedule, upload
:not read: the web application (no source), answers from its inbox
:checked: 2026-11-22
:sources: Sprout Social's API documentation; facts: official 0.5 and 2.3
:unverified: posts that are no drafts, which the public API does not make today
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats import body, carried
from twohats.adapter import Fact, KeptAs, NameIs, Published, Refusal, Reply, Request
from twohats.bodies.json_text import as_text, dig
from twohats.call_table import CallTable, nothing
from twohats.credentials import bearer
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects, strings
from twohats.replies import get, json_refusal, json_reply
from twohats.schedulers import tool
from twohats.schedulers.handles import Handle, each, kept, scheduled
from twohats.schedulers.linked_media import linked
from twohats.schedulers.networks import network
from twohats_policy.activity import Activity, Media, Verb

name = "sprout"
hosts = frozenset({"api.sproutsocial.com"})
any_host = False
claims = tool.on_own_hosts
call = tool.by_method
evidence = tool.opaque  # an API token belongs to a whole account, not to a person

_CUSTOMER = re.compile(r"(/v\d/\d+)/.*")


def credential(request: Request) -> str:
    """Return the token."""
    return bearer(request)


def whoami(request: Request) -> Request | None:
    """Return the call that lists the customer's profiles."""
    customer = _CUSTOMER.fullmatch(request.path)
    if not customer or not bearer(request):
        return None
    return get(request, f"{customer[1]}/metadata/customer", {"authorization", "host", "user-agent"})


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield the accounts behind profiles, the ids of uploads and posts."""
    value, path = json_reply(reply), _path(request)
    if path.endswith("/metadata/customer"):
        for profile in objects(dig(value, "data")):
            yield from _profile(profile)
    elif request.method in tool.SAFE:
        return
    elif path.endswith("/publishing/posts"):
        for post in (as_object(value), *objects(dig(value, "data"))):
            if number := as_text(post.get("publishing_post_id")):
                yield from (KeptAs(key=number), Published(id=number))
    elif "/media" in path:
        for file in (as_object(value), *objects(dig(value, "data"))):
            yield from (KeptAs(key=key) for key in (as_text(file.get("media_id")),) if key)


def refusal(request: Request, message: str) -> Refusal:
    """Return the API's error (facts: official 0.5)."""
    return json_refusal(403, {"error": message})


def _post(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    """Read a post: one activity for each profile and each time."""
    values = body.fields(request)
    profiles, media = values.all("customer_profile_ids"), linked(values.json("media"))
    text = values.text("text")
    if not profiles:
        raise UnreadableActivityError("a post without profiles")
    if not (text or media):
        raise UnreadableActivityError("a post without text and media")
    post = Activity(platform=name, verb=Verb.POST, text=text, media=media)
    handles = [Handle(ref, name) for ref in profiles]
    for moment in strings(dig(values.json("delivery"), "scheduled_times")) or ("",):
        timed = scheduled(post, moment)
        draft = values.text("is_draft") == "true"
        yield from each(kept(timed) if draft else timed, handles, "json.customer_profile_ids")


def _uploaded(request: Request, _match: re.Match[str]) -> Iterator[Activity]:
    yield Activity(platform=name, verb=Verb.UPLOAD, media=carried.files(request) or (Media(),))


def _profile(profile: dict[str, Any]) -> Iterator[Fact]:
    handle, number = as_text(profile.get("customer_profile_id")), as_text(profile.get("native_id"))
    username = as_text(profile.get("native_name"))
    if handle and (number or username):
        place = network(as_text(profile.get("network_type")))
        yield NameIs(network=place, platform_id=number, username=username, handle=handle)


def _path(request: Request) -> str:
    return request.path.rstrip("/") or "/"


_CALLS = CallTable(
    ("POST|PUT", r"/v\d/\d+/publishing/posts", _post),
    ("POST|PUT", r"/v\d/\d+/media(?:/.*)?", _uploaded),
    ("POST", r"/v\d/\d+/(?:analytics|messages|listening|cases|metadata)(?:/.*)?", nothing),
)

_TOOL = tool.Tool(name, _CALLS, _path)
read, known = _TOOL.read, _TOOL.known
