from twohats.words.reading import read

DANISH = "I dag åbner vi vores nye butik, kig forbi og få et godt tilbud."


def test_the_words_of_tags_follow_those_of_the_text() -> None:
    assert read("Hi #PrayForParis", ("RIPFred",)).words == (
        "hi", "prayforparis", "", "pray", "for", "paris", "", "rip", "fred",
    )  # fmt: skip


def test_links_tags_and_mentions_are_no_prose() -> None:
    assert read("Hej https://acme.example/a #tag @anna då").prose_words == ("hej", "då")


def test_the_lists_are_those_of_the_language() -> None:
    assert read("Idag öppnar vi vår nya butik i Malmö").lists(["en"]) == ("sv",)


def test_a_short_text_is_looked_at_in_the_only_language_of_the_account() -> None:
    assert read("Slut").lists(["sv"]) == ("sv",)
    assert read("Slut").lists(["sv", "en"]) == ()
    assert read("🎉🎉").lists([]) == ()


def test_a_language_without_lists_is_told_unless_the_account_writes_in_it() -> None:
    assert read(DANISH).lists(["en"]) is None
    assert read(DANISH).lists(["en", "da-DK"]) == ()
    assert read("сегодня мы открываем новый магазин").lists([]) is None


def test_an_account_that_writes_in_a_language_nobody_can_tell_is_not_asked_about_it() -> None:
    russian, croatian = (
        "сегодня мы открываем новый магазин",
        "Danas otvaramo novu trgovinu, dođite i pogledajte našu ponudu.",
    )
    assert read(russian).lists(["ru"]) == ()
    assert read(croatian).lists(["hr", "en"]) == ()
    assert read("Nå er det endelig helg, hva skal dere gjøre?").lists(["no"]) == ()
