"""Drafts: placeholders that somebody meant to fill in."""

import re
from collections.abc import Iterator
from functools import cache

from twohats.lexicons import table, terms
from twohats.words.phrases import Phrases
from twohats.words.reading import Text
from twohats.words.tokens import words

_FIELD = re.compile(
    r"\[[^\]\[\n]{1,40}\]|<[^<>\n]{1,40}>|\{[^{}\n]{1,40}\}|_{1,2}[A-Z][A-Z_]{1,30}_{1,2}|%[a-z_]{2,20}%"
)
_TEMPLATE = re.compile(r"\{\{|\}\}|\$\{\w|%\(\w|<%|%>|\{%|%\}")
_STARS = re.compile(r"(?<!\*)\*{3,}(?!\*)")
_MASKED = re.compile(r"[^\W\d_]{1,2}\*")
_EMPTY_LINK = re.compile(
    r"https?://(?=\s|$)|https?://(?:www\.)?(?:example|link|url|xxx+|todo|tbd)(?:\.\w+)?(?=[/\s]|$)"
)
_CROSSES = re.compile(r"\b[Xx]{4,}\b|\b(?:XX)[./-](?:XX)\b")


@cache
def _said() -> Phrases[bool]:
    return Phrases[bool].of((term, True) for term in terms(table("drafts")["anywhere"]))


@cache
def _in_fields() -> frozenset[str]:
    return frozenset(terms(table("drafts")["fields"]))


@cache
def _labels() -> frozenset[str]:
    return frozenset(terms(table("drafts")["labels"]))


def markers(text: Text) -> Iterator[str]:
    """Yield what is still to be filled in, as it stands there."""
    yield from (phrase for _, phrase, _ in _said().found(text.words))
    yield from (match[0] for match in _FIELD.finditer(text.written) if _is_field(match[0]))
    for pattern in (_TEMPLATE, _EMPTY_LINK, _CROSSES):
        yield from (match[0] for match in pattern.finditer(text.written))
    yield from (match[0][:10] for match in _STARS.finditer(text.written) if not _is_ornament(text.written, match))
    lines = (line.strip() for line in text.written.splitlines() if line.rstrip().endswith(":"))
    yield from (line for line in lines if line[:-1].rstrip().casefold() in _labels())


def _is_field(field: str) -> bool:
    said = words(field)
    return bool(said) and (said[0] in _in_fields() or said[-1] in _in_fields())


def _is_ornament(written: str, stars: re.Match[str]) -> bool:
    """Tell whether the stars part paragraphs, give a mark, or hide a swear word."""
    start, end = stars.span()
    line = written[written.rfind("\n", 0, start) + 1 : written.find("\n", end) if "\n" in written[end:] else None]
    if not any(sign.isalpha() for sign in line[:_LINE]):
        return True
    return _MASKED.fullmatch(written[max(0, start - 1) : start] + "*") is not None


_LINE = 1000
