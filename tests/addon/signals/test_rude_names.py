import pytest

from tests.support.subjects import told
from twohats.activity_signal import TOO_LONG
from twohats.signals.rude_names import SIGNAL
from twohats_policy.activity import Verb


@pytest.mark.parametrize("name", ["zzslurzz", "WeHateZzslurzz", "zz_zzslurzz_99", "zzswearzz.you", "ihatezzslurzz"])
def test_a_name_with_a_slur_in_it_is_told(name: str) -> None:
    found = told(SIGNAL, f"Welcome @{name}, here is your shirt!", verb=Verb.POST)
    assert isinstance(found, tuple)
    assert found[0].startswith(f"{name.casefold()}: ")


@pytest.mark.parametrize(
    "name",
    [
        "SussexRunner", "scunthorpeutd", "essexgirl", "penistonefc", "dickinsonuk", "cockermouthfc", "arsenal",
        "hancock", "therapistanna", "pakistancricket", "classicfm", "bassplayer", "shiitakefan", "assassinscreed",
    ],
)  # fmt: skip
def test_ordinary_names_are_none(name: str) -> None:
    assert told(SIGNAL, f"Congratulations, @{name}!") == ()


def test_a_name_of_the_policy_is_known() -> None:
    assert told(SIGNAL, "With @zzslurzz", acme="mentions: [zzslurzz]") == ()


def test_more_names_than_are_looked_at_are_unknown() -> None:
    assert told(SIGNAL, "Thanks all!", mentions=tuple(f"friend{number}" for number in range(1001))) == TOO_LONG
