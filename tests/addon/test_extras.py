import tomllib
from pathlib import Path

import pytest

from twohats import extras
from twohats.extras import Extra
from twohats_policy.names import VOCABULARY


def test_an_extra_is_there_if_the_module_that_only_it_brings_is(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Extra("no_such_module", "nothing")
    monkeypatch.setattr(extras, "EXTRAS", {"here": Extra("json", "json"), "gone": gone})
    assert extras.installed() == frozenset({"here"})
    assert extras.missing() == {"gone": gone}


def test_the_list_is_the_one_of_the_installation() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["optional-dependencies"]) == set(extras.EXTRAS)


def test_every_extra_that_a_signal_needs_is_one() -> None:
    assert {signal.extra for signal in VOCABULARY.signals.values() if signal.extra} <= set(extras.EXTRAS)
