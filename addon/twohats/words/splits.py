"""Splits: how a hashtag reads when its words run together, at best and at worst (facts: media 6).

The best reading is the likeliest one by how usual its words are. A risk is a reading with a bad word that is almost as
likely, or a bad word of four letters or more that lies across two words of the best one. What only cuts one or two
letters off a word (`al-bum`) is none. Readings are in English and in the languages of the account, since a tag is read
by everybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from twohats.lexicons import lines, table
from twohats.words.folding import folded
from twohats.words.hashed import level_of_phrase
from twohats.words.languages import HOME

MARGIN = 12.5
"""Nats by which the worst reading may be less likely than the best one and still be seen by people."""

_LONGEST_WORD, _LONGEST_TAG = 18, 60
_SHORTEST_BAD, _LONGEST_BAD, _SHORTEST_ACROSS = 3, 12, 4
_NOT_BAD = 99.0
_UNKNOWN, _UNKNOWN_LETTER = 25.0, 2.3  # nats: a word that is in no list, and each of its letters
_LETTERS = re.compile(r"[^\W\d_]+")


class _Reading(NamedTuple):
    cost: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Counts:
    costs: dict[str, float]
    bad: dict[str, float]
    instead: float


@cache
def _counts(languages: frozenset[str]) -> _Counts:
    costs: dict[str, float] = {}
    for line in lines("word_counts"):
        language, cost, *words = line.split(" ")
        if language in languages:
            costs.update((word, min(float(cost), costs.get(word, _NOT_BAD))) for word in words)
    risky = table("risky")
    return _Counts(costs, risky["words"], float(risky["instead"]))


def worst_reading(tag: str, languages: Iterable[str]) -> str:
    """Return the words of a risky reading of the tag, empty if there is none. `languages` are the account's."""
    spoken = frozenset({"en", *(language for language in languages if language in HOME)})
    counts = _counts(spoken)
    for run in _LETTERS.findall(folded(tag)[:_LONGEST_TAG].casefold()):
        if run not in counts.costs and run.removesuffix("s") not in counts.costs:
            found = _risk(run, counts, spoken | {"*"})
            if found:
                return " ".join(found)
    return ""


def _risk(run: str, counts: _Counts, known: frozenset[str]) -> tuple[str, ...]:
    best, worst = _readings(run, counts, known)
    likely = worst is not None and len(worst.words) > 1 and worst.cost - best.cost <= MARGIN
    if worst and likely and not _only_cuts(worst.words, best.words, counts, known):
        return worst.words
    edges = {end for _, end in _spans(best.words)}
    across = (
        (run[:start], run[start:end], run[end:])
        for start in range(len(run) - _SHORTEST_ACROSS + 1)
        for end in range(start + _SHORTEST_ACROSS, min(len(run), start + _LONGEST_BAD) + 1)
        if any(start + 1 < edge < end - 1 for edge in edges) and _bad(run[start:end], counts, known) < _NOT_BAD
    )
    return tuple(part for part in next(across, ()) if part)


def _only_cuts(worst: Sequence[str], best: Sequence[str], counts: _Counts, known: frozenset[str]) -> bool:
    """Tell whether every bad word is what is left of a usual word of the best reading without a letter or two."""
    whole = [span for span, word in zip(_spans(best), best, strict=True) if word in counts.costs]
    bad = [span for span, word in zip(_spans(worst), worst, strict=True) if _bad(word, counts, known) < _NOT_BAD]
    return all(any(a <= start and end <= b and start - a + b - end <= 2 for a, b in whole) for start, end in bad)


def _spans(words: Sequence[str]) -> list[tuple[int, int]]:
    ends = list(accumulate(map(len, words)))
    return list(zip([0, *ends], ends, strict=False))


def _readings(run: str, counts: _Counts, known: frozenset[str]) -> tuple[_Reading, _Reading | None]:
    """Return the likeliest reading of all and the likeliest with a bad word, by dynamic programming."""
    best: list[_Reading] = [_Reading(0.0, ())]
    worst: list[_Reading | None] = [None]
    for end in range(1, len(run) + 1):
        reading, bad_one = _Reading(float("inf"), ()), None
        for start in range(max(0, end - _LONGEST_WORD), end):
            word = run[start:end]
            bad = _bad(word, counts, known)
            usual = counts.costs.get(word)
            cost = min(bad, usual) if usual is not None else min(bad, _UNKNOWN + _UNKNOWN_LETTER * len(word))
            reading = min(reading, _with(best[start], cost, word))
            before = worst[start]
            for other in (before and _with(before, cost, word), bad < _NOT_BAD and _with(best[start], bad, word)):
                bad_one = min(bad_one or other, other) if other else bad_one
        best.append(reading)
        worst.append(bad_one)
    return best[-1], worst[-1]


def _bad(word: str, counts: _Counts, known: frozenset[str]) -> float:
    """Return how rare a bad word counts as, `_NOT_BAD` if it is none."""
    if not _SHORTEST_BAD <= len(word) <= _LONGEST_BAD or word in counts.costs:
        return _NOT_BAD
    if word in counts.bad:
        return float(counts.bad[word])
    return counts.instead if level_of_phrase(word, known) != "none" else _NOT_BAD


def _with(reading: _Reading, cost: float, word: str) -> _Reading:
    return _Reading(reading.cost + cost, (*reading.words, word))
