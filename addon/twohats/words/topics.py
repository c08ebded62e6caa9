"""Topics: what a text is about, as far as single words and phrases show it, by the lists of its language."""

from functools import cache

from twohats.lexicons import table, terms
from twohats.words.phrases import Phrases
from twohats.words.reading import Text

TOPICS = ("religion", "politics", "violence", "sex", "alcohol", "drugs", "death", "disaster", "war")

EVERYWHERE = "any"
"""The short list for texts whose language is unsure or has no list of its own."""


@cache
def _phrases(language: str) -> Phrases[str]:
    listed = table(f"topics/{language}")
    return Phrases[str].of((term, topic) for topic in TOPICS for term in terms(listed[topic]))


def topics_of(text: Text, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the topics that the text touches, in the order of `TOPICS`, by the lists of these languages."""
    lists = languages or (EVERYWHERE,)
    found = {topic for language in lists for topic, _, _ in _phrases(language).found(text.words)}
    return tuple(topic for topic in TOPICS if topic in found)
