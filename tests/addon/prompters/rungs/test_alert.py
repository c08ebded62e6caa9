import asyncio
import os
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.addon.prompters.test_page import Browser, entrance, held
from tests.support.prompters import POST, question
from twohats.asking.held import HeldQuestion
from twohats.prompters.page import PagePrompter
from twohats.prompters.rungs import alert as alert_module
from twohats.prompters.rungs.alert import AlertRung, alert
from twohats.question import Choice


class Alerts:
    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def __call__(self, title: str, text: str) -> None:
        self.shown.append((title, text))


def rung(folder: Path, alerts: Alerts, browser: Browser | None = None) -> AlertRung:
    page = PagePrompter(entrance(folder), browse=browser or Browser())
    return AlertRung(page, "en", alert=alerts)


async def test_it_alerts_and_opens_the_page(tmp_path: Path) -> None:
    alerts, browser, one = Alerts(), Browser(), held()
    task = asyncio.create_task(rung(tmp_path, alerts, browser).show(one))
    await asyncio.sleep(0.05)
    assert alerts.shown == [
        (
            "twohats holds this post from @acme (brand, X)",
            "Answer on the twohats page. This looks like a selfie of yours.",
        )
    ]
    assert len(browser.opened) == 1
    one.answer(Choice.SEND, by="anna", channel="page")
    assert await task


async def test_an_alert_that_nobody_may_see_reaches_nobody_without_a_page(tmp_path: Path) -> None:
    alerts = Alerts()
    assert not await rung(tmp_path, alerts, Browser(works=False)).show(held())
    assert alerts.shown


async def test_a_burst_of_questions_is_one_alert(tmp_path: Path) -> None:
    alerts = Alerts()
    alerting = rung(tmp_path, alerts)
    held_ones = [held(f"Q{n}") for n in range(20)]
    tasks = [asyncio.create_task(alerting.show(one)) for one in held_ones]
    await asyncio.sleep(0.1)
    assert len(alerts.shown) == 1
    for one in held_ones:
        one.answer(Choice.BLOCK, by="anna", channel="page")
    assert all(await asyncio.gather(*tasks))


async def test_several_notices_are_all_shown(tmp_path: Path) -> None:
    alerts = Alerts()
    alerting = rung(tmp_path, alerts)
    await asyncio.gather(*(alerting.notice("Not sent", f"post {n}") for n in range(5)))
    assert len(alerts.shown) == 5


@pytest.mark.parametrize("text", ["--version", "-x", "\n-x", "<b>bold</b>", ""])
async def test_no_text_can_be_taken_for_an_option(tmp_path: Path, text: str) -> None:
    alerts = Alerts()
    await rung(tmp_path, alerts).notice(text, text)
    assert all(line[0].isalpha() for line in alerts.shown[0])


async def test_a_caption_never_reaches_the_alert(tmp_path: Path) -> None:
    alerts = Alerts()
    hostile = POST.model_copy(update={"text": "--help; rm -rf"})
    one = HeldQuestion(question(problem=hostile), limit=600, ended=lambda _: None)
    await rung(tmp_path, alerts, Browser(works=False)).show(one)
    assert "--help" not in str(alerts.shown)


@pytest.mark.parametrize("error", [NotImplementedError(), RuntimeError("bus"), TypeError()])
async def test_a_notice_that_fails_says_so_and_raises_nothing(tmp_path: Path, error: Exception) -> None:
    tried: list[str] = []

    def fails(title: str, text: str) -> None:
        tried.append(title)
        raise error

    page = PagePrompter(entrance(tmp_path), browse=Browser())
    assert not await AlertRung(page, "en", alert=fails).notice("Not sent", "refused")
    assert tried == ["Not sent"]


async def test_a_daemon_that_hangs_does_not_delay_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_module, "_ALERT_SECONDS", 0.3)
    released, browser, one = threading.Event(), Browser(), held()

    def hangs(title: str, text: str) -> None:
        released.wait(5)

    page = PagePrompter(entrance(tmp_path), browse=browser)
    task = asyncio.create_task(AlertRung(page, "en", alert=hangs).show(one))
    await asyncio.sleep(0.1)
    assert len(browser.opened) == 1
    one.answer(Choice.BLOCK, by="anna", channel="page")
    assert await task
    released.set()


async def test_the_real_plyer_hands_our_words_to_the_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = tmp_path / "spoken"
    program = tmp_path / "notify-send"
    program.write_text(f'#!{sys.executable}\nimport sys\nopen({str(spoken)!r}, "w").write("|".join(sys.argv[1:]))\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    await asyncio.to_thread(alert, "twohats holds a post", "Answer on the page")
    for _ in range(50):
        if spoken.exists() and spoken.read_text():
            break
        time.sleep(0.05)
    assert "twohats holds a post" in spoken.read_text()
    assert "Answer on the page" in spoken.read_text()
