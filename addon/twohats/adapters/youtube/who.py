"""Who acts on YouTube: Google's cookies and tokens are opaque; Studio names the channel in body or header (facts:
private 9, official 1.7).
"""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from twohats import body, google_api
from twohats.adapter import Request
from twohats.body import as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.replies import get
from twohats_policy.account import Evidence, Role, Strength
from twohats_policy.activity import Actor

_CHANNEL = re.compile(r"UC[\w-]{22}")
_PACKED_CHANNEL = re.compile(rb"UC[\w-]{22}")
_PACKED_VIDEO = re.compile(rb"[\n\x12\x1a\"*]\x0b([\w-]{11})")
_COOKIES = ("__Secure-3PSID", "__Secure-1PSID", "SID")
_KEPT = frozenset({"host", "user-agent"})
_PLACES = (
    ("json.channelId", ("channelId",)),
    ("json.delegationContext", ("delegationContext", "externalChannelId")),
    ("json.context.user.delegationContext", ("context", "user", "delegationContext", "externalChannelId")),
)
_PACKED = ("context", "user", "serializedDelegationContext")


def credential(request: Request) -> str:
    """Return what stands for the login: a token, or the session with the account and page chosen in this browser."""
    if token := google_api.bearer(request):
        return token
    session = next((found for name in _COOKIES if (found := request.cookies.get(name, ""))), "")
    chosen = (request.header("x-goog-authuser"), request.header("x-goog-pageid"))
    return "|".join((session, *chosen)) if session else ""


def acting(request: Request) -> Actor | None:
    """Return the channel that the call names, or None where it names none or several: then the evidence decides."""
    found = {number: where for where, number in _named(request)}
    return Actor(where=next(iter(found.values())), platform_id=next(iter(found))) if len(found) == 1 else None


def evidence(request: Request) -> Iterator[Evidence]:
    """Yield every place that names the acting channel; where they disagree, nobody is identified."""
    for where, number in _named(request):
        yield Evidence(role=Role.ACTING, where=where, strength=Strength.STATED, platform_id=number)


def whoami(request: Request) -> Request | None:
    """Return the Data API's call that names the channel behind the token; the page has no such call that is a GET."""
    token = google_api.bearer(request)
    if not token or not request.host.endswith("googleapis.com"):
        return None
    more = (("authorization", f"Bearer {token}"),)
    return get(request, "/youtube/v3/channels?part=snippet&mine=true", _KEPT, more)


def channels_in(packed: str) -> list[str]:
    """Return the channels in base64 of protobuf, each once."""
    return list(dict.fromkeys(found.decode() for found in _PACKED_CHANNEL.findall(_unpacked(packed))))


def video_in(packed: str) -> str:
    """Return the first film in base64 of protobuf, or an empty string."""
    match = _PACKED_VIDEO.search(_unpacked(packed))
    return match[1].decode() if match else ""


def _named(request: Request) -> Iterator[tuple[str, str]]:
    header = request.header("x-youtube-delegation-context")
    yield from (("header.x-youtube-delegation-context", number) for number in channels_in(header))
    if "/youtubei/" not in request.path:
        return
    try:
        value = body.json_value(request)
    except UnreadableActivityError:
        return
    for where, path in _PLACES:
        number = as_text(dig(value, *path))
        if _CHANNEL.fullmatch(number):
            yield where, number
    packed = dig(value, *_PACKED)
    if isinstance(packed, str):
        yield from (("json.context.user.serializedDelegationContext", number) for number in channels_in(packed))


def _unpacked(packed: str) -> bytes:
    text = unquote(packed).strip()
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_")
    except (binascii.Error, ValueError):
        return b""
