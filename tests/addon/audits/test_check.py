"""Checking the trail: every way of tampering with it is named."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.state import KEYS, tamper
from twohats.audits.chain import Entry, Link
from twohats.audits.check import problems
from twohats.audits.trail import New, Trail
from twohats.state.folder import HEAD_FILE, STORE_FILE
from twohats.state.store import Store

AT = "2026-01-15T12:00:00.000Z"
GOLDEN = Path(__file__).parents[1] / "golden" / "audit"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def trail(store: Store) -> Trail:
    """Rows: 1 the start, 2 to 6 decisions `a` to `e`."""
    trail = Trail(store, b"k" * 32, "key-1")
    add(trail, *"abcde")
    return trail


def add(trail: Trail, *ids: str) -> None:
    for id in ids:
        trail.add([New(Entry.DECISION, id, AT, '{"n": 1}')])
    trail.mark_end()


def found(trail: Trail) -> list[str]:
    return list(problems(trail))


def broken(seq: int, id: str) -> str:
    return f"row {seq} (decision {id}, {AT}) is not as it was written, or not in its place"


def test_a_trail_as_it_was_written_has_no_problem(trail: Trail) -> None:
    assert found(trail) == []


def test_an_empty_trail_has_no_problem(store: Store) -> None:
    assert found(Trail(store, b"k" * 32, "key-1")) == []


@pytest.mark.parametrize(
    "change",
    ["body = '{}'", "at = ''", "id = 'x'", "entry = 'outcome'", "version = 2", "chain = ''"],
)
def test_an_edited_row_is_named(trail: Trail, store: Store, change: str) -> None:
    tamper(store, f"UPDATE audit SET {change} WHERE seq = 3")

    assert found(trail)[0].startswith("row 3 (")


def test_an_edit_names_only_its_own_row(trail: Trail, store: Store) -> None:
    tamper(store, "UPDATE audit SET body = '{}' WHERE seq = 3")

    assert found(trail) == [broken(3, "b")]


def test_an_edit_of_the_last_row_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "UPDATE audit SET body = '{}' WHERE seq = 6")

    assert found(trail) == [broken(6, "e")]


def test_a_row_taken_out_of_the_middle_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq = 3")

    assert found(trail) == ["row 3 is missing", f"row 4 (decision c, {AT}) follows a missing row and cannot be checked"]


def test_a_row_taken_out_with_the_gap_closed_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq = 3")
    for seq in (4, 5, 6):
        tamper(store, "UPDATE audit SET seq = ? WHERE seq = ?", (seq - 1, seq))

    assert found(trail)[:3] == [broken(3, "c"), broken(4, "d"), broken(5, "e")]
    assert found(trail)[3] == "row 6 is missing at the end, says the mark of the last row"


def test_rows_cut_off_the_end_are_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq >= 5")

    assert found(trail) == [
        "rows 5 to 6 are missing at the end, says the mark of the last row",
        f"rows 5 to 6 are missing at the end, says `{HEAD_FILE}`",
    ]


def test_rows_cut_off_the_end_together_with_the_mark_are_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq >= 5")
    tamper(store, "DELETE FROM audit_head")

    assert found(trail) == [
        "the mark of the last row is missing or not ours: rows may have been cut off the end",
        f"rows 5 to 6 are missing at the end, says `{HEAD_FILE}`",
    ]


def test_rows_cut_off_the_beginning_are_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq <= 2")

    assert found(trail) == [
        "rows 1 to 2 are missing",
        f"row 3 (decision b, {AT}) follows a missing row and cannot be checked",
    ]


def test_a_cut_that_was_gone_on_from_is_still_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE seq >= 5")
    add(trail, "f")

    assert found(trail) == [
        "rows 5 to 6 are missing",
        "row 7: the log was not as it was left when this was written; 4 rows were there",
    ]


def test_rows_that_changed_places_are_named(trail: Trail, store: Store) -> None:
    for old, new in ((3, 0), (4, 3), (0, 4)):
        tamper(store, "UPDATE audit SET seq = ? WHERE seq = ?", (new, old))

    assert found(trail) == [broken(3, "c"), broken(4, "b"), broken(5, "d")]


def test_a_row_put_in_between_is_named(trail: Trail, store: Store) -> None:
    for seq in (6, 5, 4):
        tamper(store, "UPDATE audit SET seq = ? WHERE seq = ?", (seq + 1, seq))
    tamper(
        store,
        "INSERT INTO audit SELECT 4, entry, 'x', at, version, body, chain FROM audit WHERE seq = 3",
    )

    assert found(trail)[:2] == [broken(4, "x"), broken(5, "c")]


def test_a_copy_of_a_row_put_at_the_end_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "INSERT INTO audit SELECT 7, entry, id, at, version, body, chain FROM audit WHERE seq = 6")

    assert found(trail) == [broken(7, "e")]


def test_rows_of_somebody_without_the_key_are_named(trail: Trail, store: Store) -> None:
    forged = Link(7, "decision", "f", AT, 1, "{}").chained(b"f" * 32, list(trail.links())[-1].chain)
    tamper(
        store,
        "INSERT INTO audit (seq, entry, id, at, version, body, chain) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (forged.seq, forged.entry, forged.id, forged.at, forged.version, forged.body, forged.chain),
    )

    assert found(trail) == [broken(7, "f")]


def test_a_store_put_back_to_an_earlier_copy_is_named(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "now")) as store:
        add(Trail(store, b"k" * 32, "key-1"), "a")
    shutil.copy(tmp_path / "now" / STORE_FILE, tmp_path / "copy.db")
    with closing(Store.open(tmp_path / "now")) as store:
        add(Trail(store, b"k" * 32, "key-1"), "b")
    shutil.copy(tmp_path / "copy.db", tmp_path / "now" / STORE_FILE)

    with closing(Store.open(tmp_path / "now")) as store:
        assert found(Trail(store, b"k" * 32, "key-1")) == [f"row 3 is missing at the end, says `{HEAD_FILE}`"]


def test_rows_that_the_file_does_not_know_yet_are_missed_too(trail: Trail, store: Store) -> None:
    trail.add([New(Entry.DECISION, "f", AT, "{}")])
    tamper(store, "DELETE FROM audit WHERE seq = 7")

    assert found(trail) == ["row 7 is missing at the end, says the mark of the last row"]


def test_the_last_second_before_a_kill_can_be_put_back_unseen(trail: Trail, store: Store) -> None:
    """The price of a file that lags behind (docs/decisions/0004): rows and their mark as they were a second earlier."""
    mark = store.query("SELECT seq, chain, seal FROM audit_head")[0]
    trail.add([New(Entry.DECISION, "f", AT, "{}")])
    tamper(store, "DELETE FROM audit WHERE seq = 7")
    tamper(store, "UPDATE audit_head SET seq = ?, chain = ?, seal = ?", tuple(mark))

    assert found(Trail(store, trail.key, trail.key_id)) == []


def test_a_missing_head_file_is_named(trail: Trail) -> None:
    (trail.store.folder / HEAD_FILE).unlink()

    assert found(trail) == [f"`{HEAD_FILE}` is missing or not ours: rows may have been cut off the end"]


def test_a_trail_that_was_emptied_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "DELETE FROM audit")
    assert found(trail) == ["all rows are missing"]

    tamper(store, "DELETE FROM audit_head")
    assert found(trail) == ["all rows are missing"]


def test_rows_under_a_key_that_is_gone_are_said_to_be_unchecked(trail: Trail, store: Store) -> None:
    other = Trail(store, b"o" * 32, "key-2")
    assert found(other) == ["from row 1 on the log was written with a key that is not here: it cannot be checked"]

    add(other, "f")
    assert found(other) == [
        "from row 1 on the log was written with a key that is not here: it cannot be checked",
        "row 7: from here on the key at hand is used; 6 earlier rows had another one",
    ]


def test_a_start_row_that_claims_another_key_does_not_hide_anything(trail: Trail, store: Store) -> None:
    tamper(store, 'UPDATE audit SET body = \'{"key": "gone", "rows": 0, "why": "first"}\' WHERE seq = 1')
    tamper(store, "UPDATE audit SET body = '{}' WHERE seq = 3")

    assert found(trail) == ["from row 1 on the log was written with a key that is not here: it cannot be checked"]


def test_a_spoilt_start_row_is_named(trail: Trail, store: Store) -> None:
    tamper(store, "UPDATE audit SET body = 'nonsense' WHERE seq = 1")
    assert found(trail) == ["from row 1 on the log was written with a key that is not here: it cannot be checked"]

    tamper(store, "UPDATE audit SET entry = 'decision' WHERE seq = 1")
    assert found(trail)[0] == "row 1 cannot be the first: the log does not begin with a start"


def test_reading_while_rows_are_added_finds_no_problem(trail: Trail) -> None:
    search = problems(trail)
    add(trail, "f")

    assert list(search) == []


@pytest.mark.parametrize("version", sorted(path.name for path in GOLDEN.iterdir()))
def test_a_trail_of_any_version_can_still_be_checked(store: Store, version: str) -> None:
    rows = json.loads((GOLDEN / version / "trail.json").read_text("utf-8"))
    for row in rows:
        store.execute("INSERT INTO audit VALUES (:seq, :entry, :id, :at, :version, :body, :chain)", row)
    trail = Trail(store, KEYS.derive("audit"), KEYS.id)

    ends = [
        f"{mark} is missing or not ours: rows may have been cut off the end"
        for mark in ("the mark of the last row", f"`{HEAD_FILE}`")
    ]
    assert found(trail) == ends, "the chain holds; only the marks of its end were not copied"
