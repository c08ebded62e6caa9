import pytest

from twohats.words.splits import worst_reading


def test_a_bad_word_across_two_words_is_seen() -> None:
    assert worst_reading("susanalbumparty", ["en"]) == "sus anal bumparty"


def test_a_bad_word_that_only_cuts_another_is_none() -> None:
    assert worst_reading("albumparty", ["en"]) == ""


def test_a_very_long_tag_takes_no_time() -> None:
    assert worst_reading("x" * 100_000, ["en"]) == ""


@pytest.mark.parametrize(
    ("language", "tags"),
    [
        ("en", "middlesex pakistancricket deadpool gardening springsale"),
        ("sv", "klass fokus titta slutspel sambo spik vass nudlar prova skolstart"),
        ("es", "japón belleza cumpleaños artesanal círculo espectáculo cumbia hechoamano"),
        ("de", "könig honig nudeln schinken terrasse klassik fassade marsch wenigermüll"),
        ("fr", "marseille terrasse culinaire botanique clinique organique japon faitmain"),
    ],
)
def test_plain_words_of_each_language_are_no_risk(language: str, tags: str) -> None:
    assert {tag: worst_reading(tag, [language]) for tag in tags.split() if worst_reading(tag, [language])} == {}


def test_a_genitive_parts_two_words() -> None:
    assert worst_reading("nowthatchersdead", ["en"]) == "now thatcher s dead"
