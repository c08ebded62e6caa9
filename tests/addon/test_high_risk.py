from dataclasses import replace

import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import question
from twohats.high_risk import asked_for, parted, typed_right
from twohats_policy.account import ActingAccount

RISKY = shown.high_risk()


def test_an_ordinary_question_wants_nothing_typed() -> None:
    assert asked_for(question()) == ""
    assert typed_right("", question())


def test_the_handle_is_typed_with_or_without_its_sign_in_any_case() -> None:
    assert asked_for(RISKY) == "acme"
    assert all(typed_right(typed, RISKY) for typed in ("acme", "@acme", "ACME", " @Acme "))
    assert not any(typed_right(typed, RISKY) for typed in ("", "@", "anna", "acme.", "acme x", "acm"))


def test_of_an_account_that_nobody_knows_the_platform_is_typed() -> None:
    stranger = replace(RISKY, account=ActingAccount(platform="linkedin"))
    assert asked_for(stranger) == "LinkedIn"
    assert typed_right("linkedin", stranger)
    assert not typed_right("", stranger)


def test_what_is_asked_for_is_what_is_shown_even_if_the_handle_hides_something() -> None:
    hidden = replace(RISKY, account=RISKY.account.model_copy(update={"username": "ac\u202eme"}))
    assert typed_right(asked_for(hidden), hidden)
    assert "\u202e" not in asked_for(hidden)


def test_a_handle_that_begins_with_a_sign_can_be_typed_as_it_is_shown() -> None:
    doubled = replace(RISKY, account=RISKY.account.model_copy(update={"username": "@@acme"}))
    assert typed_right(asked_for(doubled), doubled)


def test_a_colleague_proves_who_they_are_instead() -> None:
    assert asked_for(replace(RISKY, approvers=("bo",))) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("acme", ("acme", "")),
        ("@Acme checked with bo", ("@Acme", "checked with bo")),
        ("checked with bo acme", ("", "checked with bo acme")),
        ("", ("", "")),
    ],
)
def test_the_account_comes_before_the_reason(words: str, said: tuple[str, str]) -> None:
    assert parted(words.split(), RISKY) == said


def test_a_name_of_several_words_is_one_account() -> None:
    tools = replace(RISKY, account=ActingAccount(platform="gbp"))
    assert parted(["google", "business", "profile", "yes"], tools) == ("google business profile", "yes")


def test_an_ordinary_question_takes_all_words_as_the_reason() -> None:
    assert parted(["acme", "is", "fine"], question()) == ("", "acme is fine")


def test_of_a_very_long_handle_the_beginning_is_typed() -> None:
    endless = replace(RISKY, account=RISKY.account.model_copy(update={"username": "acme" * 50}))
    assert len(asked_for(endless)) < 80
    assert asked_for(endless).isalpha()
    assert typed_right(asked_for(endless), endless)


def test_it_does_not_matter_how_the_keyboard_makes_its_letters() -> None:
    composed = replace(RISKY, account=RISKY.account.model_copy(update={"username": "\u00e5sa"}))
    assert typed_right("a\u030asa", composed)
