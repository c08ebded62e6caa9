"""The platforms of the corpus behind one stand-in: each call is answered as it was when it was recorded, and whoever
asks "who am I" with an opaque credential is told (facts: platforms_official 1 and 2, item 2).
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.support.corpus import FOLDER, cases
from tests.support.corpus_accounts import handles, owners
from twohats.adapter import Request
from twohats.replays.recordings import Exchange
from twohats.stand_ins.messages import Answer, Received

type _Told = Callable[[str, str], object]
"""What a platform says of the account with this id and name."""


class CorpusPlatforms:
    """Answers `now`, the call that is being sent, from the recording; anything else by itself.

    `silent` platforms say nothing by themselves; `lists` says that tools answer with the lists of accounts that they
    gave when they were recorded.
    """

    def __init__(self, *, silent: bool = False, lists: bool = False) -> None:
        self.now: Exchange | None = None
        self._silent = silent
        self._lists = dict(_recorded_lists()) if lists else {}
        self._handles = handles()
        self._owners = owners()

    def __call__(self, received: Received) -> Answer:
        """Answer one call."""
        if self.now is not None and self.now.reply is not None and is_same(received, self.now.request):
            status, content = self.now.reply.status, self.now.reply.content
            return Answer(status, b"" if status == 204 else content, _type_of(content))
        if listed := self._lists.get((received.method, received.tunnel, received.path)):
            return Answer(content=listed)
        return Answer.of({"error": "not found"}, 404) if self._silent else self._whoami(received)

    def _whoami(self, received: Received) -> Answer:
        address = received.host + received.path
        for platform, pattern, told in _WHOAMI:
            key = self._owner(received)
            if key and re.fullmatch(pattern, address):
                return Answer.of(told(self._id(platform, key, received.path), key))
        return Answer.of({"error": "not found"}, 404)

    def _owner(self, received: Received) -> str:
        """Return whose credential the call carries."""
        said = " ".join((received.target, *(value for _, value in received.headers), received.content.decode()))
        return next((key for token, key in self._owners.items() if token in said), "")

    def _id(self, platform: str, key: str, path: str) -> str:
        ids: list[str] = self._handles[key][platform]["id"] or [_OTHER_IDS[platform][key]]
        return next((one for one in ids if one in path.split("/")), ids[0])


def _recorded_lists() -> Iterator[tuple[tuple[str, str, str], bytes]]:
    for case in cases(FOLDER):
        for label, exchange in zip(case.label["requests"], case.exchanges, strict=True):
            if label["kind"] == "whoami" and exchange.reply is not None:
                request = exchange.request
                yield (request.method, request.host, request.path), exchange.reply.content


def is_same(received: Received, request: Request) -> bool:
    """Tell whether this is what was sent: method, host, target and body."""
    sent = (request.method, request.host, request.raw_target, request.content)
    return (received.method, received.tunnel, received.target, received.content) == sent


def _type_of(content: bytes) -> str:
    try:
        json.loads(content)
    except ValueError:
        return "text/html; charset=utf-8" if content[:1] == b"<" else "text/plain; charset=utf-8"
    return "application/json"


def _plain(number: str, name: str) -> object:
    return {"id": number, "username": name, "name": name}


def _mastodon(number: str, name: str) -> object:
    return {"id": number, "username": name, "acct": name, "url": f"https://mastodon.social/@{name}"}


def _lemmy(number: str, name: str) -> object:
    person = {"id": int(number), "name": name, "actor_id": f"https://lemmy.world/u/{name}", "local": True}
    return {"my_user": {"local_user_view": {"person": person}}}


def _tumblr(number: str, name: str) -> object:
    return {"response": {"user": {"name": name, "blogs": [{"name": name, "uuid": number, "primary": True}]}}}


_OTHER_IDS: Mapping[str, Mapping[str, Any]] = {
    "discord": {"acme": "1111", "anna": "1111"},
    "lemmy": {"acme": "1", "anna": "2"},
    "slack": {"acme": "U1", "anna": "U2"},
    "tiktok": {"acme": "tt-acme", "anna": "tt-anna"},
}
"""Ids that no label tells; a policy knows these accounts by their names."""

_WHOAMI: tuple[tuple[str, str, _Told], ...] = (
    ("discord", r"discord\.com/api/(v\d+/)?webhooks/\d+/\w+", lambda number, name: {"id": number, "name": name}),
    ("facebook", r"graph\.facebook\.com/(v[\d.]+/)?me", _plain),
    ("instagram", r"graph\.facebook\.com/(v[\d.]+/)?\d+", _plain),
    ("instagram", r"graph\.instagram\.com/(v[\d.]+/)?me", lambda number, name: {"user_id": number, "username": name}),
    ("lemmy", r"lemmy\.world/api/v3/site", _lemmy),
    ("linkedin", r"api\.linkedin\.com/v2/userinfo", lambda number, name: {"sub": number, "name": name}),
    ("mastodon", r"mastodon\.social/api/v1/accounts/verify_credentials", _mastodon),
    ("misskey", r"misskey\.io/api/i", _plain),
    ("pinterest", r"api\.pinterest\.com/v5/user_account", _plain),
    ("reddit", r"oauth\.reddit\.com/api/v1/me", _plain),
    (
        "slack",
        r"slack\.com/api/auth\.test",
        lambda number, name: {"ok": True, "user_id": number, "user": name, "team_id": "T1"},
    ),
    ("threads", r"graph\.threads\.net/(v[\d.]+/)?me", _plain),
    (
        "tiktok",
        r"open\.tiktokapis\.com/v2/user/info/",
        lambda number, name: {"data": {"user": {"open_id": number, "username": name}}},
    ),
    ("tumblr", r"api\.tumblr\.com/v2/user/info", _tumblr),
    (
        "vk",
        r"api\.vk\.(ru|com)/method/users\.get",
        lambda number, name: {"response": [{"id": int(number), "first_name": name}]},
    ),
    ("x", r"api\.(x|twitter)\.com/2/users/me", lambda number, name: {"data": _plain(number, name)}),
    (
        "youtube",
        r"(www|youtube)\.googleapis\.com/youtube/v3/channels",
        lambda number, name: {"items": [{"id": number}]},
    ),
)
"""By platform: the call that asks who is signed in, and the answer."""
