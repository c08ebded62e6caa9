"""Languages: which of 21 a text is written in, by its letters and short words.

Neighbours are told apart on purpose: a model of five languages takes Danish for Swedish (facts: media 6). Languages
with a script of their own are told by it. What is too short, or could as well be another one, is no language.
"""

import re
import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import add

from twohats.lexicons import lines

HOME = ("en", "sv", "es", "de", "fr")
"""The languages that there are word lists for."""

_STEP, _HANDICAP = 0.12, 6.0  # nats; a language without word lists has to be that much more likely
_LONGEST_GRAM, _LONGEST_SHORT = 4, 9  # signs, edges counted
_MOST = 200  # characters that are looked at
_LEAST_LETTERS, _LEAST_LEAD = 5, 4.0
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SCRIPTS = (
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
)
_ALSO = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True)
class Guess:
    """What a text may be written in: `language` (empty: cannot tell), and how many nats it is ahead of the next."""

    language: str = ""
    likeliest: str = ""
    lead: float = 0.0


@dataclass(frozen=True)
class _Model:
    """What each gram costs: the steps of all languages in one number, four bytes a language, so that one addition adds
    them all. Even 60 steps for each gram of a text stay far below four bytes.
    """

    languages: tuple[str, ...]
    handicaps: tuple[float, ...]
    costs: dict[str, int]
    columns: struct.Struct


@cache
def _model() -> _Model:
    first, *rest = lines("languages")
    languages = tuple(first.split()[1:])
    columns = struct.Struct(f"<{len(languages)}I")
    steps = bytes.maketrans(_DIGITS, bytes(range(len(_DIGITS))))
    rows = ((gram, signs.encode("ascii").translate(steps)) for gram, signs in (line.split(" ") for line in rest))
    costs = {gram.replace("_", " "): int.from_bytes(columns.pack(*row), "little") for gram, row in rows}
    handicaps = tuple(0.0 if language in HOME else _HANDICAP for language in languages)
    return _Model(languages, handicaps, costs, columns)


@cache
def tellable() -> frozenset[str]:
    """Return the languages that `guess` can tell."""
    return frozenset((*_model().languages, *(language for language, _ in _SCRIPTS)))


def spoken(written: str) -> str:
    """Return a language of a policy as `guess` calls it: `pt-BR` is `pt`, `no` is `nb`."""
    language = written.casefold().replace("_", "-").partition("-")[0]
    return _ALSO.get(language, language)


def guess(text: str) -> Guess:
    """Return the language of a folded text without links, tags and mentions."""
    said = _WORD.findall(text[:_MOST].casefold())
    letters = "".join(said)
    if len(letters) < _LEAST_LETTERS:
        return Guess()
    if not letters.isascii() and len(_LATIN.findall(letters)) * 2 < len(letters):
        return _by_script(letters)
    return _by_letters(said)


def _by_script(letters: str) -> Guess:
    for language, script in _SCRIPTS:
        if len(script.findall(letters)) * 3 > len(letters):
            return Guess(language, language)
    return Guess()


def _by_letters(said: list[str]) -> Guess:
    model = _model()
    total = sum(map(_cost, said))
    if not total:
        return Guess()
    steps = model.columns.unpack(total.to_bytes(model.columns.size, "little"))
    costs = [number * _STEP + handicap for number, handicap in zip(steps, model.handicaps, strict=True)]
    best, second = sorted(costs)[:2]
    lead, likeliest = second - best, model.languages[costs.index(best)]
    return Guess(likeliest if lead >= _LEAST_LEAD else "", likeliest, lead)


@lru_cache(maxsize=4096)
def _cost(word: str) -> int:
    """Return what the runs of one to four signs of a word with its edges cost, and the word itself if it is short.

    Most words of a text were in one of the last hundred: these are kept in memory.
    """
    text = f" {word} "
    pairs = list(map(add, text, text[1:]))
    threes = list(map(add, pairs, text[2:]))
    short = (text,) if _LONGEST_GRAM < len(text) <= _LONGEST_SHORT else ()
    grams = chain(word, pairs, threes, map(add, threes, text[3:]), short)
    return sum(filter(None, map(_model().costs.get, grams)))
