"""Scrubbing: what of a recorded call may be shared.

By allow-list: a value stays only if its shape says that somebody chose it as a word of the protocol (`CreateTweet`,
`app.bsky.feed.post`, `PUBLIC`, `true`). Long numbers become made-up ones, the same one the same; everything else, and
whatever has a name that speaks of secrets, people or words, becomes `made-up`.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, cast

from twohats.plain_words import is_plain

MADE_UP = "made-up"

_TELLING = re.compile(
    r"token|secret|session|sign|csrf|auth|pass|cookie|key|nonce|dtsg|jazoest|lsd|uuid|device|phone|mail|code|verifier"
    r"|credential|otp|pin$|jwt|hash|address|latitude|longitude|location|place"
    r"|text|status|message|caption|title|descr|content|body|comment|name|user|handle|author|owner|screen|alt|bio|about"
    r"|repo$|did$|identifier|actor|subject|uri|url|link|cid|tag|mention|q$|query",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"friendly_?name|operation_?name|doc_?id|query_?hash|content-?type|__typename|\$type", re.IGNORECASE
)
"""Names that `_TELLING` would take, whose values name a call or a type."""

_WORDS = frozenset({
    "true", "false", "null", "public", "private", "unlisted", "direct", "followers", "everyone",
    "self", "all", "none", "on", "off", "yes", "no", "json", "jpg",
    "jpeg", "png", "gif", "mp4", "image", "photo", "picture", "video", "story",
    "reel", "post", "reply", "quote", "like", "follow", "feed", "web", "api",
    "app", "share", "media", "link", "text",
})  # fmt: skip
_BEFORE_A_NAME = frozenset({"u", "user", "users", "profile", "profiles", "account", "accounts", "in", "blog", "blogs"})
_LONG_NUMBER = re.compile(r"\d{6,}")
_SHORT_NUMBER = re.compile(r"-?\d{1,5}")


class Scrubber:
    """Scrubs the parts of one call; remembers which number became which."""

    def __init__(self) -> None:
        """Start with no number replaced."""
        self._numbers: dict[str, str] = {}

    def numbers(self, text: str) -> str:
        """Return the text with every number of six digits and more replaced by another one, the same by the same."""
        return _LONG_NUMBER.sub(self._other, text)

    def value(self, name: str, value: str) -> str:
        """Return a field's value as it may be shared; JSON in it is taken apart, also behind a signature and a dot."""
        head, dot, rest = value.partition(".{")
        if value[:1] in {"{", "["}:
            return self._nested(name, value)
        if dot and (inner := self._nested("", "{" + rest)) != MADE_UP:
            return f"{MADE_UP}.{inner}" if head else inner
        if not value or value in _WORDS:
            return value
        if _is_telling(name):
            return MADE_UP
        plain = self.numbers(value)
        return plain if plain.isdigit() or _SHORT_NUMBER.fullmatch(plain) or _is_protocol(name, plain) else MADE_UP

    def json(self, name: str, value: Any) -> Any:
        """Return a JSON value as it may be shared."""
        match value:
            case dict():
                pairs = cast("dict[str, Any]", value).items()
                return {self.name(key): self.json(_below(name, key), inner) for key, inner in pairs}
            case list():
                return [self.json(name, inner) for inner in cast("Sequence[Any]", value)]
            case str():
                return self.value(name, value)
            case bool() | None:
                return value
            case int() if not _is_telling(name):
                return int(self.numbers(str(value)))
            case _:
                return 1

    def name(self, name: str) -> str:
        """Return a field's name as it may be shared: some are ids or addresses."""
        plain = self.numbers(name)
        return plain if re.fullmatch(r"[A-Za-z_$@:][\w$.:\[\]-]{0,59}", plain) else MADE_UP

    def path(self, path: str) -> str:
        """Return a path without ids and tokens."""
        segments = path.split("/")
        return "/".join(map(self._segment, ["", *segments], segments))

    def _segment(self, before: str, segment: str) -> str:
        if segment.startswith("@"):
            return f"@{MADE_UP}"
        plain = self.numbers(segment)
        kept = not plain or plain.isdigit() or (is_plain(plain) and before.lower() not in _BEFORE_A_NAME)
        return plain if kept else MADE_UP

    def _nested(self, name: str, value: str) -> str:
        try:
            return json.dumps(self.json(name, json.loads(value)), ensure_ascii=False)
        except (ValueError, RecursionError):
            return MADE_UP

    def _other(self, found: re.Match[str]) -> str:
        number = found[0]
        if number not in self._numbers:
            count = len(self._numbers) + 1
            self._numbers[number] = str(count) * len(number) if count < 10 else str(10 ** (len(number) - 1) + count)
        return self._numbers[number]


def _below(name: str, key: str) -> str:
    """What lies within something secret is secret; what lies within something spoken has names of its own."""
    return f"{name}.{key}" if re.search(r"secret|credential|cookie|session|password", name, re.IGNORECASE) else key


def _is_telling(name: str) -> bool:
    return bool(_TELLING.search(name)) and not _PROTOCOL.search(name)


def _is_protocol(name: str, value: str) -> bool:
    """Words of a protocol have a dot, a slash or an underscore, are all capitals, or stand under a name for such."""
    plain = "@" not in value and all(is_plain(piece) for piece in value.split("/"))
    return plain and (bool(re.search(r"[._/]", value)) or value.isupper() or bool(_PROTOCOL.search(name)))
