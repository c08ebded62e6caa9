import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import question
from twohats.asking import held as held_module
from twohats.asking.held import HeldQuestion
from twohats.page.endings import Ended, ended
from twohats.page.scene import Scene
from twohats.question import Bypass, Choice, Ending, Grounds, Hindrance

ENGLISH = Scene("en", shown.policy())


def held() -> HeldQuestion:
    return HeldQuestion(question(), limit=600, ended=lambda _: None)


def told(one: HeldQuestion) -> Ended:
    found = ended(one, ENGLISH)
    assert found is not None
    return found


@pytest.mark.parametrize("ending", list(Ending))
async def test_every_ending_has_words(ending: Ending) -> None:
    one = held()
    assert ended(one, ENGLISH) is None
    one.end(ending)
    assert told(one).sent is (ending is Ending.WINDOW)
    assert told(one).title.startswith("Sent: " if told(one).sent else "Not sent")


@pytest.mark.parametrize(
    ("hindrance", "title"),
    [
        (Hindrance.OVERRULED, "Not sent: by now the policy does not allow it"),
        (Hindrance.UNWRITTEN, "Not sent: the decision could not be written down"),
        (Hindrance.LOST, "Not sent: the app had stopped waiting"),
    ],
)
async def test_a_yes_that_came_to_nothing_is_not_called_sent(hindrance: Hindrance, title: str) -> None:
    for one, ends in ((held(), Ending.WINDOW), (held(), None)):
        assert one.end(ends) if ends else one.answer(Choice.SEND, by="anna", channel="page")
        assert told(one).sent
        one.hindrance = hindrance
        assert (told(one).title, told(one).sent) == (title, False)
        assert told(one).text.startswith("It was released, but nothing has left this computer.")


async def test_what_is_left_to_do_about_an_unanswered_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    own, seconds = held(), HeldQuestion(question(approvers=("bo",)), limit=600, ended=lambda _: None)
    own.end(Ending.CLOCK)
    seconds.end(Ending.SECOND)
    assert told(own).text == "Confirm it, and it passes once when it is sent again."
    assert told(seconds).text == "Once it is released it passes once, when it is sent again."
    monkeypatch.setattr(held_module, "LATE_SECONDS", 0)
    assert told(own).text.startswith("It can no longer be confirmed.")


async def test_late_answers_have_words() -> None:
    confirmed, dismissed = held(), held()
    for one, choice in ((confirmed, Choice.SEND), (dismissed, Choice.BLOCK)):
        one.end(Ending.CLOCK)
        one.settle(choice, by="anna", channel="page")
    assert [told(one).title for one in (confirmed, dismissed)] == [
        "Confirmed by Anna Berg: send it again",
        "Not sent: dismissed by Anna Berg",
    ]


@pytest.mark.parametrize(
    ("grounds", "words"),
    [
        (Grounds(), "It was agreed."),
        (Grounds(Bypass.FALSE_ALARM), "Said to be a false alarm. It was agreed."),
        (Grounds(Bypass.APPROVED, "Bo"), "Approved elsewhere by Bo. It was agreed."),
        (Grounds(Bypass.EMERGENCY), "Sent as an emergency. It was agreed."),
    ],
)
async def test_the_grounds_of_a_yes_are_told(grounds: Grounds, words: str) -> None:
    one = held()
    one.take(Choice.SEND, by="anna", channel="page", reason="It was agreed.", grounds=grounds)
    assert told(one).why == words


async def test_a_name_cannot_turn_the_page() -> None:
    one = held()
    one.take(Choice.SEND, by="anna", channel="page", grounds=Grounds(Bypass.APPROVED, "B\u202eo"))
    assert "\u202e" not in told(one).why
