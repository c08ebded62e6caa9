import pytest

from tests.support.subjects import told
from twohats.signals.draft_markers import SIGNAL


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("Black Friday **** Need copy and link****", "need copy"),
        ("Black Friday **** more soon", "****"),
        ("Dear [first name], our sale starts today", "[first name]"),
        ("Hej {{namn}}, välkommen", "{{"),
        ("Lorem ipsum dolor", "lorem ipsum"),
        ("Nyhet! [infoga länk]", "[infoga länk]"),
        ("Mehr dazu: <Link einfügen>", "<Link einfügen>"),
        ("Oferta de hoy: TEXTO AQUÍ", "texto aquí"),
        ("Découvrez l'offre, lien à venir", "lien à venir"),
        ("Read more: https://", "https://"),
        ("Our price: XXXX", "XXXX"),
        ("Launch day\nCaption:", "Caption:"),
        ("Launch day\nLink:\nHashtags:\n#acmetools", "Link:"),
        ("Our new drill is here. TODO: picture", "TODO:"),
        ("Read all about it, link here", "link here"),
        ("Now for £xxxx only", "£xxxx"),
    ],
)
def test_what_is_still_to_be_filled_in_is_named(text: str, marker: str) -> None:
    found = told(SIGNAL, text)
    assert isinstance(found, tuple)
    assert marker in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Five stars ** [video] what our testers say",
        "First part\n***\nSecond part",
        "***** (5/5)",
        "What the f*** was that",
        "[EN] New shop <3",
        "Link in bio: acme.example",
        "Copy that!",
        "See https://acme.example",
        "XXL and XXX sizes",
        "C'est ici: {rire}",
        "Sobre todo en agosto: todo el material a mitad de precio",
        "LO TENEMOS TODO",
        "The dates are out, link here: https://acme.example/dates",
        "Get your copy here before Friday",
        "Formulaire à compléter et à valider avant le 30 juin",
        "Replace this filter twice a year",
        "Photo:\nAnna Berg",
        "Link:\nhttps://acme.example",
        "[Image: a red drill on a bench] [link in bio]",
        "Love you all xxxx",
        "Thanks for a lovely evening, xxxx 💕",
    ],
)
def test_finished_posts_hold_none(text: str) -> None:
    assert told(SIGNAL, text) == ()


def test_a_link_beside_the_text_is_one_as_well() -> None:
    assert told(SIGNAL, "All dates, link here", links=("https://acme.example/dates",)) == ()
