import time

from twohats.words.spelling import misspelt
from twohats.words.tokens import tokens


def found(text: str, *names: str) -> list[tuple[str, str]]:
    return list(misspelt(tokens(text), names))


def test_the_same_slip_is_told_once() -> None:
    assert found("Acne Tools, Acne Tools!", "Acme Tools") == [("Acne Tools", "Acme Tools")]


def test_a_name_among_others_is_taken_for_the_right_one() -> None:
    assert found("Stockholn Malmo", "Stockholm", "Malmö") == [("Stockholn", "Stockholm"), ("Malmo", "Malmö")]


def test_many_words_and_names_take_little_time() -> None:
    names = [f"Protected Name {number}x" for number in range(100)]
    start = time.perf_counter()
    assert found("lorem ipsum dolor " * 5000, *names) == []
    assert time.perf_counter() - start < 2
