from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import time
from functools import partial

import pytest

from desktop_app.database.connection import CancelSafeConnection
from desktop_app.database.tracked_connection import TrackedConnection

pytestmark = pytest.mark.both_loops


def connection_to(file, factory=TrackedConnection):
    return CancelSafeConnection(
        partial(
            sqlite3.connect,
            file.path,
            isolation_level=None,
            check_same_thread=False,
            factory=factory,
        )
    )


@pytest.fixture
def connection(file):
    return connection_to(file)


async def opening(connection):
    await connection


async def begin(connection):
    await connection
    await connection.execute("BEGIN IMMEDIATE")
    return await connection.execute("INSERT INTO notes VALUES (1, 1) RETURNING key")


async def test_closing_rolls_back_and_takes_a_living_cursor_along(connection, file):
    cursor = await begin(connection)
    await connection.close()
    assert cursor
    assert not file.is_locked()
    assert file.keys() == []


async def test_closing_again_and_stopping_after_it_do_nothing(connection):
    cursor = await begin(connection)
    await connection.close()
    await connection.close()
    assert connection.stop() is None
    with pytest.raises(ValueError, match="Connection closed"):
        await cursor.fetchall()


async def test_rolling_back_needs_a_transaction_to_do_anything_and_a_connection(connection, file):
    await begin(connection)
    await connection.rollback()
    assert not file.is_locked()
    await connection.rollback()
    await connection.close()
    with pytest.raises(ValueError, match="no active connection"):
        await connection.rollback()


async def test_closing_right_after_stopping_does_not_wait_for_ever(connection, until, threads):
    await connection
    connection.stop()
    async with asyncio.timeout(1):
        await connection.close()
    await until(lambda: not threads())


async def test_stopping_while_closing_is_no_trouble(connection, until, threads):
    await connection
    closing = asyncio.create_task(connection.close())
    await asyncio.sleep(0)
    stopped = connection.stop()
    await closing
    stopped.cancel()
    await until(lambda: not threads())


async def test_nobody_need_wait_for_the_stop(connection, until, threads, caplog):
    await connection
    connection.stop().cancel()
    await until(lambda: not threads())
    await asyncio.sleep(0.02)
    assert not caplog.records


async def test_stopping_without_a_loop_rolls_back_too(connection, file, threads, until):
    await begin(connection)
    await asyncio.to_thread(connection.stop)
    await until(lambda: not threads())
    assert not file.is_locked()


async def test_a_connection_that_was_forgotten_unlocks_and_says_so(file, threads, until):
    connection = connection_to(file)
    await begin(connection)
    references = [connection]
    del connection
    with pytest.warns(ResourceWarning, match="deleted before being closed"):
        references.clear()
    await until(lambda: not threads())
    assert not file.is_locked()


async def test_a_failure_to_open_is_raised_and_ends_the_thread(tmp_path, threads, until):
    connection = CancelSafeConnection(partial(sqlite3.connect, tmp_path))
    with pytest.raises(sqlite3.OperationalError):
        await connection
    await until(lambda: not threads())


async def test_a_cancelled_opening_closes_what_was_opened(file, work, threads, until):
    opened = []

    def open_slowly() -> sqlite3.Connection:
        time.sleep(0.2)
        opened.append(
            sqlite3.connect(file.path, check_same_thread=False, factory=TrackedConnection)
        )
        return opened[-1]

    await work.cancel(opening(CancelSafeConnection(open_slowly)), after=0.05)
    await until(lambda: not threads())
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        opened[0].execute("SELECT 1")


async def test_a_cancelled_read_is_interrupted_and_the_connection_lives_on(connection, work):
    await connection
    assert await work.cancel(connection.execute_fetchall(work.slow), after=0.2) < 0.5
    assert await connection.execute_fetchall("SELECT 7") == [(7,)]
    await connection.close()


async def test_a_cancelled_commit_is_waited_for_and_not_interrupted(file, work):
    interrupts = []

    class Slow(TrackedConnection):
        def commit(self) -> None:
            time.sleep(0.2)
            super().commit()

        def interrupt(self) -> None:
            interrupts.append(self)

    connection = connection_to(file, Slow)
    await begin(connection)
    await work.cancel(connection.commit(), after=0.05)
    assert file.keys() == [1]
    assert not interrupts
    await connection.close()


async def test_a_failure_of_cancelled_work_is_not_reported_as_forgotten(connection, caplog):
    await connection
    task = asyncio.create_task(_fail(connection))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    del task
    gc.collect()
    await connection.close()
    assert not caplog.records


async def _fail(connection):
    await connection._run(partial(_sleep_and_fail))


def _sleep_and_fail():
    time.sleep(0.2)
    raise sqlite3.OperationalError("too late")


async def test_the_driver_logs_no_values(connection, caplog):
    caplog.set_level(logging.DEBUG)
    await connection
    await connection.execute("SELECT ?", ("canary",))
    await connection.close()
    assert logging.getLogger("aiosqlite").level == logging.INFO
    assert "canary" not in caplog.text


async def test_asyncios_debug_mode_prints_no_values(connection, caplog):
    asyncio.get_running_loop().set_debug(True)
    asyncio.get_running_loop().slow_callback_duration = 0
    await connection
    assert await connection.execute_fetchall("SELECT ?", ("canary",)) == [("canary",)]
    await connection.close()
    assert "canary" not in caplog.text
