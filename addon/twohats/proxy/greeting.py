"""What the first bytes inside a tunnel are: the name a TLS client asks for, or a protocol that is no HTTP."""

from enum import Enum

from mitmproxy.net.tls import starts_like_tls_record
from mitmproxy.proxy.layers.tls import parse_client_hello

from twohats.proxy.names import folded

LIMIT = 128 * 1024  # bytes of a TLS greeting


class Greeting(Enum):
    """What a client's first bytes are, beside the name of a TLS server."""

    MORE = "more"
    HTTP = "http"
    OTHER = "other"


def greeting_of(data: bytes) -> Greeting | str:
    """Return the folded SNI of a TLS greeting (empty without one), or what else the bytes are.

    Whatever could be HTTP counts as HTTP, also after empty lines, which some servers skip (facts: mitm h).
    """
    if not starts_like_tls_record(data):
        if len(data) < 3 and data[:1] == b"\x16":
            return Greeting.MORE
        start = data.lstrip(b"\r\n")[:1]
        return Greeting.HTTP if not start or (start.isalpha() and not data.startswith(b"SSH-")) else Greeting.OTHER
    try:
        hello = parse_client_hello(data)
    except ValueError:
        return Greeting.HTTP  # mitmproxy decides what to do with it
    if hello is None:
        return Greeting.MORE if len(data) < LIMIT else Greeting.HTTP
    return folded(hello.sni or "")
