"""The interface of an adapter: one platform's wire format.

An adapter is a module of functions that satisfies `Adapter`; no class, no state. It gets values (`Request`, `Reply`)
and returns values: it cannot answer, change or send anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from urllib.parse import parse_qsl

from twohats_policy.account import Evidence
from twohats_policy.activity import Activity


@dataclass(frozen=True)
class Request:
    """One HTTP request as it will leave, in normal form.

    `method` is upper case after any method override has been applied; `path` is percent-decoded once, without doubled
    slashes, dot segments, parameters (`;x`) or query; `raw_target` is the path and query as sent. `headers` are
    (lower-case name, value) in order; `content` is the body as sent, still content-encoded.
    """

    method: str
    scheme: str
    host: str
    port: int
    path: str
    raw_target: str
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = field(default=b"", repr=False)
    http_version: str = "HTTP/1.1"

    def header(self, name: str) -> str:
        """Return the first value of header `name` (lower case), or an empty string."""
        return self._first.get(name, "")

    @cached_property
    def _first(self) -> dict[str, str]:
        return dict(reversed(self.headers))  # of a name that comes twice, the first is put last and stays

    @cached_property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The query parameters, decoded, in order, empty ones kept."""
        _, _, query = self.raw_target.partition("?")
        return tuple(parse_qsl(_text(query.partition("#")[0]), keep_blank_values=True))

    @cached_property
    def cookies(self) -> dict[str, str]:
        """The cookies by name, without outer quotes; the first of a name wins."""
        pairs = (
            part.strip().partition("=") for key, value in self.headers if key == "cookie" for part in value.split(";")
        )
        cookies: dict[str, str] = {}
        for name, _, value in pairs:
            cookies.setdefault(name, value.strip('"'))
        return cookies

    @property
    def url(self) -> str:
        """The address as sent, for people; never logged with its query."""
        return f"{self.scheme}://{self.host}{self.raw_target}"


def _text(sent: str) -> str:
    """Return text in which bytes above ASCII were kept as half surrogates, as UTF-8 where they are that."""
    if sent.isascii():
        return sent
    try:
        return sent.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # other half surrogates, which only a recording can hold
        return sent.encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class Reply:
    """What the platform answered: status, lower-case headers, and the decoded body (empty when it was too large to
    keep).
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """Return the first value of header `name` (lower case), or an empty string."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True)
class Refusal:
    """An answer in the platform's own error shape. Status is never 401, 408, 429 or 5xx: those make clients retry."""

    status: int
    content_type: str
    content: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Call(StrEnum):
    """What the head of a request (no body) tells of it.

    READ changes nothing and is never looked at further. UPLOAD brings content that by itself publishes nothing,
    whatever its body says: it may be streamed through with a tap. WRITE is everything else: its body is needed to
    judge it.
    """

    READ = "read"
    UPLOAD = "upload"
    WRITE = "write"


# What a reply teaches.


@dataclass(frozen=True)
class LoginIs:
    """A credential belongs to this account. `credential` empty means the one the request itself carried.

    The credential is turned into an HMAC by `identity` at once and never kept.
    """

    platform_id: str
    username: str = ""
    credential: str = field(default="", repr=False)


@dataclass(frozen=True)
class NameIs:
    """An account's name, or (with `handle`) the native account behind a tool's own handle of it.

    A scheduler's channel list yields `NameIs(handle="c1", network="x", platform_id="1111", username="acme")`.
    """

    network: str
    platform_id: str = ""
    username: str = ""
    handle: str = ""


@dataclass(frozen=True)
class KeptAs:
    """The content of this upload or preparing request can be used by later calls under `key`."""

    key: str


@dataclass(frozen=True)
class Published:
    """The platform says it is out: its id and, where the reply shows it, its address."""

    id: str
    url: str = ""


Fact = LoginIs | NameIs | KeptAs | Published


class Adapter(Protocol):
    """One platform's wire format, as a module.

    `name` is the file's name, the cassette folder and the audit value. `hosts` are exact names, or `.suffix` for a
    domain with all its sub-domains; where two adapters share a host, `claims` tells them apart. `any_host` says that
    the platform lives on servers of any name too; those come from the policy's accounts.
    """

    @property
    def name(self) -> str:
        """The platform's name."""
        ...

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts it has everywhere."""
        ...

    @property
    def any_host(self) -> bool:
        """Whether it lives on servers of any name too."""
        ...

    def claims(self, request: Request) -> bool:
        """Tell, from path and query, whether the call is this platform's.

        Hosts can be shared (Instagram's and Facebook's Graph calls) and, with `any_host`, have any name.
        """
        ...

    def call(self, request: Request) -> Call:
        """Tell, from host, method, path and query alone, what kind of call this is.

        Must be cheap: it runs on every request, before the body is there.
        """
        ...

    def read(self, request: Request) -> tuple[Activity, ...]:
        """Return what the call does: nothing, or one activity for each thing it would publish, upload or delete.

        An upload, or a call that only prepares a later publish, is an activity with verb UPLOAD that holds the
        content. A writing call the adapter does not know returns nothing; `known` tells the two apart.

        Raises:
            UnreadableActivityError: when it looks like publishing in an unknown shape.
        """
        ...

    def known(self, request: Request) -> bool:
        """Tell whether a writing call is one this adapter knows (publishing or harmless); unknown ones are counted."""
        ...

    def evidence(self, request: Request) -> Iterator[Evidence]:
        """Yield the signs of the login in the call, strongest first. Never yields an opaque credential."""
        ...

    def credential(self, request: Request) -> str:
        """Return the opaque credential that stands for the login (a token, a session cookie), or an empty string.

        Only `identity` may call this; the value goes through an HMAC at once.
        """
        ...

    def learn(self, request: Request, reply: Reply) -> Iterator[Fact]:
        """Yield what a reply teaches: logins, names, keys of uploads, the id of what was published."""
        ...

    def whoami(self, request: Request) -> Request | None:
        """Return the platform's own "who am I" call with the request's credentials, or None if it has none."""
        ...

    def refusal(self, request: Request, message: str) -> Refusal:
        """Return a refusal whose words its clients show; `message` comes first."""
        ...
