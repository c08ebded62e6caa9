"""Words that are kept as hashes only: how bad each is, and in which languages."""

import hashlib
import zlib
from dataclasses import dataclass
from functools import cache

from twohats.lexicons import lines

LEVELS = ("none", "mild", "strong", "slur")

LONGEST = 40
"""Letters of the longest word that is looked at."""

_SALT = b"twohats words 1\n"
_DIGITS = 14  # hexadecimal digits of a hash
_SIEVE_DIGITS = 4


@dataclass(frozen=True)
class _Hashes:
    levels: dict[str, tuple[str, frozenset[str]]]
    begins: dict[str, int]
    sieve: frozenset[int]


@cache
def _hashes() -> _Hashes:
    levels: dict[str, tuple[str, frozenset[str]]] = {}
    begins: dict[str, int] = {}
    sieve: frozenset[int] = frozenset()
    for digest, kind, rest in (line.split(" ") for line in lines("swearing")):
        if digest == "sieve":
            sums = (kind[start : start + _SIEVE_DIGITS] for start in range(0, len(kind), _SIEVE_DIGITS))
            sieve = frozenset(int(digits, 16) for digits in sums)
        elif kind == "begins":
            begins[digest] = int(rest)
        else:
            levels[digest] = (kind, frozenset(rest.split(",")))
    return _Hashes(levels, begins, sieve)


def level_of_phrase(phrase: str, languages: frozenset[str]) -> str:
    """Return how bad a word or phrase is for readers of the languages (`*` for what is in any)."""
    if not _passes(phrase.partition(" ")[0]):
        return "none"
    level, spoken = _hashes().levels.get(_hash(phrase), ("none", languages))
    return level if spoken & languages else "none"


def longest_phrase(word: str) -> int:
    """Return how many words the longest phrase has that begins with this one, 0 if none does."""
    return _hashes().begins.get(_hash(word), 0) if _passes(word) else 0


def _passes(word: str) -> bool:
    return zlib.crc32(word.encode("utf-8", "replace")) & 0xFFFF in _hashes().sieve


def _hash(phrase: str) -> str:
    return hashlib.sha256(_SALT + phrase.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
