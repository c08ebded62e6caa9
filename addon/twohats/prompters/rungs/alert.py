"""The third rung: an alert by plyer, which has no buttons, and the page, which has (facts: desktop 1.2, 1.6).

plyer does not tell whether anybody saw it: what is known to reach the person is the page. So where the alert fails, the
browser alone is the fourth rung, and where there is no browser either, nobody is reached.
"""

import asyncio
import logging
import warnings
from collections.abc import Callable
from typing import Any, cast

from twohats import wording
from twohats.prompter import Held
from twohats.prompters.aside import Aside
from twohats.prompters.page import QUIET_SECONDS, PagePrompter

_ALERT_SECONDS = 3.0
_SHOWN_SECONDS = 10
_TITLE_LENGTH, _TEXT_LENGTH = 60, 240  # Windows cuts a balloon at 64 and 256 characters
_log = logging.getLogger(__name__)


def alert(title: str, text: str) -> None:
    """Show an alert; blocks, maybe for ever. Raises whatever plyer's many backends raise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # plyer warns at import where dbus-python is missing
        from plyer import notification

        cast(Any, notification).notify(title=title, message=text, app_name="twohats", timeout=_SHOWN_SECONDS)


class AlertRung:
    """Alerts, and opens the page."""

    def __init__(self, page: PagePrompter, language: str, *, alert: Callable[[str, str], None] = alert) -> None:
        """Alert by `alert`, which may hang or raise anything, and open the question through `page`."""
        self._page = page
        self._language = language
        self._alert = alert
        self._alerted = float("-inf")
        self._aside = Aside("desktop notice", _ALERT_SECONDS)

    async def show(self, held: Held) -> bool:
        """Alert, open the page, and wait until the question is decided. Returns False if no page could be opened."""
        question = held.question
        account = wording.account_words(question.account, self._language)
        title = wording.say(
            "notice.held", self._language, this=wording.this(question.problem, self._language), account=account
        )
        why = next(iter(wording.reasons(question.decision, self._language)), "")
        text = wording.say("notice.held_text", self._language, reason=why)
        _, reached = await asyncio.gather(self._alert_once(title, text), self._page.show(held))
        return reached

    async def notice(self, title: str, text: str) -> bool:
        """Alert. Both texts begin with a word: plyer hands them to programs that would take `-x` for an option."""
        title, text = _own(title, _TITLE_LENGTH), _own(text, _TEXT_LENGTH)
        try:
            await self._aside.call(lambda: self._alert(title, text))
        except Exception as error:  # noqa: BLE001 - a notice that fails is silent, and the backends raise anything
            _log.info("the desktop notice failed: %s", type(error).__name__)
            return False
        return True

    async def _alert_once(self, title: str, text: str) -> None:
        """Alert about a question, once for a burst of them: the page lists all."""
        now = asyncio.get_running_loop().time()
        if now - self._alerted >= QUIET_SECONDS:
            self._alerted = now
            await self.notice(title, text)


def _own(text: str, length: int) -> str:
    line = wording.printable(text, length)
    return line if line[:1].isalpha() else wording.printable(f"twohats: {line}", length)
