"""What YouTube's replies teach: channels behind tokens, kept uploads, what was published (facts: private 9, official
1.7).
"""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, KeptAs, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.youtube import data_api, innertube
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import listed, objects
from twohats.replies import json_reply
from twohats_policy.activity import Verb

_VIDEO = "https://www.youtube.com/watch?v="
_ACCOUNTS = re.compile(r"/youtubei/v\d+/account/accounts?_(?:list|menu)/?")
_DEEP = 20


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    value = json_reply(reply)
    if data_api.is_api(request):
        yield from _api(request, value)
    elif innertube.is_upload(request):
        key = as_text(dig(value, "scottyResourceId")) or as_text(dig(value, "encryptedBlobId"))
        yield from (KeptAs(key=key),) if key else ()
    elif _ACCOUNTS.fullmatch(request.path):
        yield from _selected(value, _DEEP)
    elif number := as_text(dig(value, "videoId")):
        yield from _made(request, number)


def _api(request: Request, value: Any) -> Iterator[Fact]:
    if request.method == "GET":
        yield from _channels(request, value)
        return
    number, channel = as_text(dig(value, "id")), as_text(dig(value, "snippet", "channelId"))
    kind = as_text(dig(value, "kind"))
    if kind == "youtube#video" and channel and "onBehalfOfContentOwner" not in dict(request.query):
        yield LoginIs(platform_id=channel)
    if number and kind == "youtube#video":
        yield Published(id=number, url=_VIDEO + number)
    elif number and kind in {"youtube#commentThread", "youtube#comment"}:
        yield Published(id=number)


def _channels(request: Request, value: Any) -> Iterator[Fact]:
    mine = dict(request.query).get("mine", "").lower() == "true"
    channels = [one for one in objects(dig(value, "items")) if one.get("kind", "youtube#channel") == "youtube#channel"]
    for channel in channels if request.path.rstrip("/").endswith("/channels") else ():
        number, username = as_text(channel.get("id")), as_text(dig(channel, "snippet", "customUrl")).removeprefix("@")
        if mine and number and len(channels) == 1:
            yield LoginIs(platform_id=number, username=username)
        elif number and username:
            yield NameIs(network="youtube", platform_id=number, username=username)


def _made(request: Request, number: str) -> Iterator[Fact]:
    """A film that was made as a draft is published by a later call, under its id."""
    try:
        activity = innertube.read(request)
    except UnreadableActivityError:
        return
    if activity is None or activity.verb is Verb.DELETE:
        return
    yield KeptAs(key=number) if activity.verb is Verb.UPLOAD else Published(id=number, url=_VIDEO + number)


def _selected(value: Any, depth: int) -> Iterator[Fact]:
    """The page's list of accounts marks the one that is chosen, and names it by its handle."""
    handle = as_text(dig(value, "channelHandle", "simpleText")).removeprefix("@")
    if dig(value, "isSelected") is True and handle:
        yield LoginIs(platform_id="", username=handle)
        return
    for item in listed(value) if depth else ():
        yield from _selected(item, depth - 1)
