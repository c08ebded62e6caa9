"""Names and lists of files, as people write them."""

from pydantic import TypeAdapter

from twohats_policy.lists import Name, Tags, Texts


def test_one_word_stands_for_a_list_of_one() -> None:
    assert TypeAdapter(Texts).validate_python("en") == ("en",)
    assert TypeAdapter(Texts).validate_python(["en", "sv"]) == ("en", "sv")


def test_names_and_tags_may_have_the_sign_that_platforms_show() -> None:
    assert TypeAdapter(Name).validate_python("@acme") == "acme"
    assert TypeAdapter(Tags).validate_python(["#acme", "tools"]) == ("acme", "tools")
