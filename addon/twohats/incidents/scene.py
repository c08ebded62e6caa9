"""A scene as the requests of a recording."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from twohats.adapter import Reply, Request
from twohats.incidents.incident import Call, Part, Scene, Site
from twohats.replays.normal import reply_of, request_of

_BOUNDARY = "twohats-incident"


def request_in(call: Call, media: Path) -> Request:
    """Return the request of a call; files are read from `media`.

    Raises:
        OSError: a file cannot be read.
        ValueError: the address is none.
    """
    kind, content = _body(call, media)
    headers = list(call.headers.items())
    if kind and "content-type" not in {name.lower() for name, _ in headers}:
        headers.append(("content-type", kind))
    return request_of(call.method, call.url, headers, content)


def reply_in(call: Call) -> Reply:
    """Return the platform's reply to a call."""
    return reply_of(call.status, [("content-type", "application/json")], json.dumps(call.reply or {}).encode())


def calls_of(scene: Scene) -> Iterator[Call]:
    """Yield all calls of a scene in order; the last is the one that is judged."""
    for call in scene.before:
        for _ in range(call.times):
            yield call
    yield scene.request


def site_reply(site: Site) -> Reply:
    """Return what a site answers."""
    location = (("location", site.location),) if site.location else ()
    return Reply(site.status, (("content-type", site.type), *location))


def _body(call: Call, media: Path) -> tuple[str, bytes]:
    if call.json_body is not None:
        return "application/json", json.dumps(call.json_body).encode()
    if call.form is not None:
        return "application/x-www-form-urlencoded", urlencode(call.form).encode()
    if call.parts:
        return f"multipart/form-data; boundary={_BOUNDARY}", _multipart(call.parts, media)
    return "", (media / call.file).read_bytes() if call.file else call.body.encode()


def _multipart(parts: tuple[Part, ...], media: Path) -> bytes:
    lines = b"".join(
        b"--%b\r\n%b\r\n\r\n%b\r\n" % (_BOUNDARY.encode(), _head(part).encode(), _content(part, media))
        for part in parts
    )
    return lines + f"--{_BOUNDARY}--\r\n".encode()


def _head(part: Part) -> str:
    name = f'content-disposition: form-data; name="{part.name}"' + (f'; filename="{part.file}"' if part.file else "")
    return name + (f"\r\ncontent-type: {part.type}" if part.type else "")


def _content(part: Part, media: Path) -> bytes:
    return (media / part.file).read_bytes() if part.file else part.value.encode()
