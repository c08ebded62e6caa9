"""An adapter of a platform that does not exist, for tests of what is the same on all platforms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from twohats.adapter import Call, Fact, Refusal, Reply, Request
from twohats_policy.account import AccountKind, Evidence
from twohats_policy.activity import Activity


@dataclass(frozen=True)
class Stranger:
    """A platform whose calls say what the test wants them to say; its credential is the bearer."""

    name: str = "x"
    hosts: frozenset[str] = frozenset({"stranger.example"})
    any_host: bool = False
    signs: tuple[Evidence, ...] = ()
    asks: bool = True

    def claims(self, request: Request) -> bool:
        return request.host in self.hosts

    def call(self, request: Request) -> Call:
        return Call.WRITE if request.method == "POST" else Call.READ

    def read(self, request: Request) -> tuple[Activity, ...]:
        return ()

    def known(self, request: Request) -> bool:
        return True

    def evidence(self, request: Request) -> Iterator[Evidence]:
        return iter(self.signs)

    def credential(self, request: Request) -> str:
        return request.header("authorization").removeprefix("Bearer ")

    def learn(self, request: Request, reply: Reply) -> Iterator[Fact]:
        return iter(())

    def whoami(self, request: Request) -> Request | None:
        return replace(request, method="GET", path="/me", raw_target="/me", content=b"") if self.asks else None

    def refusal(self, request: Request, message: str) -> Refusal:
        return Refusal(status=403, content_type="text/plain", content=message.encode())


def call(token: str = "", host: str = "stranger.example") -> Request:
    """Return a writing call with this bearer."""
    headers = (("authorization", f"Bearer {token}"),) if token else ()
    return Request("POST", "https", host, 443, "/post", "/post", headers=headers)


@dataclass(frozen=True)
class Book:
    """The policy's accounts: (platform, id, user name) to (ref, kind)."""

    accounts: tuple[tuple[str, str, str, str, AccountKind], ...] = (
        ("x", "1111", "acme", "acme", AccountKind.BRAND),
        ("x", "2222", "anna", "anna", AccountKind.PERSONAL),
        ("linkedin", "", "acme-tools", "acme", AccountKind.BRAND),
    )

    def find(
        self, platform: str, platform_id: str, username: str, server: str
    ) -> tuple[str, AccountKind, str | None] | None:
        """An id decides where both sides have one; else the name."""
        for network, id, name, ref, kind in self.accounts:
            if network != platform:
                continue
            if (platform_id == id) if platform_id and id else (bool(username) and username.casefold() == name):
                return ref, kind, "anna" if kind is AccountKind.PERSONAL else None
        return None
