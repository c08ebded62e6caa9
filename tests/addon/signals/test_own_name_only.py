import pytest

from tests.support.subjects import told
from twohats.signals.own_name_only import SIGNAL


@pytest.mark.parametrize(
    "text",
    ["Anna Berg", " anna berg. ", "@acmetools", "Acme Tools", "#annaberg", "\uff21\uff2e\uff2e\uff21 Berg", "anna"],
)
def test_a_name_of_the_team_alone_is_one(text: str) -> None:
    assert told(SIGNAL, text) is True


@pytest.mark.parametrize("text", ["", "Anna Berg answers your questions", "Ed Balls", "🎉", "Berg", "Anna Berg " * 100])
def test_anything_more_or_else_is_none(text: str) -> None:
    assert told(SIGNAL, text) is False
