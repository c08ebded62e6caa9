"""The statement that adds rows: where the trail was left, or not at all."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.state import tamper
from twohats.audits import append
from twohats.audits import head as audit_head
from twohats.audits.chain import Entry, Head, Link
from twohats.state.store import ConditionError, Store

KEY = b"k" * 32
FIRST = Link(1, Entry.START, "", "", 1, "{}").chained(KEY, "")
END = Head(1, FIRST.chain)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one row and its mark."""
    with closing(Store.open(tmp_path)) as store:
        with store.transaction() as transaction:
            append.prepare(transaction)
            transaction.execute("INSERT INTO audit VALUES (1, 'start', '', '', 1, '{}', ?)", [FIRST.chain])
            audit_head.to_rows(transaction, END, KEY)
        yield store


def links(count: int) -> list[Link]:
    found = [FIRST]
    for seq in range(2, count + 2):
        found.append(Link(seq, Entry.DECISION, f"d{seq}", "", 1, "{}").chained(KEY, found[-1].chain))
    return found[1:]


def add(store: Store, rows: list[Link]) -> None:
    end = Head(rows[-1].seq, rows[-1].chain)
    store.execute(*append.statement(rows, after=END.chain, sealed=END.seal(KEY), seal=end.seal(KEY)))


@pytest.mark.parametrize("count", [1, 3, append.MOST])
def test_rows_are_added_and_the_mark_moves_with_them(store: Store, count: int) -> None:
    rows = links(count)
    add(store, rows)

    assert [row["chain"] for row in store.query("SELECT chain FROM audit ORDER BY seq")] == [
        FIRST.chain,
        *(row.chain for row in rows),
    ]
    found = audit_head.from_rows(store.query(audit_head.QUERY))
    assert found.opened(KEY) == Head(rows[-1].seq, rows[-1].chain)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit",
        "UPDATE audit SET chain = ''",
        "INSERT INTO audit VALUES (2, 'decision', 'x', '', 1, '', '')",
        "INSERT INTO audit VALUES (9, 'decision', 'x', '', 1, '', '')",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = 0",
        "UPDATE audit_head SET chain = ''",
        "UPDATE audit_head SET seal = ''",
    ],
)
def test_where_the_end_is_another_one_nothing_is_added(store: Store, change: str) -> None:
    tamper(store, change)
    before = [tuple(row) for table in ("audit", "audit_head") for row in store.query(f"SELECT * FROM {table}")]

    with pytest.raises(ConditionError):
        add(store, links(2))
    assert [tuple(row) for table in ("audit", "audit_head") for row in store.query(f"SELECT * FROM {table}")] == before


def test_nothing_of_it_is_in_the_file(store: Store) -> None:
    add(store, links(1))

    assert store.query("SELECT name FROM sqlite_master WHERE name LIKE '%append%'") == []
