import random
import struct

from hypothesis import given
from hypothesis import strategies as st

from twohats.histories.holder import Holder
from twohats.histories.likenesses import Likenesses

ANNA, ACME = Holder("anna"), Holder("acme")
DICE = random.Random(3)


def marks(*numbers: int) -> bytes:
    return struct.pack(f"={len(numbers)}I", *sorted(numbers))


def some(count: int = 20) -> tuple[int, ...]:
    return tuple(DICE.randrange(2**32) for _ in range(count))


def changed(numbers: tuple[int, ...], count: int) -> bytes:
    return marks(*numbers[count:], *some(count))


def test_near_copies_of_wanted_accounts_are_found_the_nearest_first() -> None:
    texts, numbers = Likenesses(), some()
    texts.add(ANNA, marks(*numbers), 1.0)
    texts.add(ANNA, changed(numbers, 3), 2.0)
    texts.add(ANNA, changed(numbers, 15), 3.0)
    texts.add(ACME, marks(*numbers), 4.0)
    assert [text.times for text in texts.alike(marks(*numbers), ANNA.__eq__, 64)] == [[1.0], [2.0]]


def test_the_same_text_is_kept_once_with_all_its_times() -> None:
    texts, numbers = Likenesses(), some()
    for time in (3.0, 1.0, 2.0):
        texts.add(ANNA, marks(*numbers), time)
    (text,) = texts.alike(marks(*numbers), ANNA.__eq__, 64)
    assert (text.times, text.since(2.0)) == ([1.0, 2.0, 3.0], 2)


def test_a_text_without_marks_is_like_nothing() -> None:
    texts = Likenesses()
    texts.add(ANNA, b"", 1.0)
    assert list(texts.alike(b"", ANNA.__eq__, 64)) == []


def test_each_of_many_texts_is_found_again() -> None:
    texts = Likenesses()
    held = [some() for _ in range(2_000)]
    for place, numbers in enumerate(held):
        texts.add(ANNA, marks(*numbers), float(place))
    found = [next(texts.alike(changed(numbers, 4), ANNA.__eq__, 64)).times for numbers in held]
    assert found == [[float(place)] for place in range(2_000)]


def test_a_thousand_texts_with_one_beginning_cost_a_look_at_some() -> None:
    texts, numbers = Likenesses(), some(10)
    for time in range(1_000):
        texts.add(ANNA, marks(*numbers, *some(3)), float(time))
    assert len(list(texts.alike(marks(*numbers, *some(3)), ANNA.__eq__, 16))) == 16


def test_texts_that_are_added_between_two_searches_are_found() -> None:
    texts = Likenesses()
    for time in range(1_000):
        numbers = some()
        texts.add(ANNA, marks(*numbers), float(time))
        assert [text.times for text in texts.alike(marks(*numbers), ANNA.__eq__, 64)] == [[float(time)]]


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=64, unique=True), max_size=30))
def test_whatever_is_added_is_like_itself(held: list[list[int]]) -> None:
    texts = Likenesses()
    for numbers in held:
        texts.add(ANNA, marks(*numbers), 1.0)
    assert all(any(texts.alike(marks(*numbers), ANNA.__eq__, 64)) for numbers in held)
