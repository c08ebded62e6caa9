"""The schema: versions build on each other, and nothing that must not be kept has a column."""

import sqlite3

from twohats.state.schema import SCHEMA


def fresh() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    for statements in SCHEMA:
        for statement in statements:
            connection.execute(statement)
    return connection


def test_the_migrations_run_one_after_the_other() -> None:
    connection = fresh()
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    connection.close()

    assert {"audit", "audit_head", "tickets", "logins", "uploads", "history"} <= tables


def test_every_table_checks_its_types() -> None:
    connection = fresh()
    loose = [
        row[1] for row in connection.execute("PRAGMA table_list") if not row[1].startswith("sqlite_") and not row[5]
    ]
    connection.close()

    assert loose == []


def test_no_table_has_a_column_for_a_secret_or_for_text() -> None:
    connection = fresh()
    tables = [row[1] for row in connection.execute("PRAGMA table_list") if not row[1].startswith("sqlite_")]
    columns = {row[1] for table in tables for row in connection.execute(f"PRAGMA table_info({table})")}
    connection.close()

    assert not columns & {"token", "cookie", "credential", "password", "text", "title", "caption"}
