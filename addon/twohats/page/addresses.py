"""Links as they are typed, with the host set apart: that is where they lead, whatever stands before it."""

import re
from dataclasses import dataclass, replace

from twohats.links.target import LinkTarget
from twohats.wording import printable
from twohats_policy.request import Unknown

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:[/\\]{2}|[/\\]{2}", re.IGNORECASE)
_END = re.compile(r"[/\\?#]")  # browsers take a backslash for a slash
_PORT = re.compile(r":\d{0,5}$")
_LENGTH = 200


@dataclass(frozen=True)
class Address:
    """A link in three parts. `plain_host` is the host in ASCII where it is typed otherwise.

    `leads` is where it ends if that is another place, `status` what people get there if that is an error, `unseen` says
    that it could not be looked up.
    """

    before: str
    host: str
    after: str
    plain_host: str = ""
    leads: "Address | None" = None
    status: int = 0
    unseen: bool = False


def resolved(link: str, found: LinkTarget | Unknown | None) -> Address:
    """Return a link with its host set apart, and with what was found where it leads."""
    if not isinstance(found, LinkTarget):
        return replace(address(link), unseen=isinstance(found, Unknown))
    leads = address(found.final) if found.final != link else None
    return replace(address(link), leads=leads, status=found.status if found.broken else 0)


def address(link: str) -> Address:
    """Return a link with its host set apart."""
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
    )


def _plain(host: str) -> str:
    """Return the host as the network knows it (`xn--...`), empty where it is typed like that."""
    if host.isascii():
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "?"
