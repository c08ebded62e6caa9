"""The words of the interface: what reaches files, pages and the log."""

from tests.support.prompters import ScriptedPrompter, question
from twohats.prompter import Prompter
from twohats.question import ARM_SECONDS, NOBODY, Answer, Choice, Ending, Picture, Standing
from twohats.wording import sentences


def test_every_ending_has_its_sentences() -> None:
    for language in ("en", "sv"):
        refusing = set(Ending) - {Ending.WINDOW}  # which sends
        assert {f"refused.{ending}" for ending in refusing} <= set(sentences(language))
        assert {f"page.was_{ending}" for ending in Ending} <= set(sentences(language))


def test_no_channel_of_a_person_is_an_ending() -> None:
    assert not {"page", "terminal", "command", "ticket", "desktop"} & {str(ending) for ending in Ending}
    assert NOBODY not in {str(choice) for choice in Choice}


def test_a_yes_needs_the_question_to_have_been_in_view() -> None:
    assert ARM_SECONDS > 0
    assert len(set(Standing)) == 5


def test_no_picture_and_no_answer_shows_bytes_in_a_trace() -> None:
    assert "secret" not in repr(Picture("image/png", b"secret"))
    assert Answer(Choice.BLOCK, NOBODY, Ending.CLOCK).reason == ""
    assert "PNG" not in repr(question())


def test_the_scripted_prompter_is_a_prompter() -> None:
    prompter: Prompter = ScriptedPrompter()
    assert prompter.name == "scripted"
