"""Private messages: what only somebody who writes to one person says."""

from functools import cache

from twohats.lexicons import table, terms
from twohats.words.phrases import Phrases
from twohats.words.reading import Text

_SECRET = "secret"


@cache
def _phrases(language: str) -> Phrases[str]:
    groups = table("private")[language]
    return Phrases[str].of((term, group) for group in groups for term in terms(groups[group]))


def sounds_private(text: Text, languages: tuple[str, ...]) -> bool:
    """Tell whether the text says a word of secrecy, or words of two groups out of deals, meetings and nearness."""
    found = {group for language in languages for group, _, _ in _phrases(language).found(text.words)}
    return _SECRET in found or len(found) >= 2
