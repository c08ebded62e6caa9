from twohats.lexicons import table
from twohats.words.languages import HOME
from twohats.words.private import sounds_private
from twohats.words.reading import read


def test_one_group_alone_is_not_enough() -> None:
    assert not sounds_private(read("Call me when you like"), ("en",))
    assert sounds_private(read("Call me, love you"), ("en",))


def test_every_language_has_every_group() -> None:
    assert {tuple(table("private")[language]) for language in HOME} == {("secret", "hush", "deal", "meeting", "near")}
