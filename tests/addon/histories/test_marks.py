import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.histories.marks import ALIKE, MOST, Marker, likeness, numbers, words

MARKER = Marker(b"k" * 32)
POSTS = (
    "Our spring collection is in the shop from Monday, come and see it",
    "New in the bakery: rye bread with walnuts, every Thursday from seven in the morning",
    "Vår nya kollektion finns i butiken från och med måndag, kom och titta",
    "Heute gibt es im Café am Markt frischen Apfelkuchen, solange der Vorrat reicht",
    "Nuestra nueva temporada empieza el lunes con talleres gratis para toda la familia",
    "La boutique reste ouverte jusqu'à vingt heures pendant toute la semaine de Noël",
)


def alike(one: str, other: str) -> float:
    return likeness(MARKER.marks(one), MARKER.marks(other))


def without_one_in_ten(text: str, dice: random.Random) -> str:
    left = text.split()
    for _ in range(max(1, len(left) // 10)):
        left.pop(dice.randrange(len(left)))
    return " ".join(left)


def with_one_changed(text: str, dice: random.Random) -> str:
    left = text.split()
    left[dice.randrange(len(left))] = "tomorrow"
    return " ".join(left)


@pytest.mark.parametrize("text", POSTS)
def test_edited_copies_are_near_copies(text: str) -> None:
    dice = random.Random(5)
    edits = [
        text,
        f"  {text.upper()} ",
        f"@anna {text}",
        f"{text} #new #spring #collection #sale https://acme.example/spring?id=1",
        text.replace(" ", " \u200b", 2),
        " ".join([*text.split()[6:], *text.split()[:6]]),
        *(without_one_in_ten(text, dice) for _ in range(10)),
        *(with_one_changed(text, dice) for _ in range(10)),
    ]
    assert [edit for edit in edits if alike(text, edit) < ALIKE] == []


def test_different_posts_are_not_alike() -> None:
    close = [(one, other) for one in POSTS for other in POSTS if one < other and alike(one, other) >= ALIKE / 2]
    assert close == []


def test_full_width_letters_and_accents_written_in_two_ways_are_the_same() -> None:
    assert alike("Café am Markt öffnet heute früh", "Cafe\u0301 am Markt o\u0308ffnet heute fru\u0308h") == 1.0
    assert alike("the shop opens on monday", "\uff54\uff48\uff45 shop opens on monday") == 1.0


def test_a_script_without_spaces_is_compared_by_its_signs() -> None:
    text = "春の新作コレクションは月曜日からお店でご覧いただけます"
    assert alike(text, text.replace("月曜日", "火曜日")) >= ALIKE
    assert alike(text, "本日は臨時休業とさせていただきます") < ALIKE
    assert MARKER.marks("ありがとう") == b""


def test_another_key_gives_other_marks() -> None:
    other = Marker(b"l" * 32).marks(POSTS[0])
    assert likeness(MARKER.marks(POSTS[0]), other) == 0.0


def test_a_text_is_marked_once_for_as_long_as_it_is_among_the_last() -> None:
    assert MARKER.marks(POSTS[1]) is MARKER.marks(POSTS[1])


@given(st.text(max_size=2_000))
def test_any_text_is_marked_and_like_itself(text: str) -> None:
    marks = MARKER.marks(text)
    assert len(marks) <= 4 * MOST
    assert list(numbers(marks)) == sorted(set(numbers(marks)))
    assert likeness(marks, marks) == (1.0 if marks else 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 50_000,
        "@" * 100_000,
        "#" * 100_000,
        "\ufdfa" * 100_000,
        "http://" * 15_000,
        "\u0301" * 100_000,
        "\ud800 " * 9,
    ],
    ids=["words", "ats", "marks", "expanding", "links", "accents", "surrogates"],
)
def test_hostile_texts_are_marked_in_little_time(text: str) -> None:
    assert len(MARKER.marks(text)) <= 4 * MOST
    assert len(words(text)) <= 20_000
