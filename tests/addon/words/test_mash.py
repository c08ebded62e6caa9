from twohats.words.mash import is_mash, letters_of


def test_what_no_language_writes_is_mash() -> None:
    assert is_mash("gmlxzssaw")
    assert is_mash("asdfghj")


def test_words_names_and_laughter_are_none() -> None:
    for word in ("strategy", "angstschrei", "hahahaha", "brrrrr", "zwei", "wert", "rugby", "stockholm"):
        assert not is_mash(word), word


def test_letters_are_parted_by_anything_else() -> None:
    assert letters_of(";l;;Gml2") == ["l", "gml"]
