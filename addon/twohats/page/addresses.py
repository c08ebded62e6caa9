"""Links as they are typed, with the host set apart: that is where they lead, whatever stands before it."""

import re
from dataclasses import dataclass

from twohats.wording import printable

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:[/\\]{2}|[/\\]{2}", re.IGNORECASE)
_END = re.compile(r"[/\\?#]")  # browsers take a backslash for a slash
_PORT = re.compile(r":\d{0,5}$")
_LENGTH = 200


@dataclass(frozen=True)
class Address:
    """A link in three parts. `plain_host` is the host in ASCII where it is typed otherwise, `leads` where it goes."""

    before: str
    host: str
    after: str
    plain_host: str = ""
    leads: "Address | None" = None


def address(link: str, leads: str = "") -> Address:
    """Return a link with its host set apart; `leads` is the address it leads to in the end, if that is known."""
    start = found.end() if (found := _SCHEME.match(link)) else 0
    end = found.start() if (found := _END.search(link, start)) else len(link)
    start = max(start, link.rfind("@", start, end) + 1)  # a name before the host says nothing about it
    end = found.start() if (found := _PORT.search(link[:end], start)) else end
    host = link[start:end]
    return Address(
        before=printable(link[:start], _LENGTH),
        host=printable(host, _LENGTH),
        after=printable(link[end:], _LENGTH),
        plain_host=_plain(host),
        leads=address(leads) if leads and leads != link else None,
    )


def _plain(host: str) -> str:
    """Return the host as the network knows it (`xn--...`), empty where it is typed like that."""
    if host.isascii():
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "?"
