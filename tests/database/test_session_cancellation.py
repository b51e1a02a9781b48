from __future__ import annotations

import asyncio
import random
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.both_loops
AT_ONCE = 0.5


@pytest.mark.parametrize("times", [1, 3])
async def test_a_slow_write_is_stopped_at_once_and_leaves_no_lock(database, file, work, times):
    seconds = await work.cancel(work.insert_slowly(database, 1), after=0.3, times=times)
    assert seconds < AT_ONCE
    assert not file.is_locked()
    async with database.get_db_session() as session:
        await work.insert(session, 2)
    assert file.keys() == [2]


async def test_a_slow_write_leaves_no_lock_even_while_its_traceback_is_kept(database, file, work):
    task = asyncio.create_task(work.insert_slowly(database, 1))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    assert caught.value.__traceback__
    assert not file.is_locked()


async def test_a_streamed_read_is_stopped_with_its_cursor_half_way(database, file, work):
    async def stream() -> None:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            rows = await session.stream(
                text(
                    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c"
                )
            )
            async for _ in rows:
                pass

    assert await work.cancel(stream(), after=0.2) < AT_ONCE
    assert not file.is_locked()
    assert file.keys() == []


async def test_a_commit_is_all_or_nothing_whenever_the_cancel_comes(database, file, work):
    async def write(key: int, started: asyncio.Event) -> None:
        async with database.get_db_session() as session:
            await work.insert_many(session, key, rows=100)
            started.set()

    for key in range(40):
        started = asyncio.Event()
        task = asyncio.create_task(write(key, started))
        await started.wait()
        await asyncio.sleep(random.random() * 0.003)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    counts = file.rows("SELECT count(*) FROM notes GROUP BY key")
    assert set(counts) <= {(100,)}


async def test_a_commit_that_has_begun_is_finished_before_the_task_is_cancelled(
    database, file, work
):
    async def write() -> None:
        async with database.get_db_session() as session:
            await work.insert_many(session, 1, rows=1000)
            asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(write())
    assert file.rows("SELECT count(*) FROM notes") == [(1000,)]


async def test_what_is_flushed_on_the_way_to_the_commit_belongs_to_it(database, file, work):
    async def write() -> None:
        task = asyncio.current_task()

        def cancel_and_flush(session: Session) -> None:
            task.cancel()
            session.execute(text("INSERT INTO notes VALUES (2, 1)"))

        async with database.get_db_session() as session:
            await work.insert(session, 1)
            event.listen(session.sync_session, "before_commit", cancel_and_flush)

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(write())
    assert file.keys() == [1, 2]


async def test_waiting_for_the_writer_can_be_cancelled(database, file, work):
    async def write(key: int) -> None:
        async with database.get_db_session() as session:
            await work.insert(session, key)

    async with database.get_db_session() as session:
        await work.insert(session, 1)
        assert await work.cancel(write(2), after=0.1) < AT_ONCE
    await write(3)
    assert file.keys() == [1, 3]


async def test_waiting_for_another_programs_lock_can_be_cancelled(open_database, file, work):
    database = open_database(busy_timeout=1500)

    async def write(key: int) -> None:
        async with database.get_db_session() as session:
            await work.insert(session, key)

    with closing(file.lock()) as other:
        assert await work.cancel(write(1), after=0.2) < 2.5
        other.execute("COMMIT")
    await write(2)
    assert file.keys() == [2]


async def test_three_hundred_cancels_at_random_leave_nothing_half_written(database, file, work):
    chance, done = random.Random(3), set()

    async def write(key: int) -> None:
        async with database.get_db_session() as session:
            await work.insert(session, key, times=4)
        done.add(key)

    for key in range(300):
        task = asyncio.create_task(write(key))
        await asyncio.sleep(chance.random() * 0.012)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert not file.is_locked()
    stored = dict(file.rows("SELECT key, count(*) FROM notes GROUP BY key"))
    assert set(stored.values()) == {4}
    assert done <= set(stored)


async def test_a_search_for_every_key_typed_keeps_up(database, work):
    async def search() -> int:
        async with database.get_db_session(read_only=True) as session:
            return await work.count(session, 100_000)

    start = time.perf_counter()
    for _ in range(100):
        task = asyncio.create_task(search())
        await asyncio.sleep(0.003)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert await search() == 100_000
    assert time.perf_counter() - start < 20


async def test_twenty_cancels_while_connecting_leave_no_thread(open_database, threads, until, work):
    database = open_database()

    async def search() -> None:
        async with database.get_db_session(read_only=True) as session:
            await session.execute(text("SELECT 1"))

    for delay in range(20):
        task = asyncio.create_task(search())
        await asyncio.sleep(delay / 10_000)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    await database.close()
    await until(lambda: not threads())
