from pathlib import Path

from tests.support import questions_shown as shown
from tests.support.visitor import page
from twohats.page.house import Sights


def test_without_sights_nothing_is_known() -> None:
    sights = Sights()
    assert (sights.policy(), sights.problem(), list(sights.logins()), sights.report()) == (None, "", [], None)


async def test_a_policy_that_changes_is_seen_by_the_next_page(tmp_path: Path) -> None:
    current = [None, shown.policy()]
    async with page(tmp_path, sights=Sights(policy=lambda: current[0])) as house:
        visitor = await house.visitor()
        assert "no-prices" not in (await visitor.get("/policy")).text
        current.reverse()
        assert "no-prices" in (await visitor.get("/policy")).text
