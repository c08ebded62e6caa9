import pytest
from jinja2 import UndefinedError

from twohats.page.rendering import render
from twohats.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_in_the_language(language: str) -> None:
    text = render("message.html", language, title="<b>", nonce="n", inside=True, version=0)
    assert f'<html lang="{language}">' in text
    assert "&lt;b&gt;" in text


def test_a_value_that_is_missing_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        render("message.html", "en", nonce="n", inside=False, version=0)
