import pytest

from tests.support.subjects import told
from twohats.signals.private_shaped import SIGNAL
from twohats.words.reading import NO_LIST


@pytest.mark.parametrize(
    "text",
    [
        "I still think we should buy them. He is on your schedule for Dec 15 or 16. We will need to sell him.",
        "Keep this between us: the boss leaves on Friday",
        "Can you pick up the kids, home late today",
        "Kan du hämta barnen? Kommer hem sent",
        "Que quede entre nosotros, el jefe se va el viernes",
        "Bin unterwegs, hab dich lieb, bis gleich",
        "Ne dis rien, mais ils partent vendredi",
    ],
)
def test_what_is_meant_for_one_person_is_seen(text: str) -> None:
    assert told(SIGNAL, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🎉",
        "Call us, we are here for you from 8 to 18",
        "Book your table for lunch tomorrow",
        "Boka tid hos oss imorgon",
    ],
)
def test_what_is_for_everybody_is_none(text: str) -> None:
    assert told(SIGNAL, text) is False


def test_another_language_is_unknown() -> None:
    assert told(SIGNAL, "Zapraszamy do naszego nowego sklepu, otwieramy już w sobotę rano.") == NO_LIST
