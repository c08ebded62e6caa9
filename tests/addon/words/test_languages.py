import pytest

from twohats.words.languages import HOME, Guess, guess, spoken, tellable


def test_what_could_as_well_be_another_language_is_none() -> None:
    found = guess("Godmorgon")
    assert found.language == ""
    assert found.likeliest


def test_a_longer_text_is_further_ahead() -> None:
    assert guess("vad händer ikväll i stan").lead > guess("vad händer").lead > 0


@pytest.mark.parametrize("text", ["", "abc", "123 456", "сегодня и всегда"])
def test_what_cannot_be_told_is_no_language(text: str) -> None:
    assert guess(text) == Guess()


def test_languages_of_a_policy_are_called_as_they_are_told() -> None:
    assert [spoken(written) for written in ("en", "pt-BR", "sv_SE", "no", "nn-NO")] == ["en", "pt", "sv", "nb", "nb"]
    assert tellable() >= {*HOME, "nb", "da", "nl", "it", "pt", "el"}


def test_the_order_of_the_words_does_not_matter() -> None:
    assert guess("vad händer ikväll i stan") == guess("stan i ikväll händer vad")
