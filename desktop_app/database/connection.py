"""A connection to SQLite whose work can be cancelled.

aiosqlite gives each connection a thread. When the task that waits for it is cancelled, the
statement runs on there and nobody rolls it back: the file stays locked until the garbage
collector finds the connection. Here the task takes its leave only when SQLite is done.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast

import aiosqlite

from desktop_app.database.tracked_connection import (
    BEGIN_WRITING,
    GuardedCursor,
    TrackedConnection,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

T = TypeVar("T")

THREAD_NAME = "userbook-database"
_STOP = object()
_INTERRUPT_EVERY = 0.02
_NEVER_INTERRUPTED = frozenset({"commit", "rollback", "close", "backup", "_open", "_alone"})


class CancelSafeConnection(aiosqlite.Connection):
    """Leaves no statement running, no lock held and no thread alive, however a task ends.

    Reading and writing are interrupted. COMMIT, ROLLBACK, closing and a backup are waited for:
    half of them is worse than all.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        # aiosqlite logs statements with their values, which are somebody's personal data.
        logging.getLogger("aiosqlite").setLevel(logging.INFO)
        super().__init__(connector, iter_chunk_size=64)
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        queue: Any = self._jobs
        self._tx = queue
        self._thread = Thread(target=_work, args=(self._jobs,), name=THREAD_NAME, daemon=True)

    @property
    def plain(self) -> TrackedConnection:
        """For one thread that needs more than one statement, while nothing else is asked of it."""
        connection: Any = self._conn
        return connection

    async def create_function(self, *_: object, **__: object) -> None:
        """None at all: SQLAlchemy offers a ``regexp`` that a file's schema could hang us with."""

    async def commit(self) -> None:
        """Nothing to keep where no statement has come."""
        if self._connection is not None and self.plain.begins_with:
            self.plain.begins_with = ""
        else:
            await super().commit()

    async def rollback(self) -> None:
        """SQLAlchemy asks for one whenever a connection goes back to its pool."""
        if self._connection is not None:
            self.plain.begins_with = ""
        if self._connection is None or self._connection.in_transaction:
            await super().rollback()

    async def run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Many statements on one way to the thread, within the transaction that is open."""
        return await self._run(_within, self.plain, job)

    async def close(self) -> None:
        if self._connection is None or not self._running:
            return
        try:
            await self._execute(self._connection.close)
        finally:
            self._connection = None
            await self._stopped()

    async def changed_by_others(self) -> bool:
        connection: Any = self._conn
        return bool(await self._run(connection.changed_by_others))

    async def index_more(self, job: Callable[[sqlite3.Connection], bool]) -> bool:
        """A job that is a transaction of its own."""
        return await self._run(_alone, self.plain, job)

    async def empty_log(self, patience: int, *, checked: bool) -> bool:
        """Move the write-ahead log into the file; others are waited for ``patience`` ms.

        False if somebody is in the way even then.

        With ``checked`` not once the file was replaced: the log may be that of the new file.
        """
        return await self._run(_empty_log, self._conn, patience, checked=checked)

    async def drop_journal(self) -> None:
        """A journal that was only emptied after each transaction would stay beside the file."""
        await self._run(_drop_journal, self._conn)

    async def compact(self) -> None:
        """Write the file anew, without the pages that nothing uses."""
        await self._run(_compact, self._conn)

    def stop(self) -> asyncio.Future[None] | None:
        """Close and end the thread without waiting; also the way out of the garbage collector."""
        if not self._running:
            return None
        self._running = False
        try:
            stopped = asyncio.get_running_loop().create_future()
        except RuntimeError:
            stopped = None
        self._jobs.put_nowait(_Job(stopped, self._close_and_stop))
        return stopped

    async def _stopped(self) -> None:
        if (stopped := self.stop()) is not None:
            await stopped

    def _close_and_stop(self) -> object:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        return _STOP

    def _open(self) -> None:
        """Set by the thread: a cancelled task must not lose what was opened for it."""
        self._connection = self._connector()

    async def _connect(self) -> CancelSafeConnection:
        try:
            await self._run(self._open)
        except BaseException:
            await self._stopped()
            raise
        return self

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")  # SQLAlchemy reads these words
        cursor: Any = getattr(fn, "__self__", None)
        if isinstance(cursor, GuardedCursor):
            if fn.__name__ == "execute":
                return await self._run(_execute_and_fetch, cursor, *args)
            if fn.__name__ == "fetchall" and (rows := cursor.fetched) is not None:
                cursor.fetched = None
                return cast("T", rows)
            if fn.__name__ == "close":  # whoever waits for a statement has it alone by then
                return fn(*args, **kwargs)
        if fn == self._connection.cursor:
            return fn(*args, **kwargs)  # SQLite has no work with it: no way to the thread and back
        return await self._run(fn, *args, **kwargs)

    async def _run(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        job = _Job(answer, partial(fn, *args, **kwargs))
        self._jobs.put_nowait(job)
        try:
            return await answer
        except asyncio.CancelledError:
            interruptible = getattr(fn, "__name__", "") not in _NEVER_INTERRUPTED
            await self._wait_out(job, interruptible=interruptible)
            raise

    async def _wait_out(self, job: _Job, *, interruptible: bool) -> None:
        """Again and again: an interrupt does nothing to a statement that is yet to begin."""
        while not job.is_over:
            if interruptible and self._connection is not None:
                with suppress(sqlite3.ProgrammingError):
                    self._connection.interrupt()
            with suppress(asyncio.CancelledError):  # the first one is on its way already
                await asyncio.wait([job.end()], timeout=_INTERRUPT_EVERY)


class _Job:
    """What the thread is to do, and the future of the task that waits for it.

    That future is over as soon as the task is cancelled; the job goes on until it ``is_over``.
    """

    __slots__ = ("_answer", "_end", "is_over", "work")

    def __init__(self, answer: asyncio.Future[Any] | None, work: Callable[[], Any]) -> None:
        self._answer = answer
        self._end: asyncio.Future[None] | None = None
        self.work = work
        self.is_over = False

    def end(self) -> asyncio.Future[None]:
        """Done when the job is, for a task that was cancelled meanwhile."""
        self._end = asyncio.get_running_loop().create_future()
        return self._end

    def deliver(self, result: object, error: BaseException | None) -> None:
        """Without arguments to ``settle``, which asyncio's debug mode would print."""
        if (answer := self._answer) is None:
            return

        def settle() -> None:
            self.is_over = True
            if self._end is not None and not self._end.done():
                self._end.set_result(None)
            if answer.done():
                return  # cancelled
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(result)

        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            answer.get_loop().call_soon_threadsafe(settle)


def _execute_and_fetch(cursor: GuardedCursor, *args: Any) -> Any:
    """SQLAlchemy asks for all rows next: they are there without another way to the thread."""
    cursor.execute(*args)
    cursor.fetched = cursor.fetchall() if cursor.description else None
    return cursor


def _within(connection: TrackedConnection, job: Callable[[sqlite3.Connection], T]) -> T:
    connection.require_transaction()
    connection.begin()
    return job(connection)


def _alone(connection: TrackedConnection, job: Callable[[sqlite3.Connection], bool]) -> bool:
    with _patience(connection, 0), connection:  # which rolls back what fails
        connection.begins_with = BEGIN_WRITING
        result = _within(connection, job)
        connection.commit()
        return result


def _empty_log(connection: Any, patience: int, *, checked: bool) -> bool:
    """In one go, so that nothing can come between the new patience and the old one."""
    if checked:
        connection.check()
    with _patience(connection, patience):
        (busy, *_), *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA shrink_memory")  # pages of a large change are of no more use
        return not busy


@contextmanager
def _patience(connection: Any, milliseconds: int) -> Generator[None]:
    """How long others are waited for meanwhile."""
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout={milliseconds}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={before}")


def _drop_journal(connection: Any) -> None:
    if connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",):
        connection.check()
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def _compact(connection: Any) -> None:
    """VACUUM attaches a file of its own, for which the limit must let it."""
    connection.check()
    limit = connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        connection.execute("VACUUM")
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, limit)


def _work(jobs: SimpleQueue[_Job]) -> None:
    """The thread of one connection. Keeps no result: it would hold rows until the next job."""
    while True:
        job = jobs.get()
        try:
            result = job.work()
        except BaseException as error:  # noqa: BLE001  # belongs to the task that waits
            job.deliver(None, error)
        else:
            stop = result is _STOP
            job.deliver(result, None)
            del result
            if stop:
                return
        del job
