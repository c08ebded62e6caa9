"""Reading the trail: one line for each decision, with what came of it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.state import KEYS, NOON, Clock, happening, recorded, write
from twohats.audit import Audit
from twohats.audits import log as audit_log
from twohats.audits.record import AuditRecord, Outcome, OutcomeStatus
from twohats.state.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


@pytest.fixture
def audit(store: Store) -> Audit:
    return Audit(store, KEYS, Clock())


def ids(store: Store, **search: object) -> list[str]:
    return [line["id"] for line in audit_log.lines(store, **({"since": None, "id": ""} | search))]  # type: ignore[arg-type]


def test_decision_and_outcome_are_one_line(audit: Audit, store: Store) -> None:
    record = recorded(audit)
    (open_line,) = audit_log.lines(store, since=None, id="")
    assert open_line["outcome"] is None

    audit.complete(record, Outcome(status=OutcomeStatus.UNKNOWN))
    audit.complete(record, Outcome(status=OutcomeStatus.PUBLISHED, id="42"))
    audit.flush()
    (line,) = audit_log.lines(store, since=None, id="")

    assert line["outcome"] == {"status": "published", "id": "42", "url": ""}
    assert line | {"outcome": None} == open_line


def test_lines_come_in_the_order_they_were_written(audit: Audit, store: Store) -> None:
    written = list(audit.write_all([audit.describe(happening()) for _ in range(1200)]))

    assert ids(store) == written


def test_lines_can_be_sought_by_time_and_by_the_beginning_of_the_id(audit: Audit, store: Store) -> None:
    early = write(audit)
    late = write(audit, time=NOON + timedelta(minutes=5))

    assert ids(store, since=NOON + timedelta(seconds=1)) == [late]
    assert ids(store, since=NOON) == [early, late]
    assert ids(store, id=early.upper()) == [early]
    assert ids(store, id=early[:3]) == [early, late]
    assert ids(store, id="%") == []


def test_a_line_that_cannot_be_read_says_so_and_the_others_are_there(audit: Audit, store: Store) -> None:
    first, second, third = audit.write_all([audit.describe(happening()) for _ in range(3)])
    store.execute("UPDATE audit SET body = 'nonsense' WHERE id = ?", [first])
    store.execute("UPDATE audit SET version = 9 WHERE id = ?", [second])

    spoilt, newer, whole = audit_log.lines(store, since=None, id="")

    assert (spoilt["id"], newer["id"], whole["id"]) == (first, second, third)
    assert spoilt["unreadable"] == "not a record of twohats"
    assert newer["unreadable"] == "records of version 9 are newer than this twohats"
    assert whole["verdict"] == "pass"


def test_records_can_be_had_as_values(audit: Audit, store: Store) -> None:
    written = recorded(audit)
    spoilt = write(audit)
    store.execute("UPDATE audit SET body = 'nonsense' WHERE id = ?", [spoilt])
    first, second = audit_log.entries(store, since=NOON)

    assert isinstance(first, AuditRecord)
    assert first.model_copy(update={"chain": ""}) == written
    assert isinstance(second, audit_log.Unreadable)
    assert (second.id, second.why) == (spoilt, "not a record of twohats")


def test_a_spoilt_outcome_makes_the_line_unreadable(audit: Audit, store: Store) -> None:
    audit.complete(recorded(audit), Outcome(status=OutcomeStatus.UNKNOWN))
    audit.flush()
    for spoilt in ("nonsense", "{}", "[]"):
        store.execute("UPDATE audit SET body = ? WHERE entry = 'outcome'", [spoilt])
        (line,) = audit_log.lines(store, since=None, id="")
        assert "unreadable" in line
