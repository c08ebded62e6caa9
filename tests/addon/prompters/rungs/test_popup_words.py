import pytest

from tests.support.prompters import BRAND, PERSONAL, POST, question
from twohats.prompters.rungs.popup_words import (
    BODY_LENGTH,
    HEADLINE_LENGTH,
    Button,
    body,
    buttons_of,
    headline,
    label,
)
from twohats.question import Question
from twohats_policy.decision import Decision, Effect, Reason, Risk

RISKY = Decision(
    effect=Effect.ASK, reasons=(Reason(rule="r", effect=Effect.ASK, message="A crisis is on.", risk=Risk.HIGH),)
)


@pytest.mark.parametrize(
    ("asked", "buttons"),
    [
        (question(), "block send review"),
        (question(colleagues=("bo",)), "block send ask review"),
        (question(decision=RISKY, colleagues=("bo",)), "block review"),
        (question(approvers=("bo",)), "block review"),
        (question(activities=(POST, POST)), "block send review"),
        (question(activities=(POST, POST.model_copy(update={"text": "And this"}))), "block review"),
        (question(undo=True), "undo review"),
        (question(undo=True, decision=RISKY), "undo review"),
    ],
)
def test_a_yes_is_offered_only_where_a_glance_is_enough(asked: Question, buttons: str) -> None:
    assert " ".join(buttons_of(asked)) == buttons


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Send", "Do not send", "Ask a colleague", "Review", "Undo"]),
        ("sv", ["Skicka", "Skicka inte", "Fråga en kollega", "Granska", "Ångra"]),
    ],
)
def test_what_stands_on_the_buttons(language: str, labels: list[str]) -> None:
    assert [label(button, language) for button in Button] == labels


def test_the_account_comes_first() -> None:
    assert headline(question(), "en") == "@acme (brand, X): send this post?"
    assert headline(question(undo=True), "en") == "@acme (brand, X): this post goes out"
    assert headline(question(approvers=("bo",)), "en") == "@acme (brand, X): this post waits"


def test_a_long_handle_does_not_hide_the_hat() -> None:
    account = BRAND.model_copy(update={"username": "acme_tools_and_garden_and_more_of_everything"})
    assert headline(question(account=account), "en") == "@acme_tools_and_garden_a\u2026 (brand, X): send this post?"
    nameless = BRAND.model_copy(update={"username": "", "ref": None, "platform_id": "9" * 60})
    assert "(brand, X): send" in headline(question(account=nameless), "en")


def test_the_body_says_why_and_how_the_post_begins() -> None:
    assert body(question(), 60, "en") == "This looks like a selfie of yours. “Sunday in the sun”"


def test_an_undo_window_says_how_long_it_is_open() -> None:
    assert body(question(undo=True), 9.6, "en").startswith("It goes out in 10 s unless you undo it. This looks")
    assert "in 1 s" in body(question(undo=True), 0.2, "en")


def test_a_second_opinion_says_whose_it_is_and_parts_say_where_to() -> None:
    assert "bo, eva can release it." in body(question(approvers=("bo", "eva")), 60, "en")
    parts = question(parts=2, accounts=(BRAND, PERSONAL))
    assert "2 posts in one go: @acme (brand, X), @anna (personal, X)." in body(parts, 60, "en")


def test_what_else_the_call_would_publish_is_told() -> None:
    both = question(activities=(POST, POST.model_copy(update={"text": "And this"})))
    assert "One of 2 in the same call. Your answer is for all of them." in body(both, 60, "en")


def test_nothing_is_longer_than_a_popup_and_nothing_steers_it() -> None:
    account = BRAND.model_copy(update={"username": "a" * 300})
    hostile = POST.model_copy(update={"text": "evil\x1b[2J\u202e\n" * 300})
    asked = question(account=account, problem=hostile, parts=9, accounts=(account,) * 9, undo=True)
    assert len(headline(asked, "en")) <= HEADLINE_LENGTH
    assert len(body(asked, 10, "en")) <= BODY_LENGTH
    assert not set(body(asked, 10, "en")) & set("\x1b\u202e\n")


def test_a_post_without_words_has_no_empty_quotes() -> None:
    assert "“" not in body(question(problem=POST.model_copy(update={"text": "  "})), 60, "en")
