import pytest

from tests.support.subjects import told
from twohats.signals.swearing import SIGNAL


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", "none"),
        ("Three ways to hang a shelf, in our new video.", "none"),
        ("What a zzmildzz day this was", "mild"),
        ("Damn, that was f*** good", "mild"),
        ("No one in this town knows how to zzswearzz drive", "strong"),
        ("You zzslurzz", "slur"),
        ("zzmildzz zzswearzz zzslurzz", "slur"),
        ("en jäkla bra dag på jobbet var det", "mild"),
    ],
)
def test_the_worst_word_counts(text: str, level: str) -> None:
    assert told(SIGNAL, text) == level


@pytest.mark.parametrize(
    "text",
    ["ZZSwearZZ", "zz5w3@rzz!", "z z s w e a r z z", "zzswe\u200barzz", "zzswwwwearzz", "zzswe\u0430rzz", "#ZzSwearzz"],
)
def test_disguises_are_seen_through(text: str) -> None:
    assert told(SIGNAL, text) == "strong"


@pytest.mark.parametrize("text", ["50% off!!! @all $5 4 you", "a b c d e", "C3PO and R2D2", "Mississippi", "10*10"])
def test_signs_and_numbers_are_no_disguise(text: str) -> None:
    assert told(SIGNAL, text) == "none"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chunky knits, hobo bags and beanbags are back in store this autumn."),
        ("en", "Rakes, hoes and a new jig for your router: garden and workshop week starts on Monday."),
        ("en", "Pippa and Noonan at the harbour: kumquat marmalade, smoked pollock and a Christmas pud."),
        ("en", "Dog poo bags, now from maize. Spit roast on Saturday, jelly donut with every coffee."),
        ("en", "Puss in Boots opens on Friday, The Merchant of Venice with Ann as Shylock a week later."),
        ("en", "A looser fit, a jigger of gin, pansies in the window: our shop is spick and span."),
        ("en", "Our new kiln shelf has a flange that a tinker would envy."),
        ("sv", "Spik, skruv och skumplast till halva priset hela veckan."),
        ("sv", "Teckna försäkringen med din sambo, det är ett geni till erbjudande."),
        ("es", "Los zapatos negros han vuelto y los gringos ya los tienen."),
        ("de", "Kummer mit der Steuer? Unsere Orga hilft, ganz ohne Shitstorm."),
        ("fr", "Le taff continue, et dix modèles teste notre équipe aujourd'hui."),
    ],
)
def test_everyday_words_are_no_swear_words_because_somewhere_they_are_one(language: str, text: str) -> None:
    assert told(SIGNAL, text, acme=f"languages: [{language}]") == "none"


@pytest.mark.parametrize(
    "text", ["We are so pissed off about the weather today", "Philip K. Dick reads from his new book"]
)
def test_a_word_that_is_rude_in_one_reading_only_is_mild(text: str) -> None:
    assert told(SIGNAL, text) == "mild"
