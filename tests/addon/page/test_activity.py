from datetime import UTC
from pathlib import Path

import pytest

from tests.support.made_trail import EVENING, four_weeks
from tests.support.visitor import page
from twohats.page.house import Sights
from twohats.report import Report
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures
from twohats.state.store import StoreError
from twohats.wording import LANGUAGES


def made() -> Report:
    return Report(figures(four_weeks(EVENING), Period.of_days(EVENING, UTC), Reader("anna")), RuleBook())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_happened_is_shown_in_charts_with_tables(tmp_path: Path, language: str) -> None:
    async with page(tmp_path, language=language, sights=Sights(report=made)) as house:
        got = await (await house.visitor()).get("/activity")
    assert got.text.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 3
    assert got.text.count("<table>") >= 3
    assert " style=" not in got.text


async def test_where_nothing_is_counted_the_page_says_so(tmp_path: Path) -> None:
    async with page(tmp_path) as house:
        got = await (await house.visitor()).get("/activity")
    assert got.status == 200
    assert "<svg" not in got.text.partition("<main")[2]


async def test_a_trail_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    def broken() -> Report:
        raise StoreError("a secret place")

    async with page(tmp_path, sights=Sights(report=broken)) as house:
        got = await (await house.visitor()).get("/activity")
    assert got.status == 500
    assert "The audit trail could not be read just now." in got.text
    assert "secret place" not in got.text
