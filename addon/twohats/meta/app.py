"""What the apps and pages of Instagram and Threads share: signed forms, session ids, uploads (facts: private 2.1, 2.4,
2.5 and 4).

Threads lives on Instagram's hosts too; its calls are told by their path, or by what the client says it is.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import Json, as_text, decode_json, dig, parse_json
from twohats.errors import UnreadableActivityError
from twohats_policy.activity import Media, MediaKind

APP_TOKEN = "bearer igt:2:"
_KEPT = "meta.fields"
_THREADS_CALL = re.compile(r"/text_feed/|/media/configure_text_|text_post_app|text_app_")
_THREADS_APPS = frozenset({"238260118697367", "3419628305025917"})
_THREADS_ORIGIN = re.compile(r"https://(?:[\w-]+\.)*threads\.(?:com|net)(?:/|$)")
_RUPLOAD = re.compile(r"/rupload_ig(photo|video|audio)/(?:fb_uploader_)?(\d+)?[^/]*")
_KINDS = {"photo": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def is_threads(request: Request) -> bool:
    """Tell whether a call to one of Instagram's hosts is Threads': by path, app id, origin or user agent."""
    return (
        bool(_THREADS_CALL.search(request.path))
        or request.header("x-ig-app-id") in _THREADS_APPS
        or any(_THREADS_ORIGIN.match(request.header(name)) for name in ("origin", "referer"))
        or request.header("user-agent").startswith("Barcelona")
    )


def fields_of(request: Request) -> Fields:
    """Return query and body of a call, with the signed part opened; kept with the request, as `twohats.body` does.

    Raises:
        UnreadableActivityError: the body cannot be read.
    """
    memory = vars(request)
    if _KEPT not in memory:
        memory[_KEPT] = _opened_fields(request)
    fields: Fields = memory[_KEPT]
    return fields


def opened(raw: Any) -> Any:
    """Return what may be JSON in a string: clients differ, field by field.

    Raises:
        UnreadableActivityError: it begins like JSON and is none.
    """
    starts = isinstance(raw, str) and raw.lstrip()[:1] in {"{", "["}
    return parse_json(raw, what="field") if starts else raw


def session_ids(request: Request) -> Iterator[tuple[str, str]]:
    """Yield the places that name the session's account, each with its id."""
    found = (
        ("header.authorization", _in_token(request.header("authorization"))),
        ("header.ig-intended-user-id", request.header("ig-intended-user-id")),
        ("header.ig-u-ds-user-id", request.header("ig-u-ds-user-id")),
        ("cookie.ds_user_id", request.cookies.get("ds_user_id", "")),
        ("cookie.sessionid", request.cookies.get("sessionid", "").replace("%3A", ":").partition(":")[0]),
        ("form._uid", _in_form(request)),
    )
    return ((where, number) for where, number in found if number.isdecimal() and int(number))


def session_credential(request: Request) -> str:
    """Return the app's token or the page's session cookie, or an empty string."""
    scheme, _, token = request.header("authorization").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else request.cookies.get("sessionid", "")


def is_upload(path: str) -> bool:
    """Tell whether the path is where the bytes of a picture or a film go."""
    return _RUPLOAD.fullmatch(path) is not None


def uploaded(request: Request) -> Media:
    """Return the file that an upload brings. The client chooses its name; the answer repeats it, or gives another.

    Raises:
        UnreadableActivityError: the upload's parameters cannot be read.
    """
    match = _RUPLOAD.fullmatch(request.path)
    offset, size = request.header("offset"), request.header("x-entity-length")
    return Media(
        key=as_text(dig(upload_parameters(request), "upload_id")) or (match[2] if match else "") or "",
        kind=_KINDS[match[1]] if match else MediaKind.UNKNOWN,
        content=request.content or None,
        offset=int(offset) if offset.isdecimal() and int(offset) else None,
        size=int(size) if size.isdecimal() else None,
    )


def upload_parameters(request: Request) -> Json:
    """Return what an upload says of itself in its header.

    Raises:
        UnreadableActivityError: it is no JSON.
    """
    raw = request.header("x-instagram-rupload-params")
    return parse_json(raw, what="upload parameters") if raw else None


def _opened_fields(request: Request) -> Fields:
    fields = body.fields(request)
    signed = fields.text("signed_body")
    if not signed:
        return fields
    plain = [(name, fields.first(name)) for name in fields if name != "signed_body"]
    return Fields([*plain, *body.signed(signed).items()])


def _in_token(header: str) -> str:
    """Return the id inside `Bearer IGT:2:<base64 of JSON>`."""
    if not header.lower().startswith(APP_TOKEN):
        return ""
    raw = header[len(APP_TOKEN) :].strip()
    try:
        value = parse_json(decode_json(base64.b64decode(raw + "=" * (-len(raw) % 4))), what="token")
    except (binascii.Error, ValueError, UnreadableActivityError):
        return ""
    return as_text(dig(value, "ds_user_id"))


def _in_form(request: Request) -> str:
    try:
        return fields_of(request).text("_uid")
    except UnreadableActivityError:
        return ""
