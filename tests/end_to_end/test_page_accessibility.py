"""axe-core looks at every view of the page and at the report, light and wide, dark and narrow."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.support import npm
from tests.support.questions_shown import SHOWN
from tests.support.screenshots import SCHEMES, VIEWS, WIDTHS, come_in, path_of
from tests.support.shown_page import report, shown_page

pytestmark = pytest.mark.slow
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SERIOUS = {"serious", "critical"}
AXE = Path(__file__).parents[1] / "support" / "axe"


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        await browser.close()


async def faults(tab: Page) -> list[str]:
    """Return what axe-core finds that is serious or worse: the rule, and the first element."""
    source = npm.install(AXE, "axe") / "node_modules" / "axe-core" / "axe.min.js"
    await tab.evaluate(source.read_text("utf-8"))
    found: dict[str, Any] = await tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at nothing"
    bad = [one for one in found["violations"] if one["impact"] in SERIOUS]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in bad]


@pytest.mark.parametrize(("scheme", "width"), list(zip(SCHEMES, WIDTHS, strict=True)))
async def test_no_view_has_a_serious_fault(tmp_path: Path, chromium: Browser, scheme: Any, width: str) -> None:
    viewport: Any = {"width": WIDTHS[width], "height": 800}
    context = await chromium.new_context(color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    tab, found = await context.new_page(), {}
    async with shown_page(tmp_path, "sv" if width == "narrow" else "en") as house:
        for view in (*SHOWN, *VIEWS):
            await come_in(house, tab, path_of(view))
            await tab.wait_for_timeout(1600)  # a yes that is not armed yet is shown disabled: contrast counts after
            found[view] = await faults(tab)
            assert await tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{view} scrolls sideways"
    file = tmp_path / "report.html"
    file.write_text(report().page("en"), "utf-8")
    await tab.goto(file.as_uri())
    found["report"] = await faults(tab)
    assert {view: bad for view, bad in found.items() if bad} == {}


async def test_the_look_can_fail(chromium: Browser) -> None:
    tab = await chromium.new_page()
    await tab.set_content("<main><img src='data:,'><input></main>")
    assert {fault.partition(":")[0] for fault in await faults(tab)} >= {"image-alt", "label"}
