from twohats.words.passwords import is_code


def test_a_code_mixes_kinds_of_signs() -> None:
    assert is_code("aB3$dE6", kinds=4)
    assert not is_code("aB3dE6", kinds=4)


def test_prices_times_and_versions_are_none() -> None:
    for text in ("10:30-12:00", "2026-11-22", "1080p", "RTX5090", "#Launch_26", "isn't"):
        assert not is_code(text, kinds=2), text
