import json

import pytest

from tests.support.commands import run


@pytest.mark.parametrize("which", ["team", "person"])
def test_the_schema_is_printed(which: str) -> None:
    assert "twohats" in json.loads(run("schema", which).out)["properties"]


def test_the_team_s_is_meant_if_none_is_named() -> None:
    assert run("schema").out == run("schema", "team").out


def test_another_name_is_told() -> None:
    assert run("schema", "pack").problem == "twohats: `pack` has no schema: choose person or team"
