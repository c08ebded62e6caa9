"""What one stand-in platform knows: its accounts, what was uploaded, and what is out under whose name."""

import hashlib
from dataclasses import dataclass, field, replace
from itertools import count


@dataclass(frozen=True)
class Account:
    """An account of the platform. `key` is the account's key in the policy; `token` is opaque and made up."""

    key: str
    id: str
    username: str
    token: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Post:
    """Something people can see. `media` are the SHA-256 sums of its media; `kind` is the platform's word for it."""

    id: str
    network: str
    account: str
    text: str
    media: tuple[str, ...] = ()
    kind: str = "post"
    deleted: bool = False


class Network:
    """The state of one platform, changed by its `tests/support/platforms` module."""

    def __init__(self, name: str, accounts: tuple[Account, ...]) -> None:
        self.name = name
        self.accounts = accounts
        self.posts: list[Post] = []
        self.uploads: dict[str, str] = {}
        self.drafts: dict[str, dict[str, str]] = {}
        self._numbers = count(1)

    def by(self, **wanted: str) -> Account | None:
        """Return the account whose attributes have all the wanted, non-empty values."""
        return next((one for one in self.accounts if _fits(one, wanted)), None)

    def new_id(self) -> str:
        """Return an id that was never given out."""
        return str(1_900_000_000_000_000_000 + next(self._numbers))

    def upload(self, content: bytes, key: str = "") -> str:
        """Keep the sum of `content` under `key`, or under a new id, and return it."""
        key = key or self.new_id()
        self.uploads[key] = hashlib.sha256(content).hexdigest()
        return key

    def publish(self, account: Account, text: str, media: tuple[str, ...] = (), *, kind: str = "post") -> Post:
        """Put a post out; `media` are keys of uploads.

        Raises:
            KeyError: when media was never uploaded.
        """
        sums = tuple(self.uploads[key] for key in media)
        post = Post(self.new_id(), self.name, account.key, text, sums, kind)
        self.posts.append(post)
        return post

    def delete(self, post_id: str) -> None:
        """Take a post down."""
        self.posts = [replace(one, deleted=one.deleted or one.id == post_id) for one in self.posts]


def _fits(account: Account, wanted: dict[str, str]) -> bool:
    return all(value and getattr(account, name) == value for name, value in wanted.items())
