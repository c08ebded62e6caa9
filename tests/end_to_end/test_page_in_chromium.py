"""The confirm page in a real browser: with and without JavaScript, and attacked from other pages."""

import asyncio
import http.server
import io
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from tests.support import questions_shown as shown
from tests.support.prompters import BRAND, question
from tests.support.visitor import House, page
from twohats.page.following import MOST_STREAMS
from twohats.page.house import Sights
from twohats.page.views import VIEW_SECONDS
from twohats.question import ARM_SECONDS, Answer, Choice, Picture, Question, Standing

pytestmark = pytest.mark.slow
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with page(tmp_path) as running:
        yield running


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        await browser.close()


def png() -> bytes:
    """Return a small picture of nothing."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return content.getvalue()


async def asked(house: House, id: str = "K7Q2WX", *, seconds: int = 60) -> asyncio.Task[Answer]:
    what = question(id, seconds=seconds, pictures=(Picture("image/png", png()),))
    task = asyncio.create_task(house.questions.ask(what, asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


async def opened(house: House, browser: Browser, *, script: bool = True, complaints: list[str] | None = None) -> Page:
    """Open the redirect file, as the page prompter does, and arrive at the question."""
    context = await browser.new_context(java_script_enabled=script)
    tab = await context.new_page()
    if complaints is not None:
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
    await tab.goto(house.entrance.write_file(house.entrance.token("K7Q2WX")).as_uri())
    if not script:
        await tab.click("button")
    await tab.wait_for_url("**/q/K7Q2WX")
    return tab


async def test_the_file_leads_to_the_question_and_the_browser_has_no_complaint(house: House, chromium: Browser) -> None:
    await asked(house)
    complaints: list[str] = []
    tab = await opened(house, chromium, complaints=complaints)
    assert await tab.inner_text("h1") == "Send this post from @acme (brand, X)?"
    assert await tab.evaluate("document.images[0].naturalWidth") == 8
    assert await tab.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") == "14px"
    await tab.wait_for_timeout(1500)
    assert complaints == []


async def test_enter_on_the_fresh_page_blocks(house: House, chromium: Browser) -> None:
    task = await asked(house)
    tab = await opened(house, chromium)
    await tab.keyboard.press("Enter")
    assert (await task).choice is Choice.BLOCK
    await tab.wait_for_selector("text=Not sent: blocked by anna")


async def test_send_is_armed_after_a_moment(house: House, chromium: Browser) -> None:
    task = await asked(house)
    tab = await opened(house, chromium)
    assert await tab.is_disabled(".send")
    await tab.click(".send")  # waits until it can be pressed
    assert (await task).choice is Choice.SEND
    await tab.wait_for_selector("text=Released by anna")


async def test_without_javascript_a_yes_takes_two_steps(house: House, chromium: Browser) -> None:
    task = await asked(house)
    tab = await opened(house, chromium, script=False)
    await tab.click(".send")
    await tab.wait_for_selector("text=Send it for everybody to see?")
    assert not task.done()
    await tab.wait_for_timeout(ARM_SECONDS * 1000 + 100)
    await tab.click(".send")
    assert (await task).choice is Choice.SEND


async def test_without_javascript_a_double_click_sends_nothing(house: House, chromium: Browser) -> None:
    task = await asked(house)
    tab = await opened(house, chromium, script=False)
    await tab.set_viewport_size({"width": 1100, "height": 480})  # both steps have their buttons at the lower edge
    place = await tab.locator(".send").bounding_box()
    assert place is not None
    at = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    await tab.mouse.click(*at)
    await tab.wait_for_selector("text=Send it for everybody to see?")
    await tab.mouse.click(*at)
    await tab.wait_for_selector("text=Nothing was sent: that was too quick")
    assert not task.done()


async def test_a_page_says_when_the_guard_was_stopped(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    await tab.wait_for_selector(".send:enabled")
    await house.server.stop()
    await tab.wait_for_selector("text=twohats does not answer: it was stopped.")
    assert await tab.is_disabled(".send")
    assert tab.url.endswith("/q/K7Q2WX")


async def test_the_titles_and_counts_are_those_of_now(house: House, chromium: Browser) -> None:
    for id in ("K7Q2WX", "BBBBBB", "CCCCCC"):
        await asked(house, id)
    tab = await opened(house, chromium)
    await tab.wait_for_function("document.title.startsWith('(3) Send')")
    await house.questions.answer("BBBBBB", Choice.BLOCK, by="anna", channel="x")
    await tab.wait_for_selector("text=2 waiting")
    await house.questions.answer("CCCCCC", Choice.BLOCK, by="anna", channel="x")
    await tab.wait_for_selector("#others", state="hidden")
    assert await tab.title() == "(1) Send this post from @acme (brand, X)?"
    listed = await opened(house, chromium)
    await listed.goto(f"{house.entrance.origin}/")
    await listed.wait_for_timeout(300)
    assert await listed.title() == "1 waiting"


async def test_without_javascript_enter_in_a_field_decides_nothing(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium, script=False)
    task = await shown_in(tab, house, shown.high_risk())
    await tab.fill("#typed", "acme")
    await tab.keyboard.press("Enter")
    await tab.wait_for_selector("text=Nothing was decided. Press one of the buttons.")
    assert not task.done()
    assert await tab.input_value("#typed") == "acme"


async def test_without_javascript_a_no_takes_one(house: House, chromium: Browser) -> None:
    task = await asked(house)
    tab = await opened(house, chromium, script=False)
    await tab.click(".block")
    assert (await task).choice is Choice.BLOCK


async def test_a_hand_on_the_keyboard_stops_the_clock(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    assert house.questions.open()[0].seconds_left() <= 60
    await tab.keyboard.press("Tab")
    await tab.wait_for_selector("text=10 min left")


async def test_an_open_page_sees_the_end_by_itself(house: House, chromium: Browser) -> None:
    await asked(house, seconds=3)
    tab = await opened(house, chromium)
    await tab.wait_for_selector("text=Not sent: nobody answered in time")
    assert await tab.inner_text(".send") == "Confirm: it may be sent once"


async def test_the_open_list_sees_new_questions_by_itself(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    await tab.goto(f"{house.entrance.origin}/")
    await asked(house, "BBBBBB")
    await tab.wait_for_selector("a[href='/q/BBBBBB']")


ATTACKS = """
<img id=picture src="{origin}/q/K7Q2WX/picture/0"><iframe id=frame src="{origin}/q/K7Q2WX"></iframe>
<form method=post action="{origin}/q/K7Q2WX/answer">
<input name=form value="{form}"><input name=choice value=block></form>
<form method=post action="{origin}/q/K7Q2WX/touch"></form>
<form method=post action="{origin}/q/K7Q2WX/release">
<input name=form value="{form}"><input name=choice value=send></form>
"""


@contextmanager
def site(body: str) -> Iterator[str]:
    """Serve one page on another port of this computer: the same site to a browser, another origin."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{{host}}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_other_pages_of_the_same_browser_neither_read_nor_decide(
    house: House, chromium: Browser, host: str
) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    form = await tab.get_attribute("input[name=form]", "value")
    with site(ATTACKS.format(origin=house.entrance.origin, form=form)) as address:
        evil = await tab.context.new_page()
        await evil.goto(address.format(host=host))
        assert await evil.evaluate("document.getElementById('picture').naturalWidth") == 0
        read = "fetch('{}/q/K7Q2WX', {{credentials: 'include'}}).then(r => r.text(), () => 'refused')"
        assert await evil.evaluate(read.format(house.entrance.origin)) == "refused"
        listen = "new Promise(done => {{ const events = new EventSource('{}/events', {{withCredentials: true}});"
        listen += " events.onmessage = () => done('heard'); events.onerror = () => done('refused') }})"
        assert await evil.evaluate(listen.format(house.entrance.origin)) == "refused"
        framed = [frame for frame in evil.frames if frame != evil.main_frame]
        assert len(framed) == 1
        assert "selfie" not in await framed[0].content()
        for number in range(3):
            await evil.goto(address.format(host=host))
            await evil.evaluate(f"document.forms[{number}].submit()")
            await evil.wait_for_selector("text=This page cannot be used from there.")
    held = house.questions.open()[0]
    assert held.standing is Standing.OPEN
    assert held.seconds_left() <= 60


async def shown_in(tab: Page, house: House, what: Question) -> asyncio.Task[Answer]:
    """Ask a question and open it in the tab."""
    task = asyncio.create_task(house.questions.ask(what, asyncio.Event()))
    await asyncio.sleep(0.01)
    await tab.goto(f"{house.entrance.origin}/q/{what.id}")
    return task


async def test_high_risk_takes_the_handle_pasted_or_typed_and_enter_does_nothing(
    house: House, chromium: Browser
) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    task = await shown_in(tab, house, shown.high_risk())
    await tab.fill("#typed", "@Acme")
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Escape")
    assert not task.done()
    await tab.click(".send")
    assert (await task).choice is Choice.SEND


async def test_without_javascript_the_handle_is_enough(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium, script=False)
    task = await shown_in(tab, house, shown.high_risk())
    await tab.click(".send")
    await tab.wait_for_selector("text=Type whose account it is, then send.")
    await tab.fill("#typed", "acme")
    await tab.click(".send")
    assert (await task).choice is Choice.SEND


async def test_a_question_that_grows_is_shown_anew_armed_anew_and_keeps_what_was_typed(
    house: House, chromium: Browser
) -> None:
    task = await asked(house)
    tab = await opened(house, chromium)
    await tab.click("summary")
    await tab.fill("input[name=reason]", "It was agreed.")
    await tab.wait_for_selector(".send:enabled")
    house.questions.open()[0].grow(question(sameness="other", accounts=(BRAND, shown.MASTODON)))
    await tab.wait_for_selector("text=2 posts of one action.")
    assert await tab.is_disabled(".send")
    assert await tab.input_value("input[name=reason]") == "It was agreed."
    await tab.click(".send")
    assert (await task).reason == "It was agreed."


async def test_a_marked_word_far_down_is_in_view_and_looking_at_it_does_not_stop_the_clock(
    tmp_path: Path, chromium: Browser
) -> None:
    problem = shown.marked_words().problem.model_copy(
        update={"text": "We tried it. " * 400 + "Autumn sale!", "links": ()}
    )
    async with page(tmp_path, sights=Sights(policy=shown.policy)) as house:
        await asked(house)
        tab = await opened(house, chromium)
        await shown_in(tab, house, replace(shown.marked_words(), problem=problem, activities=(problem,)))
        await tab.wait_for_selector(".send:enabled")
        inside = """() => {
          const [word, text] = [document.querySelector('mark'), document.querySelector('.post .text')];
          const [inner, outer] = [word.getBoundingClientRect(), text.getBoundingClientRect()];
          return inner.top >= outer.top && inner.bottom <= outer.bottom;
        }"""
        assert await tab.evaluate(inside)
        assert await tab.evaluate("document.activeElement.className") == "block"
        held = house.questions.find("PRICES")
        assert held is not None
        assert held.seconds_left() < 60


async def test_an_undo_window_is_stopped_by_its_button_and_by_nothing_else(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    task = await shown_in(tab, house, shown.undo_window())
    await tab.mouse.move(5, 5)
    await tab.mouse.wheel(0, 50)
    await tab.keyboard.press("Tab")
    await tab.wait_for_timeout(300)
    held = house.questions.find("UNDOIT")
    assert held is not None
    assert held.question.undo
    await tab.click("text=Stop the countdown")
    await tab.wait_for_selector("text=If nobody answers, it is not sent.")
    assert not held.question.undo
    assert not task.done()


async def test_the_title_counts_what_waits(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    await asked(house, "BBBBBB")
    await tab.wait_for_function("document.title.startsWith('(2) ')")


async def test_a_page_without_a_stream_asks_instead(house: House, chromium: Browser) -> None:
    house.board.watched = MOST_STREAMS
    task = await asked(house)
    tab = await opened(house, chromium)
    house.questions.open()[0].answer(Choice.BLOCK, by="anna", channel="x")
    await tab.wait_for_selector("text=Not sent: blocked by anna")
    assert (await task).choice is Choice.BLOCK


async def test_the_keyboard_alone_reaches_everything_in_order(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    await shown_in(tab, house, replace(shown.high_risk(), parts=1))
    await tab.wait_for_selector(".send:enabled")
    focus = "document.activeElement.name + ':' + (document.activeElement.value || document.activeElement.tagName)"
    reached = [await tab.evaluate(focus)]
    for _ in range(2):
        await tab.keyboard.press("Tab")
        reached.append(await tab.evaluate(focus))
    assert reached == ["choice:block", "choice:ask", "choice:send"]
    await tab.focus(".block")
    await tab.keyboard.press("Shift+Tab")
    assert await tab.evaluate("document.activeElement.id") == "typed"


@pytest.mark.parametrize("name", shown.SHOWN)
async def test_nothing_is_wider_than_a_narrow_window(house: House, chromium: Browser, name: str) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    await tab.set_viewport_size({"width": 320, "height": 640})
    await shown_in(tab, house, shown.SHOWN[name]())
    assert await tab.evaluate("document.documentElement.scrollWidth") <= 320


async def test_a_page_says_that_it_is_in_view_and_when_it_is_not_any_more(house: House, chromium: Browser) -> None:
    await asked(house)
    tab = await opened(house, chromium)
    turn = "state => { document.hiddenNow = state; document.dispatchEvent(new Event('visibilitychange')); }"
    await _in_view(house, yes=True)
    await tab.evaluate("Object.defineProperty(document, 'visibilityState', { get: () => document.hiddenNow })")
    for state, yes in (("hidden", False), ("visible", True)):
        await tab.evaluate(turn, state)
        await _in_view(house, yes=yes)
    await tab.wait_for_timeout(VIEW_SECONDS * 1000 + 500)  # it goes on saying so
    await _in_view(house, yes=True)
    await tab.close()
    await _in_view(house, yes=False)


async def _in_view(house: House, *, yes: bool) -> None:
    async with asyncio.timeout(5):
        while house.entrance.views.any() is not yes:
            await asyncio.sleep(0.02)
