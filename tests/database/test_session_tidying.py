"""A moment after the last write everything is in the one file that people copy."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing, suppress

import pytest
from sqlalchemy import text

from desktop_app.database import tidying as tidying_module
from desktop_app.domain.errors import StorageError

both_loops = pytest.mark.both_loops


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(tidying_module, "_QUIET", 0.2)


def log_size(file) -> int:
    log = file.path.with_name(file.path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def keys_of_a_copy(file) -> list[int]:
    copy = file.path.parent.with_name("copy.db")
    shutil.copy(file.path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM notes ORDER BY key")]


def tidying() -> list[asyncio.Task]:
    return [task for task in asyncio.all_tasks() if task.get_name() == "tidy the database"]


@both_loops
async def test_a_copy_made_a_moment_after_a_write_has_everything(database, file, work, until):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    assert log_size(file) > 0
    await until(lambda: log_size(file) == 0)
    assert keys_of_a_copy(file) == [1]
    await until(lambda: not tidying())


@both_loops
async def test_every_later_write_is_tidied_too(database, file, work, until):
    for key in (1, 2):
        async with database.get_db_session() as session:
            await work.insert(session, key)
        await until(lambda: not tidying())
        assert keys_of_a_copy(file) == list(range(1, key + 1))


@both_loops
async def test_nothing_is_tidied_while_a_session_is_open(database, file, work, until):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    async with database.get_db_session() as session:
        await work.insert(session, 2)
        await asyncio.sleep(0.5)
        assert log_size(file) > 0
    await until(lambda: log_size(file) == 0)
    assert keys_of_a_copy(file) == [1, 2]
    await until(lambda: not tidying())


@both_loops
async def test_another_program_that_reads_or_writes_is_not_waited_for(database, file, work, until):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    other = file.lock()
    start = time.perf_counter()
    await until(lambda: not tidying())
    assert time.perf_counter() - start < 2
    other.close()
    async with database.get_db_session() as session:
        assert (await session.execute(text("PRAGMA busy_timeout"))).scalar_one() == 5000


@both_loops
async def test_closing_does_not_wait_for_the_moment_and_leaves_no_task(
    database, file, work, monkeypatch
):
    monkeypatch.setattr(tidying_module, "_QUIET", 60)
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    assert len(tidying()) == 1
    start = time.perf_counter()
    await database.close()
    assert time.perf_counter() - start < 2
    assert tidying() == []
    assert keys_of_a_copy(file) == [1]


@both_loops
async def test_what_is_written_while_closing_starts_nothing_new(database, file, work):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            await asyncio.sleep(0.2)

    task = asyncio.create_task(write())
    await asyncio.sleep(0.1)
    await database.close()
    await task
    assert tidying() == []
    assert keys_of_a_copy(file) == [1]


async def test_reading_and_rolling_back_start_nothing(open_database, file, work):
    database = open_database()
    async with database.get_db_session(read_only=True) as session:
        await session.execute(text("SELECT 1"))
    with suppress(KeyError):
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            raise KeyError
    assert tidying() == []


async def test_a_file_without_a_log_is_left_alone(open_database, file, work, until):
    database = open_database(journal_mode="TRUNCATE")
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    await until(lambda: not tidying())
    async with database.get_db_session() as session:
        assert (await session.execute(text("PRAGMA journal_mode"))).scalar_one() == "truncate"
    assert file.keys() == [1]


async def test_a_read_only_file_is_left_alone(open_database, file):
    database = open_database(f"sqlite+aiosqlite:///file:{file.path}?mode=ro&uri=true")
    with pytest.raises(StorageError):
        async with database.get_db_session():
            pass
    async with database.get_db_session(read_only=True) as session:
        await session.execute(text("SELECT * FROM notes"))
    assert tidying() == []
