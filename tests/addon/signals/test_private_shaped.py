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
        "Ne dis rien à personne, ils partent vendredi",
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
        "Bring the kids tomorrow at ten, we paint pumpkins.",
        "Demain à 14 h, atelier pour les enfants au musée.",
        "Mañana a las diez, taller para los niños en la biblioteca.",
        "Morgen um zehn basteln die Kinder bei uns im Laden.",
        "Imorgon kl 10 bjuder vi barnen på bullar.",
        "Salary, pension and five weeks off: are you free to start in May?",
        "I have a plan for your garden: three beds and a pond.",
        "Solo para ti: 20 % de descuento.",
        "Nur für dich: 20 % auf alles.",
        "Bara för dig: 20 % på allt.",
        "Rien que pour toi : 20 % sur tout.",
        "Confidentiel : vos données restent chez nous.",
        "Unter uns: das ist der beste Kuchen der Stadt.",
        "Don't tell anyone, but the sale starts on Monday.",
    ],
)
def test_what_is_for_everybody_is_none(text: str) -> None:
    assert told(SIGNAL, text) is False


def test_another_language_is_unknown() -> None:
    assert told(SIGNAL, "Zapraszamy do naszego nowego sklepu, otwieramy już w sobotę rano.") == NO_LIST
