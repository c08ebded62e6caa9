"""The store: private, durable, shared by processes, and honest about a disk that does not do its part."""

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.disks import folder_of_an_ordinary_user, full_disk, without_privilege
from twohats.errors import SetupError
from twohats.state.folder import STORE_FILE
from twohats.state.store import MAX_IN_LINE, Store, StoreError

ADD = "INSERT INTO tickets (sameness, allowed_by, reason, issued, expires) VALUES (?, 'anna', '', '', '')"
COUNT = "SELECT count(*) FROM tickets"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "state")) as store:
        yield store


def count(store: Store) -> int:
    return int(store.query(COUNT)[0][0])


def fill(store: Store) -> None:
    for number in range(1000):
        store.execute(ADD, [f"{number}" * 100])


def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path)) as store:
        assert store.execute(ADD, ["a"]) == 1
    with closing(Store.open(tmp_path)) as store:
        assert count(store) == 1


def test_every_file_is_private(store: Store) -> None:
    store.execute(ADD, ["a"])

    assert {stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()} == {0o600}


def test_a_file_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    (tmp_path / STORE_FILE).chmod(0o644)

    Store.open(tmp_path).close()

    assert stat.S_IMODE((tmp_path / STORE_FILE).stat().st_mode) == 0o600


def test_commits_are_flushed_and_readers_do_not_wait(store: Store) -> None:
    with store.transaction() as transaction:
        flushed = transaction.query("PRAGMA synchronous")[0][0]

    assert flushed == 2, "FULL"
    assert store.query("PRAGMA journal_mode")[0][0] == "wal"


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    def interrupted() -> None:
        with store.transaction() as transaction:
            transaction.execute(ADD, ["a"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert count(store) == 0
    store.execute(ADD, ["a"])
    assert count(store) == 1


def test_a_failed_statement_undoes_its_transaction(store: Store) -> None:
    def twice_the_same() -> None:
        with store.transaction() as transaction:
            transaction.execute(ADD, ["a"])
            transaction.execute(ADD, ["a"])

    with pytest.raises(StoreError):
        twice_the_same()
    assert count(store) == 0


def test_what_is_in_line_is_written_with_the_flush_in_one_commit(store: Store) -> None:
    with closing(Store.open(store.folder)) as other:
        seen = other.others_commits()
        for name in "abc":
            store.later(ADD, [name])
        assert count(store) == 0
        store.flush()
        store.flush()
        assert other.others_commits() == seen + 1
    assert count(store) == 3


def test_what_cannot_be_written_stays_in_line(store: Store) -> None:
    store.execute(ADD, ["a"])
    store.later(ADD, ["b"])
    with full_disk(), pytest.raises(StoreError):
        store.flush()
    assert count(store) == 1

    store.flush()
    assert count(store) == 2


@pytest.mark.parametrize("bad", ["\ud800", None, b"bytes", 2**70])
def test_a_row_that_no_table_takes_does_not_hold_up_those_behind_it(store: Store, bad: object) -> None:
    for value in ("a", bad, "b"):
        store.later(ADD, [value])
    store.flush()
    store.later(ADD, ["c"])
    store.flush()
    assert count(store) == 3


def test_the_line_has_an_end(store: Store) -> None:
    for number in range(MAX_IN_LINE + 5):
        store.later(ADD, [str(number)])
    store.flush()

    assert count(store) == MAX_IN_LINE


def test_commits_of_others_are_noticed_and_own_ones_are_not(store: Store) -> None:
    before = store.others_commits()
    store.execute(ADD, ["a"])
    assert store.others_commits() == before

    with closing(Store.open(store.folder)) as other:
        other.execute(ADD, ["b"])
        assert store.others_commits() != before


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        store.query(ADD, ["a"])


def test_whether_a_read_would_have_to_wait_is_told_without_waiting(store: Store) -> None:
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000) SELECT max(x) FROM n"
    reading = threading.Thread(target=store.query, args=[long])
    seen = {store.is_read}
    reading.start()
    while reading.is_alive():
        seen.add(store.is_read)

    assert seen == {False, True}
    assert not store.is_read


def test_threads_may_share_it(store: Store) -> None:
    def add(name: int) -> None:
        for number in range(20):
            store.execute(ADD, [f"{name}.{number}"])
            store.query(COUNT)

    threads = [threading.Thread(target=add, args=[name]) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count(store) == 160


def test_another_process_reads_while_this_one_writes(store: Store) -> None:
    script = (
        "import sys; from pathlib import Path; from twohats.state.store import Store\n"
        f"store = Store.open(Path(sys.argv[1])); print(store.query({COUNT!r})[0][0]); store.close()"
    )
    store.execute(ADD, ["a"])
    with store.transaction() as transaction:
        transaction.execute(ADD, ["b"])
        run = [sys.executable, "-c", script, str(store.folder)]
        seen = subprocess.run(run, capture_output=True, text=True, check=True, timeout=30)

    assert seen.stdout.strip() == "1", "what is not committed is not seen"


def test_many_processes_may_open_a_new_folder_at_once(tmp_path: Path) -> None:
    imports = "import sys; from pathlib import Path; from twohats.state.store import Store"
    script = f"{imports}; Store.open(Path(sys.argv[1])).close()"
    run = [sys.executable, "-c", script, str(tmp_path / "state")]
    processes = [subprocess.Popen(run, stderr=subprocess.PIPE) for _ in range(6)]

    assert [process.communicate(timeout=60)[1] for process in processes] == [b""] * 6
    assert [process.returncode for process in processes] == [0] * 6


@pytest.mark.parametrize(
    "damage", [b"this is not a database, but a letter to my grandmother. " * 40, b"SQLite format 3\0"]
)
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / STORE_FILE).write_bytes(damage)

    with pytest.raises(SetupError, match=r"is damaged \(it is left as it is\); put back a copy or move it away"):
        Store.open(tmp_path)
    assert (tmp_path / STORE_FILE).read_bytes() == damage


def test_a_file_that_is_damaged_inside_says_so_when_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / STORE_FILE
    Store.open(tmp_path).close()
    tables = file.stat().st_size  # the pages that say what tables there are are among them
    with closing(Store.open(tmp_path)) as store:
        for number in range(300):
            store.execute(ADD, [f"{number}" * 50])
    content = file.read_bytes()
    file.write_bytes(content[:tables] + b"\xff" * (len(content) - tables))

    with closing(Store.open(tmp_path)) as store, pytest.raises(StoreError, match="is damaged"):
        store.query("SELECT * FROM tickets ORDER BY reason")


def test_a_read_only_folder_is_refused_with_the_remedy() -> None:
    with folder_of_an_ordinary_user() as folder, without_privilege():
        Store.open(folder).close()
        folder.chmod(0o500)
        with pytest.raises(SetupError, match=r"cannot be written; make it writable or give another one by `--state`"):
            Store.open(folder)


def test_a_read_only_file_is_refused_with_the_remedy() -> None:
    with folder_of_an_ordinary_user() as folder:
        with without_privilege():
            Store.open(folder).close()
        file = folder / STORE_FILE
        file.chmod(0o400)
        with without_privilege(), closing(Store.open(folder)) as store, pytest.raises(StoreError, match="be written"):
            store.execute(ADD, ["a"])


def test_a_full_disk_refuses_to_open_with_the_remedy(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(SetupError, match=r"disk (fails or )?is full.*; (free some space|check the disk)"):
        Store.open(tmp_path)
    with closing(Store.open(tmp_path)) as store:
        assert count(store) == 0


def test_a_full_disk_loses_nothing_that_was_written(store: Store) -> None:
    store.execute(ADD, ["a"])
    with full_disk(spare=64 * 1024), pytest.raises(StoreError, match="full"):
        fill(store)

    before = count(store)
    store.execute(ADD, ["b"])
    assert before >= 1
    assert count(store) == before + 1


def test_a_store_that_reached_its_size_says_that_the_disk_is_full(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.query("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match=r"the disk is full: .* cannot be written; free some space"):
        fill(store)


def test_a_file_kept_locked_by_another_program_is_said(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is kept locked by another program"):
            store.execute(ADD, ["a"])


def test_the_words_of_an_error_hold_nothing_of_the_values(store: Store) -> None:
    store.execute(ADD, ["a secret"])
    with pytest.raises(StoreError) as caught:
        store.execute(ADD, ["a secret"])

    assert "a secret" not in str(caught.value)


def test_a_closed_store_raises_its_own_error(store: Store) -> None:
    store.close()

    with pytest.raises(StoreError):
        store.query(COUNT)
