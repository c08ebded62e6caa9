from tests.support import questions_shown as shown
from tests.support.prompters import BRAND, PERSONAL
from twohats.page.chips import asked_for, chip, typed_right
from twohats.page.scene import Scene
from twohats_policy.account import ActingAccount

ENGLISH, SWEDISH = Scene("en"), Scene("sv")


def test_an_account_keeps_its_colour() -> None:
    assert chip(BRAND, ENGLISH).hue == chip(BRAND, SWEDISH).hue
    assert chip(BRAND, ENGLISH).hat == "brand"


def test_an_unknown_account_has_no_name() -> None:
    found = chip(ActingAccount(platform="linkedin"), ENGLISH)
    assert (found.name, found.hat, found.platform, found.initials) == ("", "unknown", "LinkedIn", "")


def test_an_account_has_its_picture_where_the_policy_names_one_else_initials() -> None:
    scene = Scene("en", shown.policy())
    assert chip(BRAND, scene).avatar == "/avatar/acme"
    assert (chip(PERSONAL, scene).avatar, chip(PERSONAL, scene).initials) == ("", "AN")


def test_the_handle_is_typed_with_or_without_its_sign_in_any_case() -> None:
    assert all(typed_right(typed, BRAND) for typed in ("acme", "@acme", "ACME", " @Acme "))
    assert not any(typed_right(typed, BRAND) for typed in ("", "@", "anna", "acme.", "acme x"))


def test_of_an_account_that_nobody_knows_the_platform_is_typed() -> None:
    stranger = ActingAccount(platform="linkedin")
    assert asked_for(stranger) == "LinkedIn"
    assert typed_right("linkedin", stranger)
    assert not typed_right("", stranger)


def test_what_is_asked_for_is_what_is_shown_even_if_the_handle_hides_something() -> None:
    hidden = BRAND.model_copy(update={"username": "ac\u202eme"})
    assert typed_right(asked_for(hidden), hidden)
    assert "\u202e" not in asked_for(hidden)
