"""Links, hashtags and mentions in plain text, for platforms that find them there themselves."""

import re
from collections.abc import Iterable

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&/#\uff03])[#\uff03](\w*[^\W\d_]\w*)")
_MENTION = re.compile(r"(?<![\w@/.])@(\w[\w.-]*(?:@[\w.-]+\w)?)")
_TRAILING = ".,;:!?)]}'\u2019\u201d"


def links(text: str) -> tuple[str, ...]:
    """Return the web addresses in `text`, in order, each once, without the punctuation that ends a sentence."""
    return _each(match[0].rstrip(_TRAILING) for match in _LINK.finditer(text))


def tags(text: str) -> tuple[str, ...]:
    """Return the hashtags in `text` without their mark, in order, each once; a number alone is no tag."""
    return _each(match[1] for match in _TAG.finditer(_LINK.sub(" ", text)))


def mentions(text: str) -> tuple[str, ...]:
    """Return the accounts mentioned in `text` without the first `@`, in order, each once."""
    return _each(match[1].rstrip(".-") for match in _MENTION.finditer(_LINK.sub(" ", text)))


def _each(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
