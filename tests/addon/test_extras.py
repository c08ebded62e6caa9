import pytest

from twohats import extras


def test_an_extra_is_there_if_the_module_that_only_it_brings_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", {"here": "json", "gone": "no_such_module"})
    assert extras.installed() == frozenset({"here"})


def test_the_base_installation_has_none_beyond_its_list() -> None:
    assert extras.installed() <= frozenset(extras.EXTRAS)
