import asyncio
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.disks import full_disk
from tests.support.prompters import RememberedTickets, ScriptedPrompter, question
from twohats.asking.leaving import Leaving
from twohats.asking.questions import Questions
from twohats.question import Answer, Choice
from twohats.state.left_open import LeftOpen
from twohats.state.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


def leaving(store: Store, prompter: ScriptedPrompter) -> Leaving:
    return Leaving(Questions([prompter], RememberedTickets()), LeftOpen(store, Clock()), "en")


async def asked(it: Leaving, id: str, seconds: int = 60) -> asyncio.Task[Answer]:
    task = asyncio.create_task(it.questions.ask(question(id, seconds=seconds), asyncio.Event()))
    await asyncio.sleep(0.01)
    return task


def ids(it: Leaving) -> list[str]:
    return [left.question for left in it.left.found()]


async def test_what_is_open_and_what_could_still_be_confirmed_is_told_at_the_next_start(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    first = leaving(store, ScriptedPrompter())
    await first.refresh()
    await (await asked(first, "LATEST", seconds=0))
    await asked(first, "OPENED")
    await first.refresh()
    prompter = ScriptedPrompter()
    second = leaving(store, prompter)
    with caplog.at_level(logging.WARNING):
        await second.refresh()
        await second.refresh()
        await asyncio.sleep(0.01)
    assert "not sent, for twohats stopped while it waited: LATEST, OPENED" in caplog.text
    assert [title for title, _ in prompter.notices] == ["twohats had stopped while something waited (2)"]
    assert ids(second) == ["LATEST", "OPENED"]
    assert (second.questions.open(), second.questions.expired()) == ((), ())
    await first.questions.stop()


async def test_what_was_answered_is_not_told(store: Store) -> None:
    first = leaving(store, ScriptedPrompter())
    await first.refresh()
    waiting = await asked(first, "OPENED")
    await first.refresh()
    await first.questions.answer("OPENED", Choice.BLOCK, by="anna", channel="page")
    await waiting
    await first.refresh()
    prompter = ScriptedPrompter()
    await leaving(store, prompter).refresh()
    assert prompter.notices == []


async def test_what_was_asked_a_moment_before_the_end_is_told_too(store: Store) -> None:
    first = leaving(store, ScriptedPrompter())
    await first.refresh()
    await asked(first, "OPENED")
    await first.leave()
    await first.questions.stop()
    second = leaving(store, ScriptedPrompter())
    await second.refresh()
    assert ids(second) == ["OPENED"]


async def test_a_full_disk_keeps_nobody_from_stopping(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    it = leaving(store, ScriptedPrompter())
    await it.refresh()
    await asked(it, "OPENED")
    with full_disk():
        await it.leave()
    assert "could not be written down" in caplog.text
    await it.questions.stop()
