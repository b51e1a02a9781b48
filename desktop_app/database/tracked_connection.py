"""What SQLite's own connection does for us, in its thread."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from desktop_app.database.text_conditions import FUNCTIONS
from desktop_app.domain.errors import StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN_WRITING = "BEGIN IMMEDIATE"
# One value that is no text, from whatever tool, must not keep all the others from being read.
READABLE = partial(str, encoding="utf-8", errors="replace")


class TransactionLostError(StorageError):
    """SQLite rolled the transaction back by itself, after a full disk, an interrupt, bad I/O.

    It says so only in the statement that failed. If that error was swallowed, what follows would
    be stored without what went before.
    """

    def __init__(self) -> None:
        super().__init__(StorageReason.LOST)


class GuardedCursor(sqlite3.Cursor):
    """Begins the transaction that waits for a statement, in SQLite's thread."""

    fetched: list[Any] | None = None

    def execute(self, sql: str, *parameters: Any) -> Any:
        if isinstance(self.connection, TrackedConnection):
            self.connection.begin()
        return super().execute(sql, *parameters)

    def executemany(self, sql: str, *parameters: Any) -> Any:
        if isinstance(self.connection, TrackedConnection):
            self.connection.begin()
        return super().executemany(sql, *parameters)


class TrackedConnection(sqlite3.Connection):
    """Rolls back and takes its cursors along when it is closed.

    SQLite keeps a closed file open, and locked, as long as one cursor of it is alive, and a
    traceback is enough to keep one alive (https://www.sqlite.org/c3ref/close.html).

    Nothing is written when ``check`` raises: it is asked before a transaction and at its end.
    ``begins_with`` is the BEGIN that goes along with the next statement: a way to the thread and
    back costs as much as the statement.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()
        self._version: int | None = None
        self.check: Callable[[], None] = lambda: None
        self.begins_with = ""
        super().__init__(*args, **options)
        for name, function in FUNCTIONS.items():
            self.create_function(name, 1, function, deterministic=True)

    def cursor(self, *args: Any, **options: Any) -> Any:
        cursor: sqlite3.Cursor = super().cursor(*args or (GuardedCursor,), **options)
        self._cursors.add(cursor)
        return cursor

    def begin(self) -> None:
        """Do now what was put off until there is something to do."""
        begin, self.begins_with = self.begins_with, ""
        if begin == BEGIN_WRITING:
            self.check()
        if begin:
            self.execute(begin)

    def require_transaction(self) -> None:
        """Raises TransactionLostError unless one has begun, or will with the next statement."""
        if not self.in_transaction and not self.begins_with:
            raise TransactionLostError

    def commit(self) -> None:
        if self.in_transaction:
            self.check()
        super().commit()

    def changed_by_others(self) -> bool:
        """Whether another connection has written since this was asked last, or may have."""
        before = self._version
        (self._version,) = super().execute("PRAGMA data_version").fetchone()
        return self._version != before

    def close(self) -> None:
        for cursor in list(self._cursors):
            with suppress(sqlite3.Error):
                cursor.close()
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()
