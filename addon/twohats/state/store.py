"""The state store: one SQLite file in the state folder, shared by everything that remembers.

The guard and `twohats log` may have it open at once: write-ahead log, every commit flushed to disk before it returns.
Calls block (a commit waits for the disk), so asynchronous callers go through a thread; any thread may call. What may be
lost in a crash is put in line instead (`later`), which waits for nothing, and written about once a second.
"""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from twohats.errors import SetupError
from twohats.state.folder import STORE_FILE, close_to_others, create_private, prepare
from twohats.state.migration import migrate

BUSY_SECONDS = 5.0
"""How long a call waits for another process that is writing."""

_log = logging.getLogger(__name__)

MAX_IN_LINE = 10_000
"""Statements that wait to be written; while a disk fails for long, newer ones are let go."""

type Parameters = Sequence[object] | Mapping[str, object]
type Row = sqlite3.Row

_PRAGMAS = (
    "PRAGMA synchronous = FULL",  # a decision must be on the disk before its call is released
    "PRAGMA fullfsync = ON",  # macOS: fsync alone does not reach the disk; elsewhere without effect
    "PRAGMA secure_delete = ON",  # what a person asks us to forget is overwritten
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",  # what is only this connection's never touches the disk
)


class StoreError(Exception):
    """The state file could not be read or written; the text is one line with the remedy."""


class ConditionError(StoreError):
    """A condition of the tables or of a trigger was not met; nothing has changed."""


@dataclass(frozen=True)
class Transaction:
    """An open transaction: everything in it is kept, or nothing."""

    _connection: sqlite3.Connection

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement and return how many rows it changed."""
        return self._connection.execute(sql, parameters).rowcount

    def query(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Run one statement and return its rows (also `DELETE … RETURNING`)."""
        return self._connection.execute(sql, parameters).fetchall()


class Store:
    """The open state file. Reads and writes have a connection each, so that a read does not wait for a flush."""

    def __init__(self, file: Path, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        self.file = file
        self._writer, self._writing = writer, threading.RLock()
        self._reader, self._reading = reader, threading.Lock()
        self._line: deque[tuple[str, Parameters]] = deque()

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the store in this folder; make folder and file if they are missing.

        Raises:
            SetupError: folder or file cannot be used; the file is damaged, not ours, or of a newer twohats. It is left
                as it is.
        """
        file = prepare(folder) / STORE_FILE
        try:
            _make_private(file)
            with ExitStack() as on_error:
                writer = on_error.enter_context(closing(_connect(file)))
                migrate(file, writer)
                reader = on_error.enter_context(closing(_connect(file)))
                reader.execute("PRAGMA query_only = ON")
                on_error.pop_all()
        except (OSError, sqlite3.Error) as error:
            raise SetupError(_words(file, error)) from error
        return cls(file, writer, reader)

    @property
    def folder(self) -> Path:
        """The state folder."""
        return self.file.parent

    @property
    def is_read(self) -> bool:
        """Whether some thread is reading right now, so that a read would have to wait for it."""
        return self._reading.locked()

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one writing statement, flush it to disk and return how many rows it changed.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with self._writing, self._words_for_errors():
            return self._writer.execute(sql, parameters).rowcount

    def query(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Run one reading statement on what has been committed and return its rows.

        Raises:
            StoreError: the file could not be read.
        """
        with self._reading, self._words_for_errors():
            return self._reader.execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Group statements: committed and flushed when the block ends, undone if it raises. Not to be nested.

        Raises:
            StoreError: it could not be written; nothing has changed.
        """
        with self._writing, self._words_for_errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._writer)
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:  # the block or the commit failed
                    self._writer.execute("ROLLBACK")

    def later(self, sql: str, parameters: Parameters = ()) -> None:
        """Put one writing statement in line for the next `flush`. A crash before that loses it: never for decisions."""
        if len(self._line) < MAX_IN_LINE:
            self._line.append((sql, parameters))

    def flush(self) -> None:
        """Write everything that is in line, in one commit. Whoever reads what is written `later` calls this first.

        A row that no table takes is let go: waiting for ever it would hold up all that come after it.

        Raises:
            StoreError: it could not be written; it stays in line.
        """
        if not self._line:
            return
        with self._writing:
            waiting = tuple(self._line)
            with self.transaction() as transaction:
                for sql, parameters in waiting:
                    _write_if_it_fits(transaction, sql, parameters)
            for _ in waiting:
                self._line.popleft()

    def others_commits(self) -> int:
        """Return a number that changes when another process, or another open store, commits to the file.

        Raises:
            StoreError: the file could not be read.
        """
        with self._writing, self._words_for_errors():
            return int(self._writer.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file; later calls raise StoreError. What is in line is not written: `flush` it first."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()

    @contextmanager
    def _words_for_errors(self) -> Generator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise ConditionError(_words(self.file, error)) from error
        except sqlite3.Error as error:
            raise StoreError(_words(self.file, error)) from error


def _write_if_it_fits(transaction: Transaction, sql: str, parameters: Parameters) -> None:
    try:
        transaction.execute(sql, parameters)
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError, UnicodeEncodeError) as error:
        _log.warning("something that was to be remembered does not fit the store: %s", type(error).__name__)


def _make_private(file: Path) -> None:
    """Make the file before SQLite does, which would leave its mode to the umask; its side files take over the mode."""
    if file.exists() or not create_private(file, b""):
        close_to_others(file)


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    with ExitStack() as on_error:
        on_error.enter_context(closing(connection))
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        on_error.pop_all()
    return connection


def _words(file: Path, error: Exception) -> str:
    """Say what is wrong with the file, remedy last. Never the statement, which could hold a person's words."""
    if isinstance(error, OSError):
        reason = (error.strerror or type(error).__name__).lower()
        return f"`{file}` cannot be made ({reason}); make room for it or give another folder by `--state`"
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return f"the disk is full: `{file}` cannot be written; free some space"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return f"`{file}` cannot be written; make file and folder writable or give another folder by `--state`"
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return f"`{file}` is damaged (it is left as it is); put back a copy or move it away to start anew"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"`{file}` is kept locked by another program; close that program and try again"
        case sqlite3.SQLITE_IOERR:
            return f"`{file}` cannot be read or written: the disk fails or is full; check the disk"
        case _:
            return f"`{file}` cannot be used ({type(error).__name__}); give another folder by `--state`"
