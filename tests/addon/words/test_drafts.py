from twohats.words.drafts import markers
from twohats.words.reading import read


def test_each_way_of_leaving_something_open_is_found() -> None:
    assert list(markers(read("TBD [name] {{x}} https:// XXXX a *** b\nlink:"))) == [
        "tbd", "[name]", "{{", "}}", "https://", "XXXX", "***", "link:",
    ]  # fmt: skip


def test_a_long_line_of_brackets_takes_no_time() -> None:
    assert list(markers(read("[" * 100_000))) == []
