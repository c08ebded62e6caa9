from importlib import resources

from twohats.lexicons import lines, table, terms


def test_every_file_says_where_it_comes_from() -> None:
    files = [file for file in resources.files("twohats.lexicons").iterdir() if file.name.endswith((".toml", ".txt"))]
    assert files
    for file in files:
        head = file.read_text("utf-8")[:900]
        assert head.startswith("#"), file.name
        assert "Apache-2.0" in head or file.name.endswith(".licence.txt"), file.name


def test_a_list_is_parted_by_commas() -> None:
    assert terms("one, two words,\nthree,") == ("one", "two words", "three")


def test_tables_and_lines_are_read() -> None:
    assert "lorem ipsum" in terms(table("drafts")["anywhere"])
    assert lines("languages")[0].startswith("languages en sv")
