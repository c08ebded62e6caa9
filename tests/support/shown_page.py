"""The confirm page with everything on it: for the pictures of the docs and the tests of its looks."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.support.made_trail import EVENING, STOCKHOLM, four_weeks
from tests.support.prompters import BRAND, PERSONAL
from tests.support.questions_shown import SHOWN, leads, policy, write_folder
from tests.support.visitor import House, page
from twohats.identities.logins import Login
from twohats.page.colleagues import Colleagues
from twohats.page.house import Sights
from twohats.prompter import Desk
from twohats.question import Choice
from twohats.report import Report, rule_book
from twohats.reports.figures import Period, Reader, figures
from twohats.sign_ins import SignIns
from twohats_policy.account import ActingAccount

SEEN_AT = datetime(2026, 11, 22, 8, 55, tzinfo=UTC)


def report() -> Report:
    """Return the report of four made-up weeks."""
    period = Period.of_days(EVENING, STOCKHOLM)
    return Report(figures(four_weeks(EVENING), period, Reader("anna")), rule_book(policy()))


def logins() -> list[tuple[Login, ActingAccount]]:
    """Return the logins that were seen: a brand's, a person's, one that nobody knows."""
    unknown = ActingAccount(platform="mastodon")
    found = ((BRAND, "5f2c41"), (PERSONAL, "a90b77"), (unknown, "c01d15"))
    return [
        (Login(id, account.platform, "", account.platform_id, account.username, SEEN_AT, SEEN_AT), account)
        for account, id in found
    ]


@asynccontextmanager
async def shown_page(folder: Path, language: str = "en", rules: Path | None = None) -> AsyncIterator[House]:
    """Run the page with every kind of question open, some that have ended, and all other views filled; its policy is
    written to `rules` (left out: beside the rest).
    """
    rules = write_folder(rules or folder / "policy")
    sights = Sights(policy=policy, folder=rules, logins=logins, leads=leads, report=report)
    async with page(folder, language=language, sights=sights, colleagues=_colleagues) as house:
        calls = [asyncio.create_task(_ended(house, number, choice)) for number, choice in enumerate(ENDED)]
        await asyncio.gather(*calls)
        calls = [asyncio.create_task(_asked(house, made().id)) for made in SHOWN.values()]
        await asyncio.sleep(0.05)
        yield house
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)


def _colleagues(desk: Desk) -> Colleagues:
    return Colleagues(desk, SignIns(lambda: policy().people, time.monotonic), policy)


ENDED: tuple[Choice | None, ...] = (Choice.SEND, Choice.BLOCK, None)
"""What was said to the questions that have ended; None: nobody answered."""


async def _asked(house: House, id: str) -> None:
    question = next(made() for made in SHOWN.values() if made().id == id)
    await house.questions.ask(question, asyncio.Event())


async def _ended(house: House, number: int, choice: Choice | None) -> None:
    question = replace(SHOWN["selfie"](), id=f"ENDED{number}", sameness=f"ended-{number}")
    asking = asyncio.create_task(
        house.questions.ask(replace(question, seconds=0 if choice is None else 60), asyncio.Event())
    )
    await asyncio.sleep(0.02)
    if choice is not None:
        await house.questions.answer(question.id, choice, by="anna", channel="page", seen=question.parts)
    await asking
