from datetime import UTC, datetime, timedelta

from twohats.histories.deeds import MAX_ROWS, Deed, Deeds
from twohats.histories.holder import Holder
from twohats.state.store import Store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACME = Deed(Holder("acme"), "x", "1111", NOW, reply=True, marks=b"\1\2\3\4", tags=("t1", "t2"), mentions=("m1",))
STRANGER = Deed(Holder("", "x", "9999"), "x", "9999", NOW, reply=False, marks=b"")


def test_what_is_written_is_read_in_order(store: Store) -> None:
    deeds = Deeds(store)
    for one in (ACME, STRANGER):
        deeds.write("anna", one)
    deeds.write("bo", STRANGER)
    assert list(deeds.of("anna", deeds.newest())) == [ACME, STRANGER]


def test_rows_that_come_later_are_not_read(store: Store) -> None:
    deeds = Deeds(store)
    deeds.write("anna", ACME)
    newest = deeds.newest()
    deeds.write("anna", STRANGER)
    assert deeds.newest() > newest
    assert list(deeds.of("anna", newest)) == [ACME]


def test_many_rows_are_read_in_parts(store: Store) -> None:
    deeds = Deeds(store)
    for _ in range(4_100):
        deeds.write("anna", STRANGER)
    assert sum(1 for _ in deeds.of("anna", deeds.newest())) == 4_100


def test_old_rows_go_and_marks_before_them(store: Store) -> None:
    deeds = Deeds(store)
    deeds.write("anna", ACME)
    deeds.tidy(NOW + timedelta(days=31))
    (left,) = deeds.of("anna", deeds.newest())
    assert (left.marks, left.tags) == (b"", ("t1", "t2"))
    deeds.tidy(NOW + timedelta(days=181))
    assert deeds.newest() == 0


def test_the_oldest_of_too_many_rows_go(store: Store) -> None:
    deeds = Deeds(store)
    deeds.write("anna", ACME)
    deeds.write("anna", STRANGER)
    store.flush()
    store.execute("UPDATE deeds SET seq = ? WHERE account_ref = ''", (MAX_ROWS + 1,))
    deeds.tidy(NOW)
    assert list(deeds.of("anna", deeds.newest())) == [STRANGER]


def test_one_account_and_one_employee_can_be_erased(store: Store) -> None:
    deeds = Deeds(store)
    for employee in ("anna", "bo"):
        deeds.write(employee, ACME)
        deeds.write(employee, STRANGER)
    store.flush()
    assert (deeds.forget("x", "9999"), deeds.clear("bo")) == (2, 1)
    assert list(deeds.of("anna", deeds.newest())) == [ACME]
