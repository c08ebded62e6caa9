"""The platforms of the tests behind one stand-in: X, Instagram, Bluesky and Mastodon, each with a brand and a person.

Give a `Platform` to `tests.support.upstream.Upstream` as its answer; ask it afterwards what people can see.
"""

from types import ModuleType

from tests.support.network import Account, Network, Post
from tests.support.platforms import bluesky, instagram, mastodon, x
from twohats.stand_ins.messages import Answer, Received

ACCOUNTS = {
    "x": (
        Account("acme", "1111111111", "acme", "made-up-x-token-acme"),
        Account("anna", "2222222222", "anna", "made-up-x-token-anna"),
    ),
    "instagram": (
        Account("acme", "3333333331", "acme", "made-up-instagram-token-acme"),
        Account("anna", "3333333332", "anna", "made-up-instagram-token-anna"),
    ),
    "bluesky": (
        Account("acme", "did:plc:acmeacmeacmeacmeacmeacme", "acme.example", "", "made-up-acme"),
        Account("anna", "did:plc:annaannaannaannaannaanna", "anna.example", "", "made-up-anna"),
    ),
    "mastodon": (
        Account("acme", "101", "acme", "made-up-mastodon-token-acme", "made-up-acme"),
        Account("anna", "102", "anna", "made-up-mastodon-token-anna", "made-up-anna"),
    ),
}
MODULES: dict[str, ModuleType] = {"x": x, "instagram": instagram, "bluesky": bluesky, "mastodon": mastodon}
HOSTS: frozenset[str] = frozenset().union(*(module.HOSTS for module in MODULES.values()))


class Platform:
    """Every stand-in platform at once. `pages` are HTML pages by (host, path), served before anything else."""

    def __init__(self, pages: dict[tuple[str, str], str] | None = None) -> None:
        self.networks = {name: Network(name, accounts) for name, accounts in ACCOUNTS.items()}
        self._pages = pages or {}

    def __call__(self, request: Received) -> Answer:
        """Answer a request as the platform of its host would."""
        if page := self._pages.get((request.host, request.path)):
            return Answer(content=page.encode(), content_type="text/html; charset=utf-8")
        for name, module in MODULES.items():
            if request.host in module.HOSTS:
                return module.answer(self.networks[name], request)  # type: ignore[no-any-return]
        return Answer.of({"error": "no such host"}, 404)

    def account(self, network: str, key: str) -> Account:
        """Return the account that the policy calls `key`."""
        return next(one for one in ACCOUNTS[network] if one.key == key)

    def posts_of(self, key: str, network: str = "") -> tuple[Post, ...]:
        """Return what people can see from this account, on one network or on all of them."""
        return tuple(one for one in self._visible() if one.account == key and network in {"", one.network})

    def received_nothing(self) -> bool:
        """Tell whether nothing was ever put out, from any account, on any network."""
        return not any(network.posts for network in self.networks.values())

    def _visible(self) -> list[Post]:
        return [post for network in self.networks.values() for post in network.posts if not post.deleted]
