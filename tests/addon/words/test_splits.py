from twohats.words.splits import worst_reading


def test_a_bad_word_across_two_words_is_seen() -> None:
    assert worst_reading("susanalbumparty", ["en"]) == "sus anal bumparty"


def test_a_bad_word_that_only_cuts_another_is_none() -> None:
    assert worst_reading("albumparty", ["en"]) == ""


def test_a_very_long_tag_takes_no_time() -> None:
    assert worst_reading("x" * 100_000, ["en"]) == ""
