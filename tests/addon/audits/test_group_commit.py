"""Group commit: nobody is told before the disk has it, and nobody waits for others' turn twice."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from twohats.audits.chain import Entry
from twohats.audits.group_commit import GroupCommit
from twohats.audits.trail import New
from twohats.state.store import StoreError


class SlowDisk:
    """Takes rows when it is let; keeps what each commit held."""

    def __init__(self) -> None:
        self.commits: list[list[str]] = []
        self.ready = threading.Event()

    def add(self, rows: Sequence[New]) -> None:
        if not self.ready.wait(5):
            raise StoreError("the disk never got ready")
        if any(row.id == "bad" for row in rows):
            raise StoreError("the disk is full")
        self.commits.append([row.id for row in rows])


def row(id: str) -> New:
    return New(Entry.DECISION, id, "", "{}")


async def test_what_comes_while_the_disk_is_busy_shares_the_next_commit() -> None:
    disk = SlowDisk()
    group = GroupCommit(disk.add)
    first = asyncio.create_task(group.add([row("a")]))
    await asyncio.sleep(0.05)
    others = [asyncio.create_task(group.add([row(id)])) for id in "bcd"]
    await asyncio.sleep(0.05)
    assert not first.done()

    disk.ready.set()
    await asyncio.gather(first, *others)

    assert disk.commits == [["a"], ["b", "c", "d"]]


async def test_a_failure_is_told_to_those_who_shared_it_and_to_nobody_else() -> None:
    disk = SlowDisk()
    group = GroupCommit(disk.add)
    before = asyncio.create_task(group.add([row("before")]))
    await asyncio.sleep(0.05)
    sharing = [asyncio.create_task(group.add([row(id)])) for id in ("bad", "a")]
    await asyncio.sleep(0.05)
    disk.ready.set()

    found = await asyncio.gather(before, *sharing, return_exceptions=True)
    assert [type(each) for each in found] == [type(None), StoreError, StoreError]

    await group.add([row("b")])
    assert disk.commits == [["before"], ["b"]]


async def test_who_leaves_takes_nobody_along() -> None:
    disk = SlowDisk()
    group = GroupCommit(disk.add)
    leaving, staying = (asyncio.create_task(group.add([row(id)])) for id in "ab")
    await asyncio.sleep(0.05)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    disk.ready.set()
    await staying

    assert [id for commit in disk.commits for id in commit] == ["a", "b"]


async def test_every_row_is_written_where_tasks_start_eagerly_as_in_mitmproxy() -> None:
    disk = SlowDisk()
    disk.ready.set()
    group = GroupCommit(disk.add)
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)

    for id in "abc":
        await asyncio.create_task(group.add([row(id)]))
    await asyncio.gather(*(group.add([row(id)]) for id in "def"))

    assert sorted(id for commit in disk.commits for id in commit) == list("abcdef")
