"""Drafts: placeholders that somebody meant to fill in."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

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
_CROSSES = re.compile(r"\bX{4,}\b|(?:[:=\u00a3$\u20ac] ?|\d)x{4,}\b|\b(?:XX)[./-](?:XX)\b")
"""Small ones after a word are kisses."""

_TO_DO = re.compile(r"(?<!\w )\bTODO[:(]")


@cache
def _said() -> Phrases[bool]:
    return Phrases[bool].of((term, True) for term in terms(table("drafts")["anywhere"]))


@cache
def _said_for_want_of_a_link() -> Phrases[bool]:
    return Phrases[bool].of((term, True) for term in terms(table("drafts")["linkless"]))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(terms(table("drafts")[kind]))


def markers(text: Text, *, linked: bool = False) -> Iterator[str]:
    """Yield what is still to be filled in, as it stands there. `linked` says that it has a link beside the text."""
    yield from (phrase for _, phrase, _ in _said().found(text.words))
    if not linked and not _LINK.search(text.written):
        yield from (phrase for _, phrase, _ in _said_for_want_of_a_link().found(text.words))
    yield from (match[0] for match in _FIELD.finditer(text.written) if _is_field(match[0]))
    for pattern in (_TEMPLATE, _EMPTY_LINK, _CROSSES, _TO_DO):
        yield from (match[0] for match in pattern.finditer(text.written))
    yield from (match[0][:10] for match in _STARS.finditer(text.written) if not _is_ornament(text.written, match))
    lines = (line for line in map(str.strip, text.written.splitlines()) if line)
    yield from (line for line, after in pairwise((*lines, "")) if _is_empty(line, after))


def _is_field(field: str) -> bool:
    said = words(field)
    if not said or said[0] in _listed("orders"):
        return bool(said)
    return len(said) <= _FIELD_WORDS and ":" not in field and not _listed("fields").isdisjoint((said[0], said[-1]))


def _is_empty(line: str, after: str) -> bool:
    """Tell whether the line is a label (`Caption:`) with nothing after it, or another label."""
    return _is_label(line) and (not after or _is_label(after))


def _is_label(line: str) -> bool:
    return line.endswith(":") and line[:-1].rstrip().casefold() in _listed("labels")


def _is_ornament(written: str, stars: re.Match[str]) -> bool:
    """Tell whether the stars part paragraphs, give a mark, or hide a swear word."""
    start, end = stars.span()
    line = written[written.rfind("\n", 0, start) + 1 : written.find("\n", end) if "\n" in written[end:] else None]
    if not any(sign.isalpha() for sign in line[:_LINE]):
        return True
    return _MASKED.fullmatch(written[max(0, start - 1) : start] + "*") is not None


_LINE = 1000
_FIELD_WORDS = 2
_LINK = re.compile(r"https?://\S|www\.\S|\b[\w-]{1,60}\.[a-z]{2,20}/")
