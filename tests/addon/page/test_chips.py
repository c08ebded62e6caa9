from tests.support import questions_shown as shown
from tests.support.prompters import BRAND, PERSONAL
from twohats.page.chips import chip
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
