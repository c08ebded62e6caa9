"""Adding to the trail: rows that were cut off are never covered up by going on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.state import tamper
from twohats.audits import head as audit_head
from twohats.audits.chain import Entry, Head
from twohats.audits.trail import ANOTHER_KEY, FIRST, NOT_AS_LEFT, New, Start, Trail, start_of
from twohats.state.folder import HEAD_FILE
from twohats.state.store import Store, StoreError

AT = "2026-01-15T12:00:00.000Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def trail(store: Store) -> Trail:
    return Trail(store, b"k" * 32, "key-1")


def add(trail: Trail, *ids: str) -> None:
    trail.add([New(Entry.DECISION, id, AT, "{}") for id in ids])
    trail.mark_end()


def shape(trail: Trail) -> list[tuple[int, str]]:
    return [(link.seq, link.id or start_of(link).why) for link in trail.links()]


def test_the_first_row_says_that_the_trail_begins(trail: Trail) -> None:
    add(trail, "a")
    add(trail, "b", "c")

    assert shape(trail) == [(1, FIRST), (2, "a"), (3, "b"), (4, "c")]


def test_rows_are_added_together_or_not_at_all(trail: Trail, store: Store) -> None:
    add(trail, "a")
    store.execute("CREATE TRIGGER no_b BEFORE INSERT ON audit WHEN NEW.id = 'b' BEGIN SELECT RAISE(ABORT, 'no'); END")

    with pytest.raises(StoreError):
        add(trail, "c", "b")
    assert shape(trail) == [(1, FIRST), (2, "a")]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("DELETE FROM audit WHERE seq >= 3", [(1, FIRST), (2, "a"), (4, NOT_AS_LEFT), (5, "new")]),
        ("DELETE FROM audit", [(4, NOT_AS_LEFT), (5, "new")]),
        ("DELETE FROM audit_head", [(1, FIRST), (2, "a"), (3, "b"), (4, NOT_AS_LEFT), (5, "new")]),
        ("UPDATE audit_head SET seq = 2", [(1, FIRST), (2, "a"), (3, "b"), (4, NOT_AS_LEFT), (5, "new")]),
        ("UPDATE audit SET chain = '' WHERE seq = 3", [(1, FIRST), (2, "a"), (3, "b"), (4, NOT_AS_LEFT), (5, "new")]),
    ],
)
def test_going_on_after_damage_says_so_and_leaves_the_gap(
    trail: Trail, store: Store, damage: str, expected: list[tuple[int, str]]
) -> None:
    add(trail, "a", "b")
    tamper(store, damage)

    add(trail, "new")

    assert shape(trail) == expected


def test_going_on_without_the_head_file_says_so_when_it_is_missed(trail: Trail) -> None:
    add(trail, "a")
    (trail.store.folder / HEAD_FILE).unlink()
    add(trail, "b")
    add(trail, "c")
    add(trail, "d")

    assert shape(trail) == [(1, FIRST), (2, "a"), (3, "b"), (4, NOT_AS_LEFT), (5, "c"), (6, "d")]
    assert audit_head.from_file(trail.store.folder).opened(trail.key) == Head(6, list(trail.links())[-1].chain)


def test_starting_without_the_head_file_says_so(trail: Trail) -> None:
    add(trail, "a")
    (trail.store.folder / HEAD_FILE).unlink()
    later = Trail(trail.store, trail.key, trail.key_id)
    add(later, "b")

    assert shape(later) == [(1, FIRST), (2, "a"), (3, NOT_AS_LEFT), (4, "b")]


def test_an_earlier_copy_is_noticed_even_if_the_file_lags_behind(trail: Trail, store: Store) -> None:
    add(trail, "a")
    head = store.query("SELECT seq, chain, seal FROM audit_head")[0]
    trail.add([New(Entry.DECISION, "b", AT, "{}")])
    tamper(store, "DELETE FROM audit WHERE id = 'b'")
    tamper(store, "UPDATE audit_head SET seq = ?, chain = ?, seal = ?", tuple(head))
    add(trail, "c")

    assert shape(trail) == [(1, FIRST), (2, "a"), (4, NOT_AS_LEFT), (5, "c")]


def test_others_that_write_elsewhere_in_the_store_are_no_damage(trail: Trail, store: Store) -> None:
    add(trail, "a")
    tamper(store, "INSERT INTO names VALUES ('x', '', '1', 'acme', '')")
    add(trail, "b")

    assert shape(trail) == [(1, FIRST), (2, "a"), (3, "b")]


def test_the_file_is_never_moved_back(trail: Trail, tmp_path: Path) -> None:
    add(trail, "a")
    trail.add([New(Entry.DECISION, "b", AT, "{}")])
    with closing(Store.open(tmp_path)) as another:
        other = Trail(another, trail.key, trail.key_id)
        add(other, "c")
        trail.mark_end()

    assert audit_head.from_file(tmp_path).opened(trail.key) == Head(4, list(trail.links())[-1].chain)


def test_going_on_in_an_earlier_copy_says_so_and_leaves_the_gap(trail: Trail, store: Store) -> None:
    add(trail, "a")
    rows, head = store.query("SELECT * FROM audit"), store.query("SELECT seq, chain, seal FROM audit_head")[0]
    add(trail, "b")
    add(trail, "c")
    tamper(store, "DELETE FROM audit WHERE seq > ?", [len(rows)])
    tamper(store, "UPDATE audit_head SET seq = ?, chain = ?, seal = ?", tuple(head))

    add(trail, "new")

    assert shape(trail) == [(1, FIRST), (2, "a"), (5, NOT_AS_LEFT), (6, "new")]


def test_a_head_file_that_lags_behind_is_no_damage(trail: Trail) -> None:
    add(trail, "a")
    file = trail.store.folder / HEAD_FILE
    before = file.read_bytes()
    add(trail, "b")
    file.write_bytes(before)
    add(trail, "c")

    assert shape(trail) == [(1, FIRST), (2, "a"), (3, "b"), (4, "c")]


def test_another_key_begins_a_new_stretch(trail: Trail, store: Store) -> None:
    add(trail, "a")
    other = Trail(store, b"o" * 32, "key-2")
    add(other, "b")
    add(other, "c")

    assert shape(other) == [(1, FIRST), (2, "a"), (3, ANOTHER_KEY), (4, "b"), (5, "c")]
    assert start_of(list(other.links())[2]) == Start(key_id="key-2", why=ANOTHER_KEY, rows=2)


def test_a_trail_longer_than_a_page_is_read_whole(trail: Trail) -> None:
    add(trail, *(f"{number}" for number in range(1100)))

    assert [link.seq for link in trail.links()] == list(range(1, 1102))
