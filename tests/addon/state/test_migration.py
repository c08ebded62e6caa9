"""Migrations: older files are brought up to date; newer and foreign ones are left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from twohats.errors import SetupError
from twohats.state.folder import STORE_FILE
from twohats.state.migration import APPLICATION_ID
from twohats.state.schema import SCHEMA
from twohats.state.store import Store, StoreError

ADD = "INSERT INTO tickets (sameness, allowed_by, reason, issued, expires) VALUES ('a', 'anna', '', '', '')"


def other_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.commit()


def test_a_file_of_a_newer_twohats_is_refused_and_left_alone(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {len(SCHEMA) + 1}")
    before = (tmp_path / STORE_FILE).read_bytes()

    with pytest.raises(SetupError, match=r"was written by a newer twohats \(version \d+, .*\); update twohats"):
        Store.open(tmp_path)
    assert (tmp_path / STORE_FILE).read_bytes() == before


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    other_program(tmp_path / STORE_FILE)
    before = (tmp_path / STORE_FILE).read_bytes()

    with pytest.raises(SetupError, match="belongs to another program; give another state folder"):
        Store.open(tmp_path)
    assert (tmp_path / STORE_FILE).read_bytes() == before


def test_an_older_version_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store.open(tmp_path)) as store:
        store.execute(ADD)
    monkeypatch.setattr("twohats.state.migration.SCHEMA", (*SCHEMA, ("CREATE TABLE later (name TEXT) STRICT",)))

    with closing(Store.open(tmp_path)) as store:
        assert store.query("SELECT count(*) FROM tickets")[0][0] == 1
        assert store.query("SELECT * FROM later") == []
        assert store.query("PRAGMA user_version")[0][0] == len(SCHEMA) + 1
        assert store.query("PRAGMA application_id")[0][0] == APPLICATION_ID


def test_a_migration_that_fails_leaves_the_older_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path).close()
    broken = ("CREATE TABLE later (name TEXT) STRICT", "CREATE TABLE tickets (name TEXT) STRICT")
    with monkeypatch.context() as patch:
        patch.setattr("twohats.state.migration.SCHEMA", (*SCHEMA, broken))
        with pytest.raises(SetupError):
            Store.open(tmp_path)

    with closing(Store.open(tmp_path)) as store, pytest.raises(StoreError):
        store.query("SELECT * FROM later")
