import pytest

from tests.support.subjects import told
from twohats.signals.echoes_user_text import SIGNAL
from twohats_policy.activity import Verb


@pytest.mark.parametrize(
    "text",
    [
        "@fan_42 Thanks for helping us become the first team with a million followers!",
        "RT @stranger: what a day",
        "Our winner is @stranger 🎉",
        '"I love every single one of your drills", says @stranger',
        "Grattis @nykund, här är din egen tröja",
    ],
)
def test_strangers_names_and_words_are_seen(text: str) -> None:
    assert told(SIGNAL, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Our new drill is here",
        "Welcome to our shop",
        "RT @annaberg: what a day",
        "With @stranger at the fair",
        '"We love drills"',
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert told(SIGNAL, text) is False


def test_an_answer_is_none_and_neither_is_somebody_on_the_list() -> None:
    assert told(SIGNAL, "@stranger thanks for telling us!", verb=Verb.REPLY) is False
    assert told(SIGNAL, "Congratulations @stranger!", acme="mentions: [stranger]") is False
