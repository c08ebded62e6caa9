"""Tokens: the words, numbers and emoji of a text, in one linear pass."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"[^\W_]+|[\u203c-\u2049\u2190-\u2bff\U0001f000-\U0001faff]")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
_TAG = re.compile(r"[#\uff03]([^\W_]\w*)")


def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a folded text in order, as written; an apostrophe parts words."""
    return tuple(_TOKEN.findall(text))


def words(text: str) -> tuple[str, ...]:
    """Return the tokens of a folded text for comparing."""
    return tuple(map(str.casefold, _TOKEN.findall(text)))


def tag_words(tag: str) -> tuple[str, ...]:
    """Return the words that a hashtag shows by its capital letters: `PrayForParis` has three, `prayforparis` one."""
    return tuple(part.casefold() for part in _CAMEL.findall(tag))


def tags_in(text: str) -> Iterator[str]:
    """Yield the hashtags of a text as written, without their mark."""
    return (match[1] for match in _TAG.finditer(text))
