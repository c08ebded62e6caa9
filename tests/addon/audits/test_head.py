"""The marks of the trail's end: beside the rows and in a file of their own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.disks import full_disk
from twohats.audits import head as audit_head
from twohats.audits.chain import Head
from twohats.audits.head import NoHead
from twohats.state.folder import HEAD_FILE
from twohats.state.store import Store

KEY = b"k" * 32
HEAD = Head(7, "c7")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path)) as store:
        yield store


def test_the_mark_beside_the_rows_is_found_again(store: Store) -> None:
    assert audit_head.from_rows(store.query(audit_head.QUERY)) == NoHead()
    with store.transaction() as transaction:
        audit_head.to_rows(transaction, Head(6, "c6"), KEY)
        audit_head.to_rows(transaction, HEAD, KEY)

    found = audit_head.from_rows(store.query(audit_head.QUERY))

    assert found.opened(KEY) == HEAD
    assert found.opened(b"x" * 32) is None


def test_the_mark_in_the_file_is_found_again(tmp_path: Path) -> None:
    assert audit_head.from_file(tmp_path) == NoHead()
    audit_head.to_file(tmp_path, HEAD, KEY)

    assert audit_head.from_file(tmp_path).opened(KEY) == HEAD
    assert audit_head.from_file(tmp_path).opened(b"x" * 32) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"seq": "7", "chain": "", "seal": ""}', b"[" * 5000])
def test_a_spoilt_file_is_no_mark(tmp_path: Path, content: bytes) -> None:
    (tmp_path / HEAD_FILE).write_bytes(content)

    assert audit_head.from_file(tmp_path).opened(KEY) is None


def test_a_changed_number_is_not_ours(tmp_path: Path) -> None:
    audit_head.to_file(tmp_path, HEAD, KEY)
    file = tmp_path / HEAD_FILE
    file.write_text(file.read_text().replace("7", "6", 1))

    assert audit_head.from_file(tmp_path).opened(KEY) is None


def test_a_file_that_cannot_be_written_lags_behind(tmp_path: Path) -> None:
    audit_head.to_file(tmp_path, HEAD, KEY)
    with full_disk():
        audit_head.to_file(tmp_path, Head(8, "c8"), KEY)

    assert audit_head.from_file(tmp_path).opened(KEY) == HEAD
