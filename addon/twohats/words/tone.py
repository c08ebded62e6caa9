"""Tone: how much a text sounds like a private person, by a few features and a logistic curve (facts: media 6).

It is weak evidence: of clearly personal posts of strangers about half are caught.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from twohats.lexicons import table, terms
from twohats.words.phrases import Phrases
from twohats.words.reading import Text

GROUPS = ("me", "us", "kin", "slang", "everyday", "shop", "you")
_FULL = 2  # words of a group from which on more tell no more
_LAUGHING = re.compile("[\U0001f600-\U0001f64f\u2764\U0001f90d-\U0001f917\U0001f970-\U0001f97a]")
_SIGNS = {
    "shouting": re.compile(r"[!?]{2,}"),
    "stretched": re.compile(r"([^\W\d_])\1{2,}"),
    "number": re.compile(r"\d"),
}


@cache
def _phrases(language: str) -> Phrases[str]:
    groups = table("tone")[language]
    return Phrases[str].of((term, group) for group in GROUPS for term in terms(groups[group]))


def features(text: Text, languages: tuple[str, ...]) -> Mapping[str, float]:
    """Return the features, each from 0 to 1; without a language those that need none."""
    counted = Counter(group for language in languages for group, _, _ in _phrases(language).found(text.words))
    prose = text.prose.strip()
    start = next((sign for sign in prose if sign.isalpha()), "")
    end = next((sign for sign in reversed(prose) if sign.isalnum() or sign in ".!?"), "")
    return {
        **{group: min(counted[group], _FULL) / _FULL for group in GROUPS},
        **{name: float(pattern.search(prose[:_MOST]) is not None) for name, pattern in _SIGNS.items()},
        "faces": min(len(_LAUGHING.findall(prose[:_MOST])), _FULL) / _FULL,
        "end": float(end in {".", "!"}),
        "lower": float(start.islower()),
        "link": float("http" in text.written or "www." in text.written),
        "tag": float("#" in text.written),
    }


def personal(text: Text, languages: tuple[str, ...]) -> float:
    """Return how personal the text sounds, 0 to 1."""
    weights = table("tone")["weights"]
    found = features(text, languages)
    sum_ = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-sum_))


_MOST = 10_000  # characters that signs are looked for in
