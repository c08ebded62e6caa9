"""Messages: one text, or one for each language."""

import pytest
from pydantic import TypeAdapter

from tests.support.policies import HEAD, policy, problems
from twohats_policy.message import Message, in_language

BOTH = {"sv": "Är det ditt?", "en": "Is it yours?"}


def test_a_plain_text_is_for_everybody() -> None:
    plain: Message = TypeAdapter(Message).validate_python("Is it yours?")
    assert in_language(plain, "sv") == in_language(plain, "en") == "Is it yours?"


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Är det ditt?"), ("en", "Is it yours?"), ("de", "Is it yours?")]
)
def test_people_read_their_language_else_english(language: str, words: str) -> None:
    assert in_language(TypeAdapter(Message).validate_python(BOTH), language) == words


def test_any_language_is_better_than_none() -> None:
    assert in_language({"sv": "Hej"}, "en") == "Hej"
    assert in_language({}, "en") == ""


def test_a_rule_of_a_file_may_have_both() -> None:
    found = policy(f"{HEAD}rules:\n  - {{id: r, effect: ask, message: {{en: Sure?, sv: Säkert?}}}}\n")
    assert found.rules[0].rule.message == {"en": "Sure?", "sv": "Säkert?"}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("7", "team.yaml:10: rules[0].message: `7` is not text; put it in quotes"),
        ("''", "team.yaml:10: rules[0].message: is empty; write something, or delete the key"),
        ("{}", "team.yaml:10: rules[0].message: is empty; write something, or delete the key"),
        ("{sv: 7}", "team.yaml:10: rules[0].message.sv: `7` is not text; put it in quotes"),
    ],
)
def test_what_is_no_message_is_told_at_its_place(message: str, words: str) -> None:
    assert problems(f"{HEAD}rules:\n  - {{id: r, effect: ask, message: {message}}}\n") == [words]


def test_a_language_is_named_by_two_letters() -> None:
    (problem,) = problems(f"{HEAD}rules:\n  - {{id: r, effect: ask, message: {{swedish: Hej}}}}\n")
    assert problem.startswith("team.yaml:10: rules[0].message.swedish: ")
