"""What LinkedIn's replies teach: members, names, what was published (facts: private 7.4, official 1.5)."""

import re
from collections.abc import Iterator
from typing import Any

from twohats.adapter import Fact, LoginIs, NameIs, Published, Reply, Request
from twohats.adapters.linkedin import uploads
from twohats.adapters.linkedin.urns import bare
from twohats.body import as_text, dig
from twohats.json_lists import first_under, objects
from twohats.replies import json_reply, succeeded

_ME = re.compile(r"/(?:v2|rest)/(?:userinfo|me)")
_PAGE_ME = re.compile(r"/voyager/api/me")
_ORGANISATION = re.compile(r"/(?:v2|rest)/organizations/(\d+)")
_PUBLISHING = re.compile(r"/(?:rest|v2)/(?:posts|ugcPosts|shares|socialActions/.+/comments)")
_SHARES = re.compile(r"/voyager/api/(?:graphql|contentcreation/\w+)")
_URN = re.compile(r"urn:li:(?:share|ugcPost|activity|comment):.+")
_IDS = ("x-restli-id", "x-linkedin-id")
_URL = "https://www.linkedin.com/feed/update/"


def learn(request: Request, reply: Reply) -> Iterator[Fact]:
    """Yield what the reply to a call teaches."""
    value, path = json_reply(reply), request.path.rstrip("/")
    if _ME.fullmatch(path):
        yield from _member(as_text(dig(value, "sub")) or as_text(dig(value, "id")), as_text(dig(value, "vanityName")))
    elif _PAGE_ME.fullmatch(path):
        yield from _page_member(value)
    elif match := _ORGANISATION.fullmatch(path):
        if username := as_text(dig(value, "vanityName")):
            yield NameIs(network="linkedin", platform_id=match[1], username=username)
    elif request.method == "POST" and succeeded(reply) and not uploads.is_upload(request):
        yield from _published(request, reply, value)


def _member(number: str, username: str) -> Iterator[Fact]:
    if number:
        yield LoginIs(platform_id=number, username=username)


def _page_member(value: Any) -> Iterator[Fact]:
    """The member's number, and the name in the address of the profile; newer replies keep it in `included`."""
    profiles = [dig(value, "miniProfile"), dig(value, "data", "miniProfile"), *objects(dig(value, "included"))]
    username = next((name for one in profiles if (name := as_text(dig(one, "publicIdentifier")))), "")
    number = as_text(dig(value, "plainId")) or as_text(dig(value, "data", "plainId"))
    yield from _member(number or bare(first_under(value, "objectUrn", "dashEntityUrn")), username)


def _published(request: Request, reply: Reply, value: Any) -> Iterator[Fact]:
    path = request.path.rstrip("/")
    if _PUBLISHING.fullmatch(path):
        urn = next((found for name in _IDS if (found := reply.header(name))), "") or as_text(dig(value, "id"))
    elif _SHARES.fullmatch(path):
        urn = first_under(dig(value, "data") or value, "resourceKey", "*entity", "urn")
    else:
        return
    if _URN.fullmatch(urn):
        yield Published(id=urn, url=_URL + urn + "/")
