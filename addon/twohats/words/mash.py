"""Mash: runs of letters that no language makes, as a child, a cat or a pocket types them."""

import re
from functools import cache

from twohats.lexicons import lines

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "qwertzuiop", "yxcvbnm")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST = 40
_SHORTEST, _RUN = 5, 4


@cache
def _usual() -> frozenset[str]:
    return frozenset(run for line in lines("trigrams") for run in line.split())


@cache
def _along_a_row() -> frozenset[str]:
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    return frozenset(row[start : start + _RUN] for row in rows for start in range(len(row) - _RUN + 1))


def is_mash(word: str) -> bool:
    """Tell whether a word, in small Latin letters, cannot be one of 21 languages: half of its runs of three letters
    or more never stand in any of them, or it goes along a row of keys for the most part.
    """
    letters = word[:_LONGEST]
    if len(letters) < _SHORTEST or len(set(letters)) < 3 or not letters.isalpha() or not letters.isascii():
        return False
    along = sum(letters[start : start + _RUN] in _along_a_row() for start in range(len(letters) - _RUN + 1))
    if along >= 2 and along * 2 > len(letters) - _RUN:
        return True
    runs = [letters[start : start + 3] for start in range(len(letters) - 2)]
    return sum(run not in _usual() for run in runs) * 2 >= len(runs)


def letters_of(text: str) -> list[str]:
    """Return the runs of letters of a folded text, in small letters."""
    return [run.casefold() for run in _LETTERS.findall(text)]
