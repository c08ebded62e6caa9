from pathlib import Path

import pytest

from tests.addon.prompters.test_page import entrance
from twohats.errors import UsageError
from twohats.prompters import NAMES, prompters_for


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_prompter_can_be_had_by_its_name(tmp_path: Path, name: str) -> None:
    assert [prompter.name for prompter in prompters_for([name], entrance(tmp_path), "en")] == [name]


def test_each_comes_once_in_the_order_asked_for(tmp_path: Path) -> None:
    found = prompters_for(["terminal", " Page", "terminal"], entrance(tmp_path), "en")
    assert [prompter.name for prompter in found] == ["terminal", "page"]


@pytest.mark.parametrize("names", [["popup"], [], ["none", "page"], [""]])
def test_what_makes_no_sense_is_told_with_the_remedy(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(UsageError, match=r"choose from|leave it out"):
        prompters_for(names, entrance(tmp_path), "en")
