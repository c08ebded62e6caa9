import pytest

from tests.support.subjects import told
from twohats.signals.topics import SIGNAL
from twohats.words.reading import NO_LIST


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("RIP Carrie, you'll always have the best buns in the galaxy", "death"),
        ("Our hearts are with Boston. Here is a bowl of breakfast energy.", "death"),
        ("Våra tankar går till alla som drabbats av jordbävningen i natt", "disaster"),
        ("Hoy hay elecciones y nosotros abrimos igual que siempre", "politics"),
        ("Nach der Schießerei gestern bleibt unser Laden heute zu", "violence"),
        ("Ce soir bière offerte à tous les clients du magasin", "alcohol"),
        ("Shhh. Close your eyes. 🔫🐴", "violence"),
        ("Come and see us on Sunday #PrayForParis", "religion"),
        ("🔫", "violence"),
        ("He drowned on Sunday. Our life jackets are 20 % off today.", "death"),
        ("The earth shook in Morocco, and so do our milkshakes!", "disaster"),
        ("they\u2019re burying him on friday, we're open as usual", "death"),
        ("Så goda burgare att du vill strypa den som står före i kön.", "violence"),
        ("Bombattacken på plånboken är här: allt för en tia", "war"),
        ("Bombenangriff auf den Geldbeutel: alles für einen Euro", "war"),
        ("Ein Biss von unserem Brownie, und du glaubst, du hättest einen Joint geraucht.", "drugs"),
        ("Se ahogó el domingo. Hoy, chalecos salvavidas con un 20 % de descuento.", "death"),
        ("Il s'est noyé dimanche. Aujourd'hui, moins 20 % sur les gilets de sauvetage.", "death"),
        ("Un raz-de-marée de promotions toute la semaine", "disaster"),
    ],
)
def test_a_touchy_topic_is_named(text: str, topic: str) -> None:
    found = told(SIGNAL, text)
    assert isinstance(found, tuple)
    assert topic in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🎉🎉🎉",
        "Three ways to hang a shelf, in our new video.",
        "Die neuen Regale sind da, schaut vorbei und probiert sie aus!",
        "Nya borrar i lager, slut på torsdag",
        "Strip the paint, grip the drill, patriotic colours.",
    ],
)
def test_ordinary_posts_touch_none(text: str) -> None:
    assert told(SIGNAL, text) == ()


POLISH = "Zapraszamy do naszego nowego sklepu, otwieramy już w sobotę rano."


def test_a_language_without_lists_is_unknown_unless_the_account_writes_in_it() -> None:
    assert told(SIGNAL, POLISH) == NO_LIST
    assert told(SIGNAL, POLISH, acme="languages: [pl]") == ()
    assert told(SIGNAL, f"{POLISH} 🔫", acme="languages: [pl]") == ("violence",)
    assert told(SIGNAL, "Dzień dobry!") == ()
