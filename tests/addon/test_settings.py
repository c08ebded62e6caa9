from pathlib import Path
from types import SimpleNamespace

from twohats.settings import OPTIONS, Settings, settings_of


def values(**given: object) -> SimpleNamespace:
    return SimpleNamespace(**{**{option.name: option.kind() for option in OPTIONS}, **given})


def test_what_is_left_out_is_left_to_twohats() -> None:
    assert settings_of(values()) == Settings()


def test_what_is_given_is_parsed() -> None:
    given = values(twohats_policy="~/p", twohats_state="/s", twohats_prompt="desktop, page,", twohats_employee="anna")
    assert settings_of(given) == Settings(Path("~/p").expanduser(), Path("/s"), ("desktop", "page"), "anna")


def test_keeping_tools_waiting_is_a_switch() -> None:
    assert not settings_of(values()).keep_waiting
    assert settings_of(values(twohats_keep_waiting=True)).keep_waiting


def test_a_link_is_off_unless_it_is_given() -> None:
    assert settings_of(values()).link == ""
    assert settings_of(values(twohats_link="192.0.2.7:8443")).link == "192.0.2.7:8443"


def test_every_option_has_help() -> None:
    assert all(option.help for option in OPTIONS)
