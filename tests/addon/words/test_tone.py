from twohats.lexicons import table
from twohats.words.languages import HOME
from twohats.words.reading import read
from twohats.words.tone import GROUPS, features, personal


def test_every_language_has_every_group_and_every_feature_a_weight() -> None:
    tone = table("tone")
    assert {tuple(tone[language]) for language in HOME} == {GROUPS}
    assert set(tone["weights"]) == {"bias", *features(read("a"), ())}


def test_signs_count_in_any_language() -> None:
    assert personal(read("jaaaa!! 😭😭 co za noc"), ()) > personal(read("Jutro otwieramy sklep."), ())
