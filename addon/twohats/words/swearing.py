"""Swearing: mild words by lists, strong ones and slurs by the hashes of their spellings.

Words are tried as written, without repeated letters, with look-alike signs read as letters (`5h1t`), and put together
where somebody spaced them out (`s h i t`).
"""

import re
from collections.abc import Iterator
from functools import cache

from twohats.lexicons import table, terms
from twohats.words.hashed import LEVELS, LONGEST, level_of_phrase, longest_phrase, perhaps_listed
from twohats.words.phrases import Phrases
from twohats.words.reading import Text

_SIGNS = str.maketrans("01345789@$!|+(", "oieastbgasiltc")
_DISGUISED = re.compile(r"[\w@$!|+(*]*[a-z][0-9@$!|+(]+[a-z][\w@$!|+]*|[a-z]?[0-9@$!|+(]+[a-z][\w@$!|+]*")
_SPACED = re.compile(r"(?<!\w)\w(?:[ ._*-]\w){2,14}(?!\w)")
_AGAIN = re.compile(r"(\w)\1{2,}")
_MASKS = frozenset("*#@$%&")
_MASKED = re.compile(
    r"(?<![\w*])[a-z]{1,3}\*{1,6}[a-z]{1,6}(?![\w*])|(?<![\w*])[a-z]\*{2,6}(?![\w*])"
    r"|(?<!\w)(?=!*[#@$%&])[#@$%&!]{4,}(?!\w)"
)
"""Stars in a word, and marks in place of one."""


@cache
def _mild(language: str) -> Phrases[bool]:
    return Phrases[bool].of((term, True) for term in terms(table("swearing")[language]))


def level_of(text: Text, languages: tuple[str, ...]) -> str:
    """Return the worst that the text says, one of `LEVELS`; `languages` are those whose lists fit."""
    known = frozenset((*languages, "*"))
    found = {level_of_phrase(phrase, known) for phrase in _spellings(text)}
    if not found - {"none"} and _is_mild(text, languages):
        return "mild"
    return max(found, key=LEVELS.index, default="none")


def _is_mild(text: Text, languages: tuple[str, ...]) -> bool:
    if any(next(_mild(language).found(text.words), None) for language in ("any", *languages)):
        return True
    return not _MASKS.isdisjoint(text.prose) and _MASKED.search(text.prose.casefold()) is not None


def _spellings(text: Text) -> Iterator[str]:
    """Yield each word and phrase that may be a listed one."""
    said = text.words
    each = dict.fromkeys(word for word in said if len(word) <= LONGEST)
    listed = perhaps_listed(each)
    yield from listed
    if _AGAIN.search(" ".join(each)):
        yield from (spelling for word in each for spelling in _without_repeats(word))
    begins = {word: length for word in listed if (length := longest_phrase(word))}
    for place, word in enumerate(said if begins else ()):
        yield from (" ".join(said[place : place + some]) for some in range(2, begins.get(word, 0) + 1))
    yield from _disguised(text.prose.casefold())


def _disguised(prose: str) -> Iterator[str]:
    for chunk in dict.fromkeys(prose.split()):
        word = chunk.strip("\"'.,;:?()")
        if len(word) <= LONGEST and not word.isalpha() and _DISGUISED.fullmatch(word.strip("!")):
            for plain in {word.translate(_SIGNS), word.strip("!").translate(_SIGNS)}:
                yield plain
                yield from _without_repeats(plain)
    yield from ("".join(sign for sign in match[0] if sign.isalnum()) for match in _SPACED.finditer(prose))


def _without_repeats(word: str) -> Iterator[str]:
    if _AGAIN.search(word):
        yield _AGAIN.sub(r"\1", word)
        yield _AGAIN.sub(r"\1\1", word)
