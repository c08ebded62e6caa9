"""Words that are kept as hashes only: how bad each is, and in which languages."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from twohats.lexicons import lines

LEVELS = ("none", "mild", "strong", "slur")

LONGEST = 40
"""Letters of the longest word that is looked at."""

_SALT = b"twohats words 1\n"
_DIGITS = 14  # hexadecimal digits of a hash
_SIEVE_DIGITS = 4
_SUMS = 16**_SIEVE_DIGITS


@dataclass(frozen=True)
class _Hashes:
    levels: dict[str, tuple[str, frozenset[str]]]
    begins: dict[str, int]
    sieve: bytes  # 1 at the checksum of each first word


@cache
def _hashes() -> _Hashes:
    levels: dict[str, tuple[str, frozenset[str]]] = {}
    begins: dict[str, int] = {}
    sieve = bytearray(_SUMS)
    for digest, kind, rest in (line.split(" ") for line in lines("swearing")):
        if digest == "sieve":
            for start in range(0, len(kind), _SIEVE_DIGITS):
                sieve[int(kind[start : start + _SIEVE_DIGITS], 16)] = 1
        elif kind == "begins":
            begins[digest] = int(rest)
        else:
            levels[digest] = (kind, frozenset(rest.split(",")))
    return _Hashes(levels, begins, bytes(sieve))


def perhaps_listed(words: Iterable[str]) -> list[str]:
    """Return those of the words that may be listed or begin a listed phrase: all that are, and few others."""
    sieve = _hashes().sieve
    return [word for word in words if sieve[zlib.crc32(word.encode("utf-8", "replace")) % _SUMS]]


def level_of_phrase(phrase: str, languages: frozenset[str]) -> str:
    """Return how bad a word or phrase is for readers of the languages (`*` for what is in any)."""
    if not perhaps_listed([phrase.partition(" ")[0]]):
        return "none"
    level, spoken = _hashes().levels.get(_hash(phrase), ("none", languages))
    return level if spoken & languages else "none"


def longest_phrase(word: str) -> int:
    """Return how many words the longest phrase has that begins with this one, 0 if none does."""
    return _hashes().begins.get(_hash(word), 0) if perhaps_listed([word]) else 0


def _hash(phrase: str) -> str:
    return hashlib.sha256(_SALT + phrase.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
