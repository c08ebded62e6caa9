"""Where a link leads: what is asked for it, and what the answers say. Pure."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from twohats.adapter import Reply, Request

AGENT = "twohats-link-check/1 (+a person is about to post this link)"
MAX_HOPS = 6
MAX_LENGTH = 2_048
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_HEAD = frozenset({403, 404, 405, 501})  # answered by servers that do not like HEAD: worth a GET
_SAFE = "%/:=&?~+!$,;'@()*[]"
_LOCAL_ENDINGS = (
    *(".local", ".localhost", ".internal", ".lan", ".home", ".home.arpa", ".corp", ".intranet"),
    *(".test", ".invalid"),
)
_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 addresses as networks of IPv6 alone write them (RFC 6052)


class NotPublicError(OSError):
    """A link's host is at an address that is not one of the public network."""


@dataclass(frozen=True)
class LinkQuestion(Request):
    """The call that asks for a link. It goes to public addresses alone, whatever its host's name resolves to."""


@dataclass(frozen=True)
class LinkTarget:
    """Where a link ends: the final address, its status, its media type (lower case, without parameters)."""

    asked: str
    final: str
    status: int
    content_type: str

    @property
    def broken(self) -> bool:
        """Whether people would see an error there."""
        return self.status >= 400

    @property
    def host(self) -> str:
        """The final host, lower case."""
        return (urlsplit(self.final).hostname or "").rstrip(".")


def parts_of(link: str) -> SplitResult | None:
    """Return the parts of a link that may be looked at; None for one that is not a web address or is too long."""
    if len(link) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(link if "//" in link else f"https://{link}")
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        return None
    return parts


def is_public(host: str) -> bool:
    """Tell whether a host is one of the public network, by its name: nothing at home or in the office is ever asked.

    What the network would be asked for counts: full-width letters can spell an address, and so can other numbers.
    """
    name = _idna(host.rstrip(".")).lower().rstrip(".")
    try:
        return is_public_address(name)
    except ValueError:
        return "." in name and not name.endswith(_LOCAL_ENDINGS) and not _is_number(name.rpartition(".")[2])


def is_public_address(text: str) -> bool:
    """Tell whether an IP address is one of the public network. Raises ValueError for what is no address."""
    address: IPv4Address | IPv6Address = ip_address(text)
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped or address.sixtofour or address.teredo:
            return False
        if address in _TRANSLATED:
            address = IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.is_global and not (address.is_reserved or address.is_multicast)


def question(parts: SplitResult, method: str) -> LinkQuestion:
    """Return the call that asks for a link: no cookies, no referrer, nothing about the person."""
    path = quote(parts.path or "/", safe=_SAFE, errors="replace")
    target = f"{path}?{quote(parts.query, safe=_SAFE, errors='replace')}" if parts.query else path
    return LinkQuestion(
        method=method,
        scheme=parts.scheme,
        host=_idna((parts.hostname or "").rstrip(".")),
        port=parts.port or (443 if parts.scheme == "https" else 80),
        path=path,
        raw_target=target,
        headers=(("user-agent", AGENT), ("accept", "*/*"), ("range", "bytes=0-0")),
    )


def _is_number(label: str) -> bool:
    """Tell whether a name that ends like this is an address to those who look names up: `127.1`, `0x7f.1`."""
    return label.isdigit() or label.startswith("0x")


def _idna(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:  # a label that is too long or holds what no name may: it will not be found
        return host.encode("ascii", "replace").decode()


def next_link(link: str, reply: Reply) -> str | None:
    """Return where a reply leads on, None if it leads nowhere else; as it stands there if that is no address."""
    if reply.status not in _REDIRECTS or not (location := reply.header("location")):
        return None
    try:
        return urljoin(link, location)
    except ValueError:
        return location


def wants_get(reply: Reply) -> bool:
    """Tell whether the answer to a HEAD may be different for a GET."""
    return reply.status in _NO_HEAD
