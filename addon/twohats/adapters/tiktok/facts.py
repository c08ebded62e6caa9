"""What TikTok's replies teach: owners of tokens, what was published (facts: private 8, official 1.6)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, LoginIs, Published, Reply, Request
from twohats.adapters.tiktok.api import is_api
from twohats.body import as_text, dig
from twohats.json_lists import listed
from twohats.replies import json_reply

_PUBLISHING = re.compile(r"/v2/post/publish/(?:video|content)/init/?")
_STATUS = re.compile(r"/v2/post/publish/status/fetch/?")
_PAGE_ME = re.compile(r"/passport/web/account/info/?")


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    value = json_reply(reply)
    if not is_api(request):
        yield from _page(request, value)
        return
    data = dig(value, "data")
    yield from _owner(data)
    yield from _token(value)
    if _PUBLISHING.fullmatch(request.path) and (number := as_text(dig(data, "publish_id"))):
        yield Published(id=number)
    elif _STATUS.fullmatch(request.path):
        for number in map(as_text, listed(dig(data, "publicaly_available_post_id"))):
            yield Published(id=number)


def _owner(data: Any) -> Iterator[Fact]:
    """The user's id is one for each app; the user name is what everybody sees."""
    number = as_text(dig(data, "user", "open_id"))
    username = as_text(dig(data, "user", "username")) or as_text(dig(data, "creator_username"))
    if number or username:
        yield LoginIs(platform_id=number, username=username)


def _token(value: Any) -> Iterator[Fact]:
    number, token = as_text(dig(value, "open_id")), as_text(dig(value, "access_token"))
    if number and token:
        yield LoginIs(platform_id=number, credential=token)


def _page(request: Request, value: Any) -> Iterator[Fact]:
    if _PAGE_ME.fullmatch(request.path):
        number = as_text(dig(value, "data", "user_id_str")) or as_text(dig(value, "data", "user_id"))
        if number:
            yield LoginIs(platform_id=number, username=as_text(dig(value, "data", "username")))
    elif as_text(dig(value, "status_code")) == "0" and (number := as_text(dig(value, "comment", "cid"))):
        yield Published(id=number)
