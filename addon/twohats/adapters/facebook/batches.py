"""Graph calls within one call: the field `batch` holds many, each with its own body (facts: official 0.3, 0.7)."""

import json
from dataclasses import replace
from typing import Any

from twohats import body
from twohats.adapter import Refusal, Request
from twohats.adapters.facebook import pages
from twohats.body import as_text, is_list, is_object
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, objects
from twohats.meta import graph
from twohats.normal_form import method_of, path_of
from twohats_policy.activity import Activity, Media

MAX_CALLS = 100  # Graph takes 50
_FORM = "application/x-www-form-urlencoded"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a Graph call does, or every call in its batch.

    Raises:
        UnreadableActivityError: one of them cannot be read, or is Instagram's.
    """
    if pages.is_upload(request) or not _is_batch(request):
        activity = pages.read(request)
        return (activity,) if activity else ()
    return tuple(activity for entry in entries(request) if (activity := _read(request, entry)))


def known(request: Request) -> bool:
    """Tell whether every call is one that makes nothing public."""
    try:
        calls = [_call(request, entry) for entry in entries(request)] if _is_batch(request) else [request]
    except UnreadableActivityError:
        return False
    return all(call.method in _SAFE or pages.known(call) for call in calls)


def refusal(request: Request, message: str) -> Refusal:
    """Return Graph's error, for a batch once for each of its calls (facts: official 0.5)."""
    try:
        count = len(entries(request)) if _is_batch(request) else 0
    except UnreadableActivityError:
        count = 0
    if not count:
        return graph.refusal(message)
    answer = {"code": 403, "body": json.dumps(graph.error(message), ensure_ascii=False)}
    return Refusal(200, "application/json; charset=utf-8", json.dumps([answer] * count, ensure_ascii=False).encode())


def entries(request: Request) -> list[dict[str, Any]]:
    """Return the calls of a batch as they stand in it.

    Raises:
        UnreadableActivityError: it is no list of calls.
    """
    value = body.fields(request).json("batch")
    if not is_list(value) or not value or len(value) > MAX_CALLS or not all(map(is_object, value)):
        raise UnreadableActivityError("a batch that is no list of calls")
    return objects(value)


def is_batch(request: Request) -> bool:
    """Tell whether the call holds others; False where its body cannot be read."""
    try:
        return _is_batch(request)
    except UnreadableActivityError:
        return False


def _is_batch(request: Request) -> bool:
    return "batch" in body.fields(request)


def _read(request: Request, entry: dict[str, Any]) -> Activity | None:
    call = _call(request, entry)
    if call.method in _SAFE:
        return None
    if graph.is_instagrams(call) or _is_batch(call):
        raise UnreadableActivityError("a batch with calls of Instagram, or of batches")
    activity = pages.read(call)
    files = _files(request, entry)
    return activity.model_copy(update={"media": (*activity.media, *files)}) if activity and files else activity


def _call(request: Request, entry: dict[str, Any]) -> Request:
    """Return one call of a batch as if it had come alone; its body is a form."""
    target = "/" + as_text(entry.get("relative_url")).lstrip("/")
    content = entry.get("body") or ""
    if not isinstance(content, str):
        raise UnreadableActivityError("a call of a batch with a body that is no text")
    method = method_of(as_text(entry.get("method")) or "GET", target, (), has_body=bool(content))
    headers = (("content-type", _FORM),) if content else ()
    return replace(
        request,
        method=method,
        path=path_of(target),
        raw_target=target,
        headers=headers,
        content=content.encode("utf-8", "replace"),
    )


def _files(request: Request, entry: dict[str, Any]) -> tuple[Media, ...]:
    names = {name.strip() for name in as_text(as_object(entry).get("attached_files")).split(",") if name.strip()}
    return tuple(Media(content=part.content, name=part.filename) for part in body.files(request) if part.name in names)
