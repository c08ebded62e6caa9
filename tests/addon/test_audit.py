"""The audit trail as the gate uses it: on the disk before release, or an error; whatever ends the process."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.disks import full_disk
from tests.support.state import ANNA, KEYS, LAUNCH, NOON, OTHER_KEYS, Clock, happening, recorded, write
from twohats.audit import Audit, new_id
from twohats.audits import head as audit_head
from twohats.audits.record import Outcome, OutcomeStatus
from twohats.errors import AuditError
from twohats.state.store import Store

PUBLISHED = Outcome(status=OutcomeStatus.PUBLISHED, id="42", url="https://x.com/acme/status/42")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def audit(store: Store) -> Audit:
    return Audit(store, KEYS, Clock())


def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "state")) as store:
        id = write(Audit(store, KEYS, Clock()))
    with closing(Store.open(tmp_path / "state")) as store:
        audit = Audit(store, KEYS, Clock())
        (line,) = audit.records()
        assert (line["id"], line["verdict"], line["text"]["kept"]) == (id, "pass", LAUNCH.text)
        assert audit.verify() == []


def test_the_outcome_is_a_row_of_its_own(audit: Audit, store: Store) -> None:
    record = recorded(audit)
    before = [tuple(row) for row in store.query("SELECT * FROM audit")]
    audit.complete(record, PUBLISHED)
    audit.flush()

    assert [tuple(row) for row in store.query("SELECT * FROM audit")][: len(before)] == before
    assert [line["outcome"] for line in audit.records()] == [PUBLISHED.model_dump(mode="json")]
    assert audit.verify() == []


def test_nothing_of_a_personal_text_reaches_the_disk(audit: Audit, store: Store) -> None:
    record = recorded(audit, account=ANNA)
    audit.complete(record, Outcome(status=OutcomeStatus.PUBLISHED, id="1", url="https://blog.example/launch-day"))
    audit.flush()
    store.close()

    content = b"".join(path.read_bytes() for path in store.folder.iterdir())
    assert b"Launch" not in content
    assert b"launch" not in content


def test_outcomes_wait_for_the_flush_and_for_nobody_else(audit: Audit, store: Store) -> None:
    record = recorded(audit)
    with full_disk():
        audit.complete(record, PUBLISHED)
        with pytest.raises(AuditError):
            audit.flush()
    assert len(store.query("SELECT * FROM audit WHERE entry = 'outcome'")) == 0

    audit.flush()
    audit.flush()
    assert len(store.query("SELECT * FROM audit WHERE entry = 'outcome'")) == 1


def test_outcomes_are_written_together(audit: Audit, store: Store) -> None:
    records = [recorded(audit) for _ in range(30)]
    for record in records:
        audit.complete(record, PUBLISHED)
    before = store.others_commits()
    with closing(Store.open(store.folder)) as other:
        seen = other.others_commits()
        audit.flush()
        assert other.others_commits() == seen + 1
    assert store.others_commits() == before
    assert [line["outcome"]["id"] for line in audit.records()] == ["42"] * 30


def test_reading_shows_outcomes_that_still_wait(audit: Audit) -> None:
    audit.complete(recorded(audit), PUBLISHED)

    (line,) = audit.records()
    assert line["outcome"] == PUBLISHED.model_dump(mode="json")


def test_the_file_follows_with_the_flush(audit: Audit, store: Store) -> None:
    write(audit)
    assert audit_head.from_file(store.folder).seq == 0  # type: ignore[union-attr]
    audit.flush()

    assert audit_head.from_file(store.folder).opened(KEYS.derive("audit")) == audit.head()


async def test_calls_that_come_at_once_share_a_commit(audit: Audit, store: Store) -> None:
    records = [[audit.describe(happening()) for _ in range(2)] for _ in range(20)]
    with closing(Store.open(store.folder)) as other:
        seen = other.others_commits()
        await asyncio.gather(*(audit.written(each) for each in records))
        assert other.others_commits() == seen + 1

    assert [line["id"] for line in audit.records()] == [record.id for each in records for record in each]
    assert audit.verify() == []


async def test_a_full_disk_is_an_error_for_everybody_who_shared_the_commit(audit: Audit) -> None:
    with full_disk(spare=1):
        found = await asyncio.gather(
            *(audit.written([audit.describe(happening())]) for _ in range(3)), return_exceptions=True
        )
    assert [type(each) for each in found] == [AuditError] * 3

    await audit.written([audit.describe(happening())])
    await audit.written([])
    assert len(list(audit.records())) == 1
    assert audit.verify() == []


def test_the_decisions_of_a_batch_are_written_together(audit: Audit) -> None:
    ids = audit.write_all([audit.describe(happening()), audit.describe(happening(account=ANNA))])

    assert [line["id"] for line in audit.records()] == list(ids)
    assert audit.write_all([]) == ()


def test_lines_can_be_sought(audit: Audit) -> None:
    id = write(audit)

    assert [line["id"] for line in audit.records(id=id)] == [id]
    assert list(audit.records(since=datetime(2027, 1, 1, tzinfo=UTC))) == []


def test_a_full_disk_is_an_error_and_nothing_is_lost(audit: Audit) -> None:
    first = write(audit)
    with full_disk(spare=1), pytest.raises(AuditError, match="full"):
        write(audit)
    second = write(audit)

    assert [line["id"] for line in audit.records()] == [first, second]
    assert audit.verify() == []


def test_the_first_row_on_a_full_disk_is_an_error_and_leaves_no_trace(audit: Audit) -> None:
    with full_disk(spare=1000), pytest.raises(AuditError, match="full"):
        write(audit)
    write(audit)

    assert audit.verify() == []


def test_a_store_that_reached_its_size_is_an_error(audit: Audit, store: Store) -> None:
    with store.transaction() as transaction:
        transaction.query("PRAGMA max_page_count = 1")

    with pytest.raises(AuditError, match=r"the disk is full: .*; free some space"):
        audit.write_all([audit.describe(happening()) for _ in range(100)])
    assert list(audit.records()) == []


def test_a_closed_store_is_an_error(audit: Audit, store: Store) -> None:
    write(audit)
    store.close()

    for use in (audit.verify, audit.head, lambda: write(audit), lambda: list(audit.records())):
        with pytest.raises(AuditError):
            use()


def test_the_end_can_be_noted_elsewhere(audit: Audit) -> None:
    assert audit.head() is None
    write(audit)
    head = audit.head()

    assert head is not None
    assert head.seq == 2
    assert [line["chain"] for line in audit.records()] == [head.chain]


def test_another_key_goes_on_and_says_so(audit: Audit, store: Store) -> None:
    write(audit)
    later = Audit(store, OTHER_KEYS, Clock())
    write(later)

    assert len(list(later.records())) == 2
    assert later.verify() == [
        "from row 1 on the log was written with a key that is not here: it cannot be checked",
        "row 3: from here on the key at hand is used; 2 earlier rows had another one",
    ]


def test_ids_sort_by_time_and_do_not_repeat() -> None:
    clock = Clock(NOON)
    ids = []
    for _ in range(200):
        ids.append(new_id(clock()))
        clock.forward(milliseconds=1)

    assert ids == sorted(ids)
    assert len({new_id(NOON) for _ in range(200)}) == 200
    assert {len(id) for id in ids} == {15}
    assert new_id(NOON)[:9] == "1kf0rdqg0"


WRITER = """
import sys
from contextlib import closing
from pathlib import Path
from tests.support.state import KEYS, Clock, recorded
from twohats.audit import Audit
from twohats.audits.record import Outcome, OutcomeStatus
from twohats.state.store import Store

audit = Audit(Store.open(Path(sys.argv[1])), KEYS, Clock())
for number in range(int(sys.argv[2])):
    record = recorded(audit, hat=sys.argv[3])
    print(record.id, flush=True)
    audit.complete(record, Outcome(status=OutcomeStatus.PUBLISHED, id=str(number)))
    if number % 5 == 0:
        audit.flush()
"""


def writer(folder: Path, count: int, name: str) -> "subprocess.Popen[str]":
    run = [sys.executable, "-c", WRITER, str(folder), str(count), name]
    return subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("after", [1, 7, 40])
def test_every_decision_that_was_reported_survives_a_kill(tmp_path: Path, after: int) -> None:
    with writer(tmp_path, 100_000, "acme") as process:
        assert process.stdout is not None
        reported = [process.stdout.readline().strip() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        reported += [line.strip() for line in process.stdout if line.endswith("\n")]

    with closing(Store.open(tmp_path)) as store:
        audit = Audit(store, KEYS, Clock())
        assert {line["id"] for line in audit.records()} >= set(reported)
        assert audit.verify() == []
        write(audit)
        assert audit.verify() == []


def test_processes_write_to_one_chain_while_another_reads(tmp_path: Path, audit: Audit) -> None:
    write(audit)
    processes = [writer(tmp_path, 60, name) for name in ("one", "two")]
    while any(process.poll() is None for process in processes):
        assert audit.verify() == []
        json.dumps(list(audit.records()))
    for process in processes:
        process.communicate()

    assert [process.returncode for process in processes] == [0, 0]
    assert len(list(audit.records())) == 121
    assert audit.verify() == []
