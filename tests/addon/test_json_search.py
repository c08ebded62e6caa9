"""Texts in JSON of free shape."""

from twohats.json_search import lines, texts_under

DOCUMENT = {
    "document": [
        {"e": "par", "c": [{"e": "text", "t": "one"}, {"e": "link", "t": "two", "u": "https://a.example"}]},
        {"e": "par", "c": [{"e": "text", "t": ""}, {"t": {"t": "three"}}, {"t": 4}, "t"]},
    ]
}


def test_texts_are_found_at_any_depth_in_order() -> None:
    assert list(texts_under(DOCUMENT, {"t"})) == ["one", "two", "three"]
    assert list(texts_under(DOCUMENT, {"u", "t"})) == ["one", "two", "https://a.example", "three"]


def test_lines_hold_each_text_once() -> None:
    assert lines([{"t": "a"}, {"t": "b"}, {"t": "a"}], {"t"}) == "a\nb"


def test_what_is_no_document_holds_no_text() -> None:
    assert list(texts_under("t", {"t"})) == []
    assert list(texts_under(None, {"t"})) == []
