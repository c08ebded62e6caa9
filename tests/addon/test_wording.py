import re
import string
from pathlib import Path

import pytest

import twohats
from tests.support.prompters import BRAND, DECISION, POST, question
from twohats import wording
from twohats.question import NOBODY, Answer, Choice, Ending
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Verb
from twohats_policy.decision import Decision, Effect, Reason

SOURCES = [
    path
    for path in Path(twohats.__file__).parent.rglob("*")
    if path.suffix in {".py", ".html"} and not {"sentences", "adapters"} & set(path.parts)
]
LITERAL = re.compile(
    r"""["']((?:kind|account|noun|this|question|refused|notice|terminal|command|page|second|popup|report)\.(?!html|css)[a-z_]+)["']"""
)
FAMILIES = ("kind.", "noun.", "this.", "refused.", "page.was_")  # looked up by a value: every value is tried below


def values_of(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_values(language: str) -> None:
    english, other = wording.sentences("en"), wording.sentences(language)
    assert set(english) == set(other)
    assert {key: values_of(line) for key, line in english.items()} == {
        key: values_of(line) for key, line in other.items()
    }
    assert all(line.strip() for line in other.values())


def test_sentences_take_plain_values_only() -> None:
    names = {name for line in wording.sentences("en").values() for name in values_of(line)}
    assert all(str(name).isidentifier() for name in names)


def test_every_sentence_the_code_asks_for_exists_and_every_sentence_is_asked_for() -> None:
    asked = {key for path in SOURCES for key in LITERAL.findall(path.read_text(encoding="utf-8"))}
    known = set(wording.sentences("en"))
    assert asked <= known
    unused = {key for key in known - asked if not key.startswith(FAMILIES)}
    assert unused - {key for key in known if key.startswith("notice.")} == set()


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_has_words(language: str, verb: Verb) -> None:
    activity = POST.model_copy(update={"verb": verb})
    assert wording.noun(activity, language)
    assert wording.this(activity, language)


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("kind", list(AccountKind))
def test_every_kind_of_account_has_words(language: str, kind: AccountKind) -> None:
    account = ActingAccount(platform="x", kind=kind, username="acme")
    assert wording.say(f"kind.{kind}", language) in wording.account_words(account, language)


ENDINGS = [Answer(Choice.BLOCK, NOBODY, ending, question="K7Q2WX") for ending in Ending if ending is not Ending.WINDOW]
ANSWERS = [
    None,
    Answer(Choice.BLOCK, "anna", "page"),
    Answer(Choice.BLOCK, "anna", "page", reason="wrong hat."),
    *ENDINGS,
]


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("answer", ANSWERS, ids=str)
@pytest.mark.parametrize("effect", [Effect.BLOCK, Effect.ASK, Effect.SECOND])
def test_a_refusal_names_twohats_and_gives_the_reason(language: str, answer: Answer | None, effect: Effect) -> None:
    sentence = wording.refusal_sentence(DECISION.model_copy(update={"effect": effect}), answer, language)
    assert "twohats" in sentence
    assert "This looks like a selfie of yours." in sentence
    assert sentence.startswith(("Not sent", "Inte skickat"))
    phrase = wording.reason_phrase(sentence)
    assert "twohats" in phrase
    assert phrase.isascii()
    assert phrase.isprintable()
    assert len(phrase) < wording.PHRASE_LENGTH


@pytest.mark.parametrize("ending", [Ending.CLOCK, Ending.GONE, Ending.UNREACHED])
def test_a_question_that_nobody_answered_says_where_to_confirm(ending: Ending) -> None:
    sentence = wording.refusal_sentence(DECISION, Answer(Choice.BLOCK, NOBODY, ending, question="K7Q2WX"), "en")
    assert "`twohats answer K7Q2WX send`" in wording.reason_phrase(sentence)


def test_a_second_opinion_that_nobody_can_give_says_so() -> None:
    sentence = wording.refusal_sentence(Decision(effect=Effect.SECOND), None, "en")
    assert sentence.startswith("Not sent (twohats): a second person has to release it, and the policy names nobody")


def test_a_refusal_without_a_rule_still_says_why() -> None:
    assert wording.refusal_sentence(Decision(effect=Effect.BLOCK), None, "en") == (
        "Not sent (twohats): your policy does not allow it."
    )


def test_the_question_names_what_and_from_where() -> None:
    assert wording.question_title(question(), "en") == "Send this post from @acme (brand, X)?"
    assert wording.question_title(question(), "sv") == "Ska inlägget ut från @acme (varumärke, X)?"


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (BRAND, "@acme (brand, X)"),
        (ActingAccount(platform="bluesky", username="acme.example"), "@acme.example (unknown, Bluesky)"),
        (ActingAccount(platform="linkedin", platform_id="77"), "account 77 (unknown, LinkedIn)"),
        (ActingAccount(platform="youtube"), "an unknown account (YouTube)"),
        (ActingAccount(platform="x", username="@acme"), "@acme (unknown, X)"),
    ],
)
def test_an_account_is_shown_as_far_as_it_is_known(account: ActingAccount, words: str) -> None:
    assert wording.account_words(account, "en") == words


def test_reasons_say_what_could_not_be_told_and_each_sentence_comes_once() -> None:
    first = Reason(rule="a", effect=Effect.ASK, message="A selfie?", unsure=("selfie", "language"))
    second = Reason(rule="b", effect=Effect.NOTE, message="Late.")
    decision = Decision(effect=Effect.ASK, reasons=(first,), others=(second, second))
    assert wording.reasons(decision, "en") == ("A selfie? (could not be told: selfie, language)", "Late.")


def test_reasons_are_told_in_the_language_of_the_person() -> None:
    reason = Reason(rule="a", effect=Effect.ASK, message="Late.", messages={"en": "Late.", "sv": "Sent."})
    assert [wording.reason_words(reason, language) for language in ("sv", "en")] == ["Sent.", "Late."]


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J\x1b]0;owned\x07", "a\u202egnp.exe", "a\u2028b\u0085c", "\x9b31m", "x\x00y\x7f"]
)
def test_no_control_or_direction_character_survives(hostile: str) -> None:
    for shown in (
        wording.printable(hostile),
        wording.printable_lines(hostile),
        wording.say("terminal.text", "en", text=hostile),
    ):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown)


def test_emoji_and_other_scripts_survive() -> None:
    text = "👩\u200d💻 سلام åäö 日本"
    assert wording.printable(text) == text


def test_a_value_with_braces_is_only_a_value() -> None:
    assert wording.say("terminal.text", "en", text="{0.__class__} {x}") == "Text: {0.__class__} {x}"


def test_long_text_is_cut() -> None:
    assert len(wording.printable("x" * 9000)) == 400
    assert len(wording.printable_lines("x" * 9000)) == 4000


def test_line_breaks_are_kept_where_the_text_is_shown_whole() -> None:
    assert wording.printable_lines("one\r\ntwo\n\nthree") == "one\ntwo\n\nthree"
    assert wording.printable("one\r\ntwo") == "one two"


@pytest.mark.parametrize(
    ("tag", "language"), [("sv_SE.UTF-8", "sv"), ("sv-FI", "sv"), ("", "en"), ("C", "en"), ("de_DE", "en")]
)
def test_the_language_follows_the_locale(tag: str, language: str) -> None:
    assert wording.language_of(tag) == language


def test_of_a_million_characters_the_first_are_looked_at() -> None:
    assert wording.printable("a b  c " * 150_000, 20) == "a b c a b c a b c a\u2026"
    assert wording.printable(" " * 100_000 + "x") == "\u2026"
