"""Splits: how a hashtag reads when its words run together, at best and at worst (facts: media 6).

The best reading is the likeliest one by how usual its words are. A risk is a reading with a bad word that is almost as
likely, or a bad word of four letters or more that lies across two words of the best one. What only cuts one or two
letters off a word (`al-bum`) is none, and so is one with rests that are no words (`k-ö-nig`): nobody reads that.
Readings are in English and in the languages of the account, since a tag is read by everybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from twohats.lexicons import lines, table
from twohats.words.folding import folded
from twohats.words.hashed import level_of_phrase, perhaps_listed
from twohats.words.languages import HOME

MARGIN = 12.5
"""Nats by which the worst reading may be less likely than the best one and still be seen by people."""

_LONGEST_WORD, _LONGEST_TAG = 18, 60
_SHORTEST_BAD, _LONGEST_BAD, _SHORTEST_ACROSS = 3, 12, 4
_SHORTEST_LISTED = 4  # letters of a word of swearing.txt; shorter ones stand in every second word
_USUAL = 8.0  # nats: `of`, `my`
_UNKNOWN, _UNKNOWN_LETTER = 25.0, 2.3  # nats: a word that is in no list, and each of its letters
_LETTERS = re.compile(r"[^\W\d_]+")


type _Bad = dict[tuple[int, int], float]
"""Where bad words begin and end, and how rare each counts as."""


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
            costs.update((word, min(float(cost), costs.get(word, 99.0))) for word in words)
    risky = table("risky")
    return _Counts(costs, risky["words"], float(risky["instead"]))


def worst_reading(tag: str, languages: Iterable[str]) -> str:
    """Return the words of a risky reading of the tag, empty if there is none. `languages` are the account's."""
    spoken = frozenset({"en", *(language for language in languages if language in HOME)})
    return _worst_reading(folded(tag)[:_LONGEST_TAG].casefold(), spoken)


@lru_cache(maxsize=512)
def _worst_reading(tag: str, spoken: frozenset[str]) -> str:
    """Return the words of the worst reading; an account uses the same tags again and again."""
    counts = _counts(spoken)
    for run in _LETTERS.findall(tag):
        if run not in counts.costs and run.removesuffix("s") not in counts.costs:
            found = _risk(run, counts, spoken | {"*"})
            if found:
                return " ".join(found)
    return ""


def _risk(run: str, counts: _Counts, known: frozenset[str]) -> tuple[str, ...]:
    bad = _bad_parts(run, counts, known)
    if not bad:
        return ()
    best, worst = _readings(run, counts, bad)
    likely = worst is not None and len(worst.words) > 1 and worst.cost - best.cost <= MARGIN
    if (
        worst
        and likely
        and _are_words(worst.words, counts, bad)
        and not _only_cuts(worst.words, best.words, counts, bad)
    ):
        return worst.words
    if not all(word == "s" or word in counts.costs for word in best.words):
        return ()
    edges = {end for _, end in _spans(best.words)}
    across = (
        (run[:start], run[start:end], run[end:])
        for start, end in bad
        if end - start >= _SHORTEST_ACROSS and any(start + 1 < edge < end - 1 for edge in edges)
    )
    return tuple(part for part in next(across, ()) if part)


def _are_words(reading: Sequence[str], counts: _Counts, bad: _Bad) -> bool:
    """Tell whether all that is left beside the bad words are words; two letters and fewer, if they are usual ones."""
    rest = (word for span, word in zip(_spans(reading), reading, strict=True) if span not in bad)
    return all(
        word == "s" or (word in counts.costs and (len(word) > 2 or counts.costs[word] <= _USUAL)) for word in rest
    )


def _bad_parts(run: str, counts: _Counts, known: frozenset[str]) -> _Bad:
    """Return where the bad words are that could be read in the run, with how rare each counts as; in order."""
    parts = {
        (start, end): run[start:end]
        for start in range(len(run) - _SHORTEST_BAD + 1)
        for end in range(start + _SHORTEST_BAD, min(len(run), start + _LONGEST_BAD) + 1)
    }
    perhaps = {*perhaps_listed(parts.values()), *counts.bad}
    costs = ((part, _cost_of_bad(word, counts, known)) for part, word in parts.items() if word in perhaps)
    return {part: cost for part, cost in costs if cost is not None}


def _cost_of_bad(word: str, counts: _Counts, known: frozenset[str]) -> float | None:
    if word in counts.bad:
        return float(counts.bad[word])
    if len(word) < _SHORTEST_LISTED or word in counts.costs or level_of_phrase(word, known) not in {"strong", "slur"}:
        return None
    return counts.instead


def _only_cuts(worst: Sequence[str], best: Sequence[str], counts: _Counts, bad: _Bad) -> bool:
    """Tell whether every bad word is what is left of a usual word of the best reading without a letter or two."""
    whole = [span for span, word in zip(_spans(best), best, strict=True) if word in counts.costs]
    read = [span for span in _spans(worst) if span in bad]
    return all(any(a <= start and end <= b and start - a + b - end <= 2 for a, b in whole) for start, end in read)


def _spans(words: Sequence[str]) -> list[tuple[int, int]]:
    ends = list(accumulate(map(len, words)))
    return list(zip([0, *ends], ends, strict=False))


def _readings(run: str, counts: _Counts, bad: _Bad) -> tuple[_Reading, _Reading | None]:
    """Return the likeliest reading of all and the likeliest with a bad word, by dynamic programming."""
    best: list[_Reading] = [_Reading(0.0, ())]
    worst: list[_Reading | None] = [None]
    for end in range(1, len(run) + 1):
        readings: list[_Reading] = []
        risky: list[_Reading] = []
        for start in range(max(0, end - _LONGEST_WORD), end):
            word = run[start:end]
            usual = counts.costs.get(word, _UNKNOWN + _UNKNOWN_LETTER * len(word))
            cost = min(usual, bad.get((start, end), usual))
            readings.append(_with(best[start], cost, word))
            before = worst[start]
            if before:
                risky.append(_with(before, cost, word))
            if (start, end) in bad:
                risky.append(_with(best[start], bad[start, end], word))
        best.append(min(readings))
        worst.append(min(risky, default=None))
    return best[-1], worst[-1]


def _with(reading: _Reading, cost: float, word: str) -> _Reading:
    return _Reading(reading.cost + cost, (*reading.words, word))
