"""LinkedIn's names for everything."""

import pytest

from twohats.adapters.linkedin import urns


@pytest.mark.parametrize(
    ("urn", "number"),
    [
        ("urn:li:organization:8888888881", "8888888881"),
        ("urn%3Ali%3Aperson%3Aanna8888882", "anna8888882"),
        ("8888888881", "8888888881"),
        (None, ""),
        (7, ""),
    ],
)
def test_the_end_of_a_urn_is_the_id(urn: object, number: str) -> None:
    assert urns.bare(urn) == number
    found = urns.actor("json.author", urn)
    assert (found.platform_id if found else "") == number


def test_little_text_is_shown_without_its_backslashes() -> None:
    assert urns.shown(r"\#one \(two\) \\ c:\dir") == r"#one (two) \ c:\dir"
    assert urns.shown(None) == ""


def test_people_and_organisations_are_mentioned_once() -> None:
    text = "@[A](urn:li:person:a1) @[B](urn:li:organization:5) @[A](urn:li:person:a1) @[C](x)"
    assert urns.mentioned(text) == ("a1", "5")
