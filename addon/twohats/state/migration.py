"""Bringing a state file to the version this twohats knows; newer and foreign files are refused and left alone."""

import sqlite3
from pathlib import Path
from typing import Any

from twohats.errors import SetupError
from twohats.state.schema import SCHEMA

APPLICATION_ID = 0x32686174
"""Marks a file as ours (`2hat` in ASCII), in SQLite's application id."""


def migrate(file: Path, connection: sqlite3.Connection) -> None:
    """Run the migrations that the file has not seen, all of them or none.

    Raises:
        SetupError: another program's file, or one of a newer twohats.
        sqlite3.Error: the file is damaged or cannot be written.
    """
    version = _version(file, connection)
    if version == len(SCHEMA):
        return
    if version == 0:
        connection.execute("PRAGMA journal_mode = WAL")  # kept in the file from now on
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in SCHEMA[_version(file, connection) :]:  # again: another process may have been faster
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(SCHEMA)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(file: Path, connection: sqlite3.Connection) -> int:
    """Return the schema version of the file, 0 for an empty one.

    Raises:
        SetupError: another program's file, or one of a newer twohats.
    """
    version, application = _pragma(connection, "user_version"), _pragma(connection, "application_id")
    if application != APPLICATION_ID and (version or application or _pragma(connection, "schema_version")):
        raise SetupError(f"`{file}` belongs to another program; give another state folder by `--state`")
    if version > len(SCHEMA):
        raise SetupError(
            f"`{file}` was written by a newer twohats (version {version}, this one knows {len(SCHEMA)}); update twohats"
        )
    return version


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: Any = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return int(value)
