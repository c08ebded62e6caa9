import pytest

from tests.support.subjects import told
from twohats.signals.written_in import SIGNAL

SAID = {
    "en": "Three ways to hang a shelf, in our new video.",
    "sv": "Idag öppnar vi vår nya butik i Malmö, välkommen in!",
    "es": "Hoy abrimos nuestra nueva tienda, te esperamos.",
    "de": "Heute eröffnen wir unseren neuen Laden, schaut vorbei.",
    "fr": "Notre nouvelle boutique ouvre aujourd'hui, venez nous voir.",
    "da": "I dag åbner vi vores nye butik, kig forbi og få et godt tilbud.",
    "nb": "Nå er det endelig helg, hva skal dere gjøre med hagen deres?",
    "nl": "Vandaag openen we onze nieuwe winkel, kom gerust langs.",
    "it": "Oggi apriamo il nostro nuovo negozio, vi aspettiamo.",
    "pt": "Hoje abrimos a nossa nova loja, esperamos por você.",
    "el": "Σήμερα ανοίγει το νέο μας κατάστημα",
    "ja": "本日、新しいお店がオープンします",
}


@pytest.mark.parametrize("language", SAID)
def test_a_language_is_told_from_its_neighbours(language: str) -> None:
    assert told(SIGNAL, SAID[language]) == language


@pytest.mark.parametrize("text", ["", "🎉🎉🎉", "OK", "2026", "@anna #sv https://acme.example/de/wir-sind-da"])
def test_what_holds_no_words_has_no_language(text: str) -> None:
    assert told(SIGNAL, text) == ""


def test_links_and_tags_do_not_count() -> None:
    assert told(SIGNAL, "Wir sind heute für euch da https://acme.example/our-new-shop-is-open #blackfriday") == "de"
