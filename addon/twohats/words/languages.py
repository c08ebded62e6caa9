"""Languages: which of 21 a text is written in, by its letters and short words.

Neighbours are told apart on purpose: a model of five languages takes Danish for Swedish (facts: media 6). Languages
with a script of their own are told by it. What is too short, or could as well be another one, is no language.
"""

import re
from dataclasses import dataclass
from functools import cache

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
    languages: tuple[str, ...]
    places: dict[str, int]
    costs: bytes  # one step for each language, row after row


@cache
def _model() -> _Model:
    first, *rest = lines("languages")
    languages = tuple(first.split()[1:])
    parted = [line.split(" ") for line in rest]
    places = {gram.replace("_", " "): number for number, (gram, _) in enumerate(parted)}
    signs = "".join(signs for _, signs in parted).encode("ascii")
    return _Model(languages, places, signs.translate(bytes.maketrans(_DIGITS, bytes(range(len(_DIGITS))))))


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
    if len(_LATIN.findall(letters)) * 2 < len(letters):
        return _by_script(letters)
    return _by_letters(said)


def _by_script(letters: str) -> Guess:
    for language, script in _SCRIPTS:
        if len(script.findall(letters)) * 3 > len(letters):
            return Guess(language, language)
    return Guess()


def _by_letters(said: list[str]) -> Guess:
    model = _model()
    places = [place for word in said for gram in _grams(word) if (place := model.places.get(gram, -1)) >= 0]
    if not places:
        return Guess()
    width = len(model.languages)
    steps = zip(*(model.costs[place * width : (place + 1) * width] for place in places), strict=True)
    costs = [
        sum(column) * _STEP + (0.0 if language in HOME else _HANDICAP)
        for language, column in zip(model.languages, steps, strict=True)
    ]
    best, second = sorted(range(width), key=costs.__getitem__)[:2]
    lead, likeliest = costs[second] - costs[best], model.languages[best]
    return Guess(likeliest if lead >= _LEAST_LEAD else "", likeliest, lead)


def _grams(word: str) -> list[str]:
    """Return the runs of one to four signs of a word with its edges, and the word itself if it is short."""
    text = f" {word} "
    size = len(text)
    grams = [
        text[place : place + length] for length in range(2, _LONGEST_GRAM + 1) for place in range(size - length + 1)
    ]
    grams += word
    if _LONGEST_GRAM < size <= _LONGEST_SHORT:
        grams.append(text)
    return grams
