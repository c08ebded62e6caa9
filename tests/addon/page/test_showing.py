from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support import questions_shown as shown
from tests.support.prompters import BRAND
from tests.support.visitor import page
from twohats.identities.logins import Login
from twohats.page.house import Sights
from twohats.page.scene import Scene
from twohats.page.showing import accounts, rule_line
from twohats.wording import LANGUAGES
from twohats_policy.account import ActingAccount

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KNOWN = Login("ab12cd34ef", "x", "", "1111111111", "acme", AT, AT)
UNKNOWN = Login("ff12cd34ef", "linkedin", "", "", "", None, AT)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_policy_is_shown_with_the_place_of_each_rule(tmp_path: Path, language: str) -> None:
    folder = shown.write_folder(tmp_path / "policy")
    sights = Sights(policy=shown.policy, folder=folder, problem=lambda: "team.yaml:3: <b>")
    async with page(tmp_path, language=language, sights=sights) as house:
        text = (await (await house.visitor()).get("/policy")).text
    for words in ("no-prices", "team.yaml:17", "Prices are announced by sales", "packs/topics.yaml:", str(folder)):
        assert words in text
    assert "team.yaml:3: &lt;b&gt;" in text


def test_a_rule_says_what_it_does_and_what_it_is_about() -> None:
    lines = {rule.rule.id: rule_line(rule, "en") for rule in shown.policy().rules}
    assert (lines["no-politics"].effect, lines["no-politics"].high) == ("second", True)
    assert (lines["breathe"].observed, lines["breathe"].scope) == (True, "brand, X")


def test_every_account_of_the_policy_has_a_chip_on_each_platform() -> None:
    found = accounts(shown.policy(), Scene("en", shown.policy()))
    assert [(one.name, one.platform) for one in found] == [("acme", "X"), ("acme", "Mastodon"), ("anna", "X")]


async def test_without_a_policy_there_are_no_rules(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        assert "There are no rules." in (await (await house.visitor()).get("/policy")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_logins_are_shown_without_the_login(tmp_path: Path, language: str) -> None:
    logins = [(KNOWN, BRAND), (UNKNOWN, ActingAccount(platform="linkedin"))]
    async with page(tmp_path, language=language, sights=Sights(logins=lambda: logins)) as house:
        text = (await (await house.visitor()).get("/logins")).text
    assert "@acme" in text
    assert "ab12cd34" in text
    assert "ab12cd34ef" not in text
    assert "(LinkedIn)" in text


async def test_without_logins_the_page_says_so(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        assert "No login was seen yet." in (await (await house.visitor()).get("/logins")).text
