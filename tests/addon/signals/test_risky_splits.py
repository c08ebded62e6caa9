import pytest

from tests.support.subjects import told
from twohats.activity_signal import TOO_LONG
from twohats.signals.risky_splits import SIGNAL


@pytest.mark.parametrize(
    "tag", ["SusanAlbumParty", "nowthatchersdead", "whorepresents", "penisland", "expertsexchange"]
)
def test_a_tag_that_reads_badly_is_told_with_the_reading(tag: str) -> None:
    found = told(SIGNAL, f"Come along! #{tag}")
    assert isinstance(found, tuple)
    assert found[0].startswith(f"{tag.lower()}: ")


@pytest.mark.parametrize(
    "tag",
    ["analytics", "assessment", "therapists", "essexgirls", "grapefruit", "newalbum", "smallbusinesssaturday", "åäö"],
)
def test_ordinary_tags_are_none(tag: str) -> None:
    assert told(SIGNAL, "Come along!", tags=(tag,)) == ()


def test_house_tags_are_none() -> None:
    assert told(SIGNAL, "#penisland", acme="tags: [PenIsland]") == ()


def test_words_of_the_account_s_languages_are_none() -> None:
    assert told(SIGNAL, "#sommarslut", acme="languages: [sv]") == ()


def test_more_than_are_looked_at_are_unknown() -> None:
    assert told(SIGNAL, "Thanks all!", tags=tuple(f"garden{number}" for number in range(1001))) == TOO_LONG
