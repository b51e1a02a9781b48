"""Sessions: the only way to the database.

Two engines share it. One has a single connection, so that writers queue here and not in SQLite;
the other has a few, for reading, which never waits for a writer.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import (
    AsyncSession,
    async_scoped_session,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import AsyncAdaptedQueuePool

from desktop_app.database.backends import Access, backend_for
from desktop_app.database.ending import ended, to_the_end
from desktop_app.database.file_guard import FileGuard
from desktop_app.database.file_watch import FileWatch
from desktop_app.database.held import reached
from desktop_app.database.log_filter import tells_no_rows
from desktop_app.database.outside import OutsideChanges, find_outside_changes
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.tidying import Tidying
from desktop_app.domain.errors import ClosedError, StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from threading import Event

    from sqlalchemy.ext.asyncio import AsyncEngine

    from desktop_app.database.copying import Source

_UNWINDING = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """An open session and the task that has it; ``queued`` if it needs the one writer."""

    session: AsyncSession
    task: asyncio.Task[Any] | None
    queued: bool


class DatabaseHelper:
    """Opens nothing by itself: the first statement of the first session does.

    ``busy_timeout``, in milliseconds, is how long a session waits for another program. What was
    written is in the one file that people copy as soon as nobody has written for a moment.
    """

    def __init__(
        self,
        url: str,
        *,
        echo: bool = False,
        journal_mode: str = "WAL",
        busy_timeout: int = 5000,
        readers: int = 3,
    ) -> None:
        self._url = make_url(url)
        self._backend = backend_for(self._url)
        self._single = self._backend.is_single(self._url)
        writing = Access(
            writes=True,
            connections=1,
            journal_mode=journal_mode,
            busy_timeout=busy_timeout,
            guard=FileGuard(self._backend.file_of(self._url)),
        )
        self._reading = reading = replace(writing, writes=False, connections=readers)
        self._writer = self._engine(writing, echo=echo)
        self._reader = self._writer if self._single else self._engine(reading, echo=echo)
        self._write_sessions = _sessions(self._writer)
        self._read_sessions = _sessions(self._reader)
        self._units: set[_Unit] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing: asyncio.Task[None] | None = None
        self._tidying = Tidying(self._backend, self._writer, self._idle)

    @property
    def is_read_only(self) -> bool:
        """Whether the URL itself rules out writing."""
        return self._backend.is_read_only(self._url)

    def watch(self) -> FileWatch | None:
        """Notices every commit without a session; None if nobody else reaches the database."""
        if self._single:
            return None
        return FileWatch(self._backend.pulse(self._url, self._reading), self._reading.guard)

    def find_outside_changes(self, stop: Event) -> OutsideChanges:
        """What other tools wrote without history or index; for a thread, until ``stop`` is set."""
        path = self._backend.file_of(self._url)
        if path is None or self.is_read_only:
            return OutsideChanges()
        return find_outside_changes(sqlite_uri(path.absolute(), "mode=rw"), stop)

    async def was_changed_by_others(self) -> bool:
        """Whether a commit that was noticed was not, or not only, one of this helper's.

        True once too often after the first writing, since nobody knows what was before.
        """
        pool = self._writer.pool
        if isinstance(pool, AsyncAdaptedQueuePool) and pool.checkedin() + pool.checkedout():
            with self._in_words_of_the_domain():
                return await self._backend.changed_by_others(self._writer)
        return True

    @asynccontextmanager
    async def get_db_session(self, *, read_only: bool = False) -> AsyncGenerator[AsyncSession]:
        """One session, one transaction, for the length of one ``async with``.

        It commits on success, rolls back on anything else, and always closes. Anything else is
        also KeyboardInterrupt, SystemExit, GeneratorExit and the cancelling of the task; a COMMIT
        that has begun is finished before the task is cancelled, so look again after a cancel.

        A framework that injects a session drives the generator behind it to its end, and so
        closes it. In a desktop program nobody does: a session that was merely asked for would
        keep its transaction, and the lock on the file, until the garbage collector comes by.
        Hence the context manager.

        With ``read_only`` every statement sees the state that the first one saw, and none may
        write.
        """
        unit = self._enter(read_only=read_only)
        session = unit.session
        try:
            with self._in_words_of_the_domain():
                try:
                    session.sync_session.begin()
                    yield session
                except BaseException:
                    await to_the_end(session.close())  # rolls back
                    raise
                await to_the_end(session.close() if read_only else self._keep(session))
        finally:
            self._leave(unit)

    async def get_session(self) -> AsyncGenerator[AsyncSession]:
        """``get_db_session`` as dependency injection takes it: ``Depends(helper.get_session)``."""
        async with self.get_db_session() as session:
            yield session

    @asynccontextmanager
    async def get_scope_session(self) -> AsyncGenerator[async_scoped_session[AsyncSession]]:
        """``get_db_session`` behind a registry, for code that cannot be handed a session.

        Every call of the registry in this task gives the one session; afterwards it is gone.
        """
        async with self.get_db_session() as session:
            registry = async_scoped_session(self._write_sessions, asyncio.current_task)
            registry.registry.set(session)
            try:
                yield registry
            finally:
                registry.registry.clear()

    @asynccontextmanager
    async def reach(self, source: Source) -> AsyncGenerator[Source]:
        """The open file for a thread that copies it, whatever has become of its name."""
        with self._in_words_of_the_domain():
            async with reached(source, self._reader, self._reading.guard) as found:
                yield found

    async def compact(self) -> bool:
        """Leave nothing in the file of what was deleted; nobody writes meanwhile.

        False if another program reads what was there before: it goes when that is closed.
        """
        self.settle()
        with self._in_words_of_the_domain():
            return await self._backend.compact(self._writer)

    async def close(self, grace: float = 5.0) -> None:
        """Refuse new work, give the running ``grace`` seconds, cancel it; leave one file behind.

        May be called again. Goes on to its end even if it is cancelled.
        """
        if any(unit.task is asyncio.current_task() for unit in self._units):
            raise RuntimeError("close() inside a session would wait for itself")
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(grace), name="close the database")
        await ended(self._closing)

    async def _close(self, grace: float) -> None:
        was_untidy = await self._tidying.stop()
        if not await self._is_idle_within(grace):
            for task in {unit.task for unit in self._units if unit.task}:
                task.cancel()
            await self._is_idle_within(_UNWINDING)
        if not self._single:
            await self._reader.dispose()
        if isinstance(pool := self._writer.pool, AsyncAdaptedQueuePool) and pool.checkedin():
            if was_untidy:
                await self._backend.tidy(self._writer)
            await self._backend.finish(self._writer)
        await self._writer.dispose()
        self._reading.guard.clear_up()

    async def _is_idle_within(self, seconds: float) -> bool:
        idle = asyncio.create_task(self._idle.wait())
        await asyncio.wait([idle], timeout=seconds)
        idle.cancel()
        return self._idle.is_set()

    def _enter(self, *, read_only: bool) -> _Unit:
        if self._closing:
            raise ClosedError
        if self.is_read_only and not read_only:
            raise StorageError(StorageReason.READ_ONLY)
        task, queued = asyncio.current_task(), self._single or not read_only
        if queued and any(unit.queued and unit.task is task for unit in self._units):
            raise RuntimeError("this task is writing already: pass its session on")
        session = self._read_sessions() if read_only else self._write_sessions()
        unit = _Unit(session, task, queued)
        self._units.add(unit)
        self._idle.clear()
        return unit

    def _leave(self, unit: _Unit) -> None:
        self._units.discard(unit)
        if not self._units:
            self._idle.set()

    async def _keep(self, session: AsyncSession) -> None:
        try:
            if session.in_transaction():
                await session.commit()
                self.settle()
        finally:
            await session.close()

    def settle(self) -> None:
        """Finish what was left undone when the file was closed last."""
        if not self.is_read_only and not self._single and self._closing is None:
            self._tidying.later()

    def _engine(self, access: Access, *, echo: bool) -> AsyncEngine:
        logging.getLogger("sqlalchemy.engine.Engine").addFilter(tells_no_rows)
        engine = create_async_engine(
            self._url,
            echo=echo,
            hide_parameters=True,
            poolclass=AsyncAdaptedQueuePool,
            pool_size=access.connections,
            max_overflow=0,
            pool_use_lifo=True,  # the one used last has in memory what is read again and again
            # Whoever has the connection may itself have waited for another program.
            pool_timeout=2 * access.busy_timeout / 1000,
            **self._backend.options(self._url, access),
        )
        self._backend.prepare(engine, access)
        return engine

    @contextmanager
    def _in_words_of_the_domain(self) -> Generator[None]:
        try:
            yield
        except PoolTimeoutError as error:
            raise StorageError(StorageReason.BUSY) from error
        except (DBAPIError, sqlite3.Error) as error:
            if (known := self._backend.understand(error)) is None:
                raise
            raise known from error


def _sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Without autobegin: after its transaction a session is of no more use."""
    return async_sessionmaker(engine, autobegin=False, autoflush=False, expire_on_commit=False)
