from twohats.words.tokens import tag_words, tags_in, tokens, words


def test_words_numbers_and_emoji_are_tokens() -> None:
    assert words("Don't panic: 42 borrar_till dig🔫🐴!") == (
        "don",
        "t",
        "panic",
        "42",
        "borrar",
        "till",
        "dig",
        "🔫",
        "🐴",
    )


def test_a_token_is_as_written_and_a_word_is_for_comparing() -> None:
    assert tokens("Große Straße") == ("Große", "Straße")
    assert words("Große Straße") == ("grosse", "strasse")


def test_a_tag_shows_its_words_by_capitals() -> None:
    assert tag_words("PrayForParis2015") == ("pray", "for", "paris", "2015")
    assert tag_words("RIPFred") == ("rip", "fred")
    assert tag_words("prayforparis") == ("prayforparis",)


def test_tags_are_found_in_a_text() -> None:
    assert list(tags_in("a #PrayForParis b #two_words, # c")) == ["PrayForParis", "two_words"]
