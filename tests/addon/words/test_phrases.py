from twohats.words.phrases import Phrases
from twohats.words.tokens import words

LISTED = Phrases[str].of(
    [
        ("rip", "death"),
        ("rest in peace", "death"),
        ("bomb*", "violence"),
        ("mass shoot*", "violence"),
        ("🔫", "violence"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(value, phrase) for value, phrase, _ in LISTED.found(words(text))]


def test_whole_words_and_phrases_are_found_in_any_case() -> None:
    assert found("RIP, and Rest in Peace") == [("death", "rip"), ("death", "rest in peace")]
    assert found("a trip, a rest in a peaceful place") == []


def test_a_star_stands_for_any_ending_of_the_last_word() -> None:
    assert found("bombing; mass shootings") == [("violence", "bomb*"), ("violence", "mass shoot*")]
    assert found("mass") == []


def test_an_emoji_is_a_word() -> None:
    assert found("Shhh🔫🐴") == [("violence", "🔫")]


def test_the_place_is_that_of_the_first_word() -> None:
    assert [place for *_, place in LISTED.found(words("may he rest in peace"))] == [2]


def test_a_short_word_is_found_once_however_long_other_starts_are() -> None:
    listed = Phrases.of([("war*", "war"), ("warlike*", "warlike"), ("warm*", "weather")])
    assert [value for value, _, _ in listed.found(["war"])] == ["war"]
    assert sorted(value for value, _, _ in listed.found(["warlikeness"])) == ["war", "warlike"]
    assert [value for value, _, _ in listed.found(["wa"])] == []


def test_what_was_asked_for_before_is_told_the_same() -> None:
    assert found("drills and bombs, rest") == found("drills and bombs, rest") == [("violence", "bomb*")]
    assert found("rest in peace") == [("death", "rest in peace")]


def test_a_flood_of_words_is_forgotten_again() -> None:
    listed = Phrases.of([("war*", "war")])
    flood = [f"w{number}" for number in range(20_000)]
    assert list(listed.found([*flood, "warm", *flood])) == [("war", "war*", 20_000)]
    assert len(listed._nothing) < 5_000
