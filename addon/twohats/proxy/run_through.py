"""Which bodies run through while they arrive instead of being collected first: large ones, media, and events."""

# mitmproxy is typed in part only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from mitmproxy import http

from twohats.proxy.normal import has_body
from twohats.proxy.tap import BUFFERED

STREAMED_TYPES = ("image/", "video/", "audio/", "font/", "text/event-stream", "application/octet-stream")


def length_of(message: http.Request | http.Response) -> int | None:
    """Return the length that a message announces, None if it does not."""
    value = message.headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() else None


def is_media(response: http.Response) -> bool:
    """Tell whether a reply is of a kind that teaches nothing: media, or events without an end."""
    kind: str = response.headers.get("content-type", "")
    return kind.lower().startswith(STREAMED_TYPES)


def reply_runs_through(response: http.Response) -> bool:
    """Tell whether a reply is passed on piece by piece."""
    return is_media(response) or (length_of(response) or 0) > BUFFERED


def stranger_runs_through(request: http.Request) -> bool:
    """Tell whether the body of a call that is none of our business is passed on piece by piece."""
    length = length_of(request)
    return has_body(request) and (length is None or length > BUFFERED)
