"""Makes the pictures of the docs: `python -m tests.support.screenshots` writes them to `docs/images/`.

A real Chromium looks at the real page with made-up questions, light and dark, wide and narrow, in English and Swedish.
"""

import asyncio
import contextlib
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from tests.support.questions_shown import SHOWN
from tests.support.shown_page import report, shown_page
from tests.support.visitor import House

IMAGES = Path(__file__).parents[2] / "docs" / "images"
LANGUAGES = ("en", "sv")
SCHEMES = ("light", "dark")
WIDTHS = {"wide": 1100, "narrow": 360}
EVERYWHERE = ("selfie", "list", "activity", "report")
"""These are made in all ways; the others once wide and light, once narrow, dark and Swedish."""

VIEWS = {"list": "/", "activity": "/activity", "policy": "/policy", "logins": "/logins"}
_COLOURS = 128
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]


@dataclass(frozen=True)
class Shot:
    """One picture to make."""

    view: str
    language: str
    scheme: str
    width: str

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.view}-{self.language}-{self.scheme}-{self.width}.png"


def shots() -> Iterator[Shot]:
    """Yield all pictures."""
    for view in (*SHOWN, *VIEWS, "report"):
        for language in LANGUAGES:
            for scheme in SCHEMES:
                for width in WIDTHS:
                    some = (language, scheme, width) in (("en", "light", "wide"), ("sv", "dark", "narrow"))
                    if some or view in EVERYWHERE:
                        yield Shot(view, language, scheme, width)


async def make(folder: Path, wanted: str = "") -> None:
    """Make the pictures whose name begins with `wanted` in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        for shot in (one for one in shots() if one.name.startswith(wanted)):
            # A page for each: its clocks have just begun. Inside its folder: no picture shows where that is.
            with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
                async with shown_page(Path(place), shot.language, Path("policy")) as house:
                    content = await _picture(browser, house, shot, Path(place))
            (folder / shot.name).write_bytes(_small(content))
        await browser.close()


async def come_in(house: House, tab: Page, path: str) -> None:
    """Enter by the redirect file, as a person does, and go to a view."""
    await tab.goto(house.entrance.write_file(house.entrance.token("")).as_uri())
    await tab.wait_for_url(f"{house.entrance.origin}/")
    await tab.goto(house.entrance.origin + path)
    await tab.wait_for_selector("main")


async def _picture(browser: Browser, house: House, shot: Shot, place: Path) -> bytes:
    context = await browser.new_context(
        color_scheme="dark" if shot.scheme == "dark" else "light",
        viewport={"width": WIDTHS[shot.width], "height": 800},
        locale="sv-SE" if shot.language == "sv" else "en-GB",
        reduced_motion="reduce",
    )
    tab = await context.new_page()
    if shot.view == "report":
        file = place / "report.html"
        file.write_text(report().page(shot.language), "utf-8")
        await tab.goto(file.as_uri())
    else:
        await come_in(house, tab, path_of(shot.view))
        await tab.wait_for_timeout(1700)  # until a yes is armed
    height = await tab.evaluate("document.documentElement.scrollHeight")
    await tab.set_viewport_size({"width": WIDTHS[shot.width], "height": height})  # the buttons stay in view: no gap
    content = await tab.screenshot()
    await context.close()
    return content


def path_of(view: str) -> str:
    """Return where a view is."""
    return VIEWS.get(view) or f"/q/{SHOWN[view]().id}"


def _small(content: bytes) -> bytes:
    """Return the picture with few colours: a page has few."""
    written = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


if __name__ == "__main__":
    asyncio.run(make(IMAGES, *sys.argv[1:2]))
