"""SQLite through aiosqlite.

The settings are explained at https://www.sqlite.org/pragma.html and, for files that strangers
may have made, at https://www.sqlite.org/security.html.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from desktop_app.database import search_index
from desktop_app.database.backends import Access, Backend
from desktop_app.database.connection import CancelSafeConnection
from desktop_app.database.search_table import TERMS_TABLE
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.tracked_connection import BEGIN_WRITING, READABLE, TrackedConnection
from desktop_app.domain.errors import AlreadyExistError, StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL, Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from desktop_app.domain.errors import AppError

_REASONS = {
    "BUSY": StorageReason.BUSY,
    "LOCKED": StorageReason.BUSY,
    "FULL": StorageReason.FULL,
    "READONLY": StorageReason.READ_ONLY,
    "IOERR_SHMSIZE": StorageReason.FULL,  # no room for the few bytes that readers share
    "IOERR": StorageReason.UNREACHABLE,
    "CANTOPEN": StorageReason.UNREACHABLE,
    "CORRUPT": StorageReason.DAMAGED,
    "NOTADB": StorageReason.DAMAGED,
}
_COLUMN = re.compile(r"\.(\w+)")
_LARGEST_VALUE = 32 * 2**20
_PRAGMAS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    f"journal_size_limit={64 * 2**20}",
)
_PATIENCE_AT_THE_DOOR = 500
_PATIENCE_FOR_READERS = 3000
_DRIVE = re.compile(r"/[A-Za-z]:/")


def understand(error: Exception) -> AppError | None:
    """By SQLite's error codes; only the column of a UNIQUE constraint stands nowhere but in prose.

    ``user_name_key`` is what makes two values of ``user_name`` the same, so that is the field.
    """
    cause = getattr(error, "orig", error)
    name = getattr(cause, "sqlite_errorname", "")
    if name == "SQLITE_CONSTRAINT_UNIQUE" and (column := _COLUMN.search(str(cause))):
        return AlreadyExistError(field=column[1].removesuffix("_key"))
    code = name.removeprefix("SQLITE_")
    reason = _REASONS.get(code) or _REASONS.get(code.partition("_")[0])
    return StorageError(reason) if reason else None


def is_read_only(url: URL) -> bool:
    return url.query.get("mode") == "ro" or url.query.get("immutable") == "1"


def is_single(url: URL) -> bool:
    """A database in memory belongs to its connection: there can be only one."""
    return url.database in {None, "", ":memory:"}


def options(url: URL, access: Access) -> dict[str, Any]:
    return {"connect_args": {"async_creator_fn": partial(_connection, url, access)}}


def prepare(engine: AsyncEngine, access: Access) -> None:
    """Real transactions: Python's driver would begin them late, and not at all for reading.

    IMMEDIATE, because a reader that turns writer meets SQLITE_BUSY however long it would wait.
    """
    begin = BEGIN_WRITING if access.writes else "BEGIN DEFERRED"

    def on_begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.plain.begins_with = begin

    event.listen(engine.sync_engine, "begin", on_begin)
    event.listen(engine.sync_engine, "before_cursor_execute", _check_statement)
    event.listen(engine.sync_engine, "commit", _check)


async def tidy(engine: AsyncEngine) -> None:
    """Put everything into the one file that people copy, unless somebody is in the way.

    Also when that file was replaced: what this program wrote last would be read into the new one.
    """
    await _empty_log(engine, patience=0, checked=False)


async def index_more(engine: AsyncEngine) -> bool | None:
    """Some of what was written into the index that finds it; one that is damaged is made anew."""
    for job in (search_index.index_more, search_index.start_anew):
        try:
            async with engine.connect() as connection:
                return await (await _driver(connection)).index_more(job)
        except (sqlite3.Error, SQLAlchemyError, StorageError) as error:
            if getattr(understand(error), "reason", None) is StorageReason.BUSY:
                return None
            if not search_index.is_unusable(error):
                break
    return False


async def finish(engine: AsyncEngine) -> None:
    """The same, with a little patience. If that fails, the next start will.

    There is no "optimize" here: it makes a table of statistics, and a file with a table too many
    is refused when it is opened.
    """
    await _empty_log(engine, patience=_PATIENCE_AT_THE_DOOR, checked=True)
    with suppress(sqlite3.Error, SQLAlchemyError, StorageError):
        async with engine.connect() as connection:
            await (await _driver(connection)).drop_journal()


async def compact(engine: AsyncEngine) -> bool:
    """Write the file anew without its free pages; False if a reader keeps the old ones in it."""
    async with engine.connect() as connection:
        await (await _driver(connection)).compact()
    return await _empty_log(engine, patience=_PATIENCE_FOR_READERS, checked=True)


async def _empty_log(engine: AsyncEngine, *, patience: int, checked: bool) -> bool:
    with suppress(sqlite3.Error, SQLAlchemyError, StorageError):
        async with engine.connect() as connection:
            return await (await _driver(connection)).empty_log(patience, checked=checked)
    return False


async def _driver(connection: AsyncConnection) -> CancelSafeConnection:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    return driver


def file_of(url: URL) -> Path | None:
    if is_single(url):
        return None
    path = url.database or ""
    if not path.startswith("file:"):
        return Path(path)
    path = path.removeprefix("file:")
    if path.startswith("//"):
        path = "/" + path.removeprefix("//").partition("/")[2]
    return Path(path[1:] if _DRIVE.match(path) else path)


def _check_statement(connection: Connection, *_: object) -> None:
    if connection.in_transaction():
        _check(connection)


def _check(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.plain.require_transaction()


def _connection(url: URL, access: Access, *_: object, **__: object) -> CancelSafeConnection:
    """In place of ``aiosqlite.connect``, whose arguments SQLAlchemy has read from the URL."""
    return CancelSafeConnection(partial(_open, _address(url), access, frozen=is_read_only(url)))


def _address(url: URL) -> str:
    """A URI that opens what is there and never makes a file.

    SQLAlchemy hands out the path decoded, so it is encoded again.
    """
    if is_single(url):
        return ":memory:"
    query = urlencode({"mode": "ro" if is_read_only(url) else "rw", **url.query})
    path = url.database or ""
    if path.startswith("file:"):
        path = "file:" + quote(path.removeprefix("file:"), safe="/:")
    else:
        return sqlite_uri(Path(path).absolute(), query)
    return f"{path}?{query}"


class _Pulse:
    """A connection of its own: ``data_version`` says nothing of what its connection wrote.

    Opened when it is first asked, and again after it failed; then something may have been missed.
    """

    def __init__(self, connect: Callable[[], TrackedConnection]) -> None:
        self._connect = connect
        self._connection: TrackedConnection | None = None

    def has_beaten(self) -> bool:
        try:
            self._connection = self._connection or self._connect()
            return self._connection.changed_by_others()
        except (sqlite3.Error, StorageError):  # somebody is writing, or the disk is away
            return False

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def pulse(url: URL, access: Access) -> _Pulse:
    return _Pulse(partial(_open, _address(url), access, frozen=is_read_only(url)))


async def changed_by_others(engine: AsyncEngine) -> bool:
    """Raises StorageError where the disk or the file does not answer."""
    try:
        async with engine.connect() as connection:
            return await (await _driver(connection)).changed_by_others()
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise understand(error) or error from error


def _open(address: str, access: Access, *, frozen: bool) -> TrackedConnection:
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=access.busy_timeout / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        factory=TrackedConnection,
    )
    connection.text_factory = READABLE
    connection.check = access.guard.check
    try:
        access.guard.check()
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in (*_PRAGMAS, f"cache_size=-{access.cache}"):
            connection.execute(f"PRAGMA {pragma}")
        if not frozen:
            _set_journal(connection, access)
        if not access.writes:
            with suppress(sqlite3.Error):  # an older file
                connection.execute(TERMS_TABLE)
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _set_journal(connection: sqlite3.Connection, access: Access) -> None:
    """What survives a loss of power: FULL with WAL and TRUNCATE, only EXTRA with DELETE.

    A reader inherits WAL. But nobody can take a file out of WAL once another connection has read
    it, so without WAL the first to come does.
    """
    if not access.writes and access.journal_mode == "WAL":
        return
    mode = _journal_mode(connection, access.journal_mode)
    if access.journal_mode == "WAL" and mode == "delete":
        mode = _journal_mode(connection, "TRUNCATE")  # a file system without shared memory
    connection.execute(f"PRAGMA synchronous={'EXTRA' if mode == 'delete' else 'FULL'}")


def _journal_mode(connection: sqlite3.Connection, mode: str) -> str:
    (answer,) = connection.execute(f"PRAGMA journal_mode={mode}").fetchone()
    return str(answer)


BACKEND = Backend(
    driver="sqlite+aiosqlite",
    understand=understand,
    is_read_only=is_read_only,
    is_single=is_single,
    options=options,
    prepare=prepare,
    tidy=tidy,
    index_more=index_more,
    finish=finish,
    compact=compact,
    file_of=file_of,
    pulse=pulse,
    changed_by_others=changed_by_others,
)
