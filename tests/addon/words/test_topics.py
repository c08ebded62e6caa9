import pytest

from twohats.lexicons import table, terms
from twohats.words.languages import HOME
from twohats.words.reading import read
from twohats.words.topics import EVERYWHERE, TOPICS, topics_of


@pytest.mark.parametrize("language", [*HOME, EVERYWHERE])
def test_every_list_has_every_topic_and_stars_only_at_the_end(language: str) -> None:
    lists = table(f"topics/{language}")
    assert tuple(lists) == TOPICS
    for topic in TOPICS:
        assert not [term for term in terms(lists[topic]) if "*" in term[:-1]]


def test_a_word_counts_in_its_own_language_only() -> None:
    assert topics_of(read("Die Bücher sind da"), ("de",)) == ()
    assert topics_of(read("He died"), ("en",)) == ("death",)
    assert topics_of(read("Vila i frid, terrorist"), ()) == ("violence",)
