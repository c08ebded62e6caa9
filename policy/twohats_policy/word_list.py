"""Word lists in conditions: whole words in any case, without a regular expression for people to get wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


def says(text: str, words: str) -> bool:
    """Tell whether `text` has one of `words`: separated by commas, whole words or phrases, `*` at the end for any
    ending.
    """
    found = _word_list(words)
    lower = text.lower()
    return any(start in lower for start in found.starts) and found.pattern.search(text) is not None


def said_at(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where (start, end) `text` has one of `words`; with any ending, the whole word."""
    for match in _word_list(words).pattern.finditer(text):
        rest = _REST.match(text, match.end())
        yield match.start(), rest.end() if rest else match.end()


_REST = re.compile(r"\w*")


@dataclass(frozen=True)
class _WordList:
    """A list ready for use: `starts` are the first words, a quick look that spares most texts the pattern."""

    starts: tuple[str, ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=512)
def _word_list(words: str) -> _WordList:
    terms = [term for term in (part.strip() for part in words.split(",")) if term.strip("*")]
    starts = {term.removesuffix("*").split()[0].lower() for term in terms}
    found = "|".join(_term(term) for term in terms)
    pattern = re.compile(rf"(?<!\w)(?:{found})" if found else r"(?!)", re.IGNORECASE)
    return _WordList(tuple(sorted(starts)), pattern)


def _term(term: str) -> str:
    """Return a pattern of one term; a space in it stands for any run of white space."""
    plain = r"\s+".join(re.escape(part) for part in term.removesuffix("*").split())
    return plain if term.endswith("*") else rf"{plain}(?!\w)"
