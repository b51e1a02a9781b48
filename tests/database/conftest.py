"""A real file, sessions on it, and ways to look at it from outside."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop_app.database import search_index, standing
from desktop_app.database.connection import THREAD_NAME
from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO
from tests.database.sampled import COUNT, TODAY
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession


class File:
    """A database with two tables, as another program sees it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite+aiosqlite:///{path}"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE notes(key INTEGER, value)")
            connection.execute("CREATE TABLE names(user_name_key TEXT UNIQUE, email TEXT UNIQUE)")
            connection.commit()

    def rows(self, query: str = "SELECT key FROM notes ORDER BY key") -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.path, timeout=0)) as connection:
            return connection.execute(query).fetchall()

    def keys(self) -> list[object]:
        return [key for (key,) in self.rows()]

    def lock(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def is_locked(self) -> bool:
        with closing(sqlite3.connect(self.path, timeout=0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False

    def siblings(self) -> set[str]:
        return {path.name.removeprefix(self.path.name) for path in self.path.parent.iterdir()}


class Work:
    """Statements that the tests send."""

    slow = (
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<40000000) "
        "SELECT count(*) FROM c"
    )
    slow_insert = (
        "INSERT INTO notes WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
        "SELECT x, x FROM c"
    )

    async def insert(self, session: AsyncSession, key: int, times: int = 1) -> None:
        for _ in range(times):
            await session.execute(text("INSERT INTO notes VALUES (:key, 1)"), {"key": key})

    async def insert_slowly(self, database: DatabaseHelper, key: int) -> None:
        async with database.get_db_session() as session:
            await self.insert(session, key)
            await session.execute(text(self.slow))

    async def count(self, session: AsyncSession, limit: int) -> int:
        query = text(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<:limit) "
            "SELECT count(*) FROM c"
        )
        return (await session.execute(query, {"limit": limit})).scalar_one()

    async def insert_many(self, session: AsyncSession, key: int, rows: int) -> None:
        query = text(
            "INSERT INTO notes WITH RECURSIVE "
            "c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<:rows) "
            "SELECT :key, zeroblob(20000) FROM c"
        )
        await session.execute(query, {"key": key, "rows": rows})

    async def interrupt_an_insert(self, session: AsyncSession) -> None:
        """What a full disk does too: the statement fails, and SQLite drops the transaction."""
        connection = await (await session.connection()).get_raw_connection()
        timer = threading.Timer(0.2, connection.driver_connection._conn.interrupt)
        timer.start()
        with pytest.raises(Exception, match="interrupted"):
            await session.execute(text(self.slow_insert))
        timer.join()

    async def cancel(
        self, work: Coroutine[object, object, object], after: float = 0.0, times: int = 1
    ) -> float:
        """How long a cancelled task takes to end."""
        task = asyncio.create_task(work)
        await asyncio.sleep(after)
        start = time.perf_counter()
        for _ in range(times):
            task.cancel()
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.perf_counter() - start


@pytest.fixture
def file(tmp_path: Path) -> File:
    folder = tmp_path / "folder"
    folder.mkdir()
    return File(folder / "users.db")


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
async def open_database(file: File) -> AsyncIterator[Callable[..., DatabaseHelper]]:
    opened: list[DatabaseHelper] = []

    def open_it(url: str = "", **options: object) -> DatabaseHelper:
        opened.append(DatabaseHelper(url or file.url, **options))
        return opened[-1]

    yield open_it
    for database in opened:
        await database.close(grace=0)


@pytest.fixture
def database(open_database: Callable[..., DatabaseHelper]) -> DatabaseHelper:
    return open_database()


@pytest.fixture
def threads() -> Callable[[], list[threading.Thread]]:
    return lambda: [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]


@pytest.fixture
async def sampled(tmp_path):
    database = DatabaseHelper(create_document(tmp_path / "users.userbook").url)
    people = [CreateUserDTO.model_validate(one) for one in sample_users(COUNT, today=TODAY)]
    async with database.get_db_session() as session:
        await added(session, people)
    yield database
    await database.close()


@pytest.fixture
def few_steps(monkeypatch):
    """A small file behaves like a large one."""
    monkeypatch.setattr(standing, "STEP", 7)
    monkeypatch.setattr(search_index, "SLICE", 50)
