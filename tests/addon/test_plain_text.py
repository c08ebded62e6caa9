"""Links, hashtags and mentions in plain text."""

import pytest

from twohats.plain_text import links, mentions, tags


def test_links_end_before_the_punctuation_of_the_sentence() -> None:
    assert links("See https://acme.example/a?b=c, (http://x.example).") == (
        "https://acme.example/a?b=c",
        "http://x.example",
    )


def test_a_link_is_named_once() -> None:
    assert links("https://a.example https://a.example") == ("https://a.example",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#Launch day #Launch", ("Launch",)),
        ("we are #1", ()),
        ("#2026goals", ("2026goals",)),
        ("https://a.example/#top", ()),
        ("a#b", ()),
        ("\uff03\u91d1\u66dc", ("\u91d1\u66dc",)),
        ("#våren!", ("våren",)),
    ],
)
def test_tags(text: str, found: tuple[str, ...]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@anna and @bo.lind.", ("anna", "bo.lind")),
        ("@anna@mastodon.example hej", ("anna@mastodon.example",)),
        ("mail anna@acme.example", ()),
        ("https://a.example/@anna", ()),
    ],
)
def test_mentions(text: str, found: tuple[str, ...]) -> None:
    assert mentions(text) == found


def test_long_hostile_text_is_read_quickly() -> None:
    assert tags("#" * 100_000) == ()
    assert mentions("@" * 100_000) == ()
    assert mentions("@" + "a@" * 50_000)
