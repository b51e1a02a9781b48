from __future__ import annotations

import asyncio
import gc
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.errors import ClosedError

ROOT = Path(__file__).resolve().parents[2]
both_loops = pytest.mark.both_loops


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


@both_loops
async def test_closing_leaves_one_file_no_thread_and_no_new_work(
    database, file, work, threads, until
):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    async with database.get_db_session(read_only=True) as session:
        await session.execute(text("SELECT * FROM notes"))
    assert file.siblings() == {"", "-wal", "-shm"}
    await database.close()
    assert file.siblings() == {""}
    assert b"SQLite format 3" in file.path.read_bytes()
    await until(lambda: not threads())
    for refused in (
        database.get_db_session(),
        database.get_db_session(read_only=True),
        database.get_scope_session(),
    ):
        with pytest.raises(ClosedError):
            async with refused:
                pass
    with pytest.raises(ClosedError):
        await anext(database.get_session())
    assert file.keys() == [1]


@both_loops
async def test_closing_checkpoints_even_while_another_program_reads(database, file, work):
    other = sqlite3.connect(file.path)
    other.execute("SELECT * FROM notes").fetchall()
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    await database.close()
    assert file.path.with_name("users.db-wal").stat().st_size == 0
    other.close()


@both_loops
async def test_closing_gives_up_soon_if_another_program_is_in_a_transaction(
    open_database, file, work
):
    database = open_database(busy_timeout=5000)
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    other = file.lock()
    start = time.perf_counter()
    await database.close()
    assert time.perf_counter() - start < 3
    other.close()
    assert file.keys() == [1]


@both_loops
async def test_closing_lets_running_work_finish(database, file, work):
    started = asyncio.Event()

    async def write() -> str:
        async with database.get_db_session() as session:
            await work.insert(session, 1)
            started.set()
            await asyncio.sleep(0.2)
            await work.insert(session, 2)
        await asyncio.sleep(0.2)
        return "went on after its session"

    task = asyncio.create_task(write())
    await started.wait()
    await database.close(grace=5)
    assert file.keys() == [1, 2]
    assert await task == "went on after its session"


@both_loops
async def test_closing_cancels_what_outstays_its_welcome(database, file, work, threads, until):
    task = asyncio.create_task(work.insert_slowly(database, 1))
    await asyncio.sleep(0.2)
    start = time.perf_counter()
    await database.close(grace=0.3)
    assert time.perf_counter() - start < 2
    assert task.cancelled()
    assert file.siblings() == {""}
    assert file.keys() == []
    await until(lambda: not threads())


@both_loops
async def test_closing_twice_or_at_the_same_time_is_closing_once(database, file, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    await asyncio.gather(database.close(), database.close())
    await database.close()
    assert file.siblings() == {""}


@both_loops
async def test_closing_goes_on_although_it_is_cancelled(database, file, work):
    async with database.get_db_session() as session:
        await work.insert(session, 1)
    await work.cancel(database.close(), times=3)
    assert file.siblings() == {""}


@both_loops
async def test_closing_what_was_never_used_does_not_open_it(tmp_path):
    path = tmp_path / "missing.db"
    await DatabaseHelper(f"sqlite+aiosqlite:///{path}").close()
    assert not path.exists()


@both_loops
async def test_closing_inside_a_session_is_refused_at_once(database):
    async with database.get_db_session(read_only=True):
        with pytest.raises(RuntimeError, match="wait for itself"):
            await database.close()


@both_loops
async def test_a_session_that_was_only_asked_for_is_nothing_to_wait_for(database):
    database.get_db_session()
    start = time.perf_counter()
    await database.close()
    assert time.perf_counter() - start < 1


@both_loops
async def test_twenty_helpers_leave_no_thread_and_no_descriptor(file, work, threads, until):
    async def use() -> None:
        database = DatabaseHelper(file.url)
        async with database.get_db_session() as session:
            await work.insert(session, 1)
        async with database.get_db_session(read_only=True) as session:
            await session.execute(text("SELECT 1"))
        with suppress(asyncio.CancelledError):
            await work.cancel(work.insert_slowly(database, 2), after=0.02)
        await database.close()

    await use()
    before = descriptors()
    for _ in range(20):
        await use()
    await until(lambda: not threads())
    gc.collect()
    assert descriptors() <= before


HEAD = """
import asyncio, os, sys, time
from sqlalchemy import text
from desktop_app.database.helper import DatabaseHelper
if sys.argv[3] == "qt":
    import qasync
    from PySide6.QtWidgets import QApplication
    app = QApplication([])
    make_loop = lambda: qasync.QEventLoop(app)
else:
    make_loop = asyncio.new_event_loop
database = DatabaseHelper(sys.argv[1])
slow = text(sys.argv[2])
async def write():
    async with database.get_db_session() as session:
        await session.execute(text("INSERT INTO notes VALUES (1, 1)"))
async def write_slowly():
    async with database.get_db_session() as session:
        await session.execute(text("INSERT INTO notes VALUES (2, 1)"))
        await session.execute(slow)
"""
CLEAN = """
async def main():
    await write()
    task = asyncio.create_task(write_slowly())
    await asyncio.sleep(.2)
    task.cancel()
    try: await task
    except asyncio.CancelledError: pass
    await database.close()
with asyncio.Runner(loop_factory=make_loop) as runner:
    runner.get_loop().slow_callback_duration = 60  # "-X dev" would report a busy machine
    runner.run(main())
"""
NEVER_CLOSED = """
with asyncio.Runner(loop_factory=make_loop) as runner: runner.run(write())
"""
LOOP_GONE = """
loop = make_loop()
task = loop.create_task(write_slowly())
loop.call_later(.5, loop.stop)
loop.run_forever()
loop.close()
time.sleep(1)
os._exit(0)
"""


def run(script: str, file, work, loop: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", HEAD + script, file.url, work.slow, loop],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=ROOT,
    )


@pytest.mark.parametrize("loop", ["asyncio", "qt"])
def test_a_program_that_cancels_and_closes_ends_without_a_warning(file, work, loop):
    ended = run(CLEAN, file, work, loop, "-X", "dev", "-W", "error")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert file.keys() == [1]


@pytest.mark.parametrize("loop", ["asyncio", "qt"])
def test_a_program_that_never_closes_still_ends(file, work, loop):
    start = time.perf_counter()
    ended = run(NEVER_CLOSED, file, work, loop)
    assert ended.returncode == 0
    assert time.perf_counter() - start < 10
    assert file.keys() == [1]


@pytest.mark.parametrize("loop", ["asyncio", "qt"])
def test_a_loop_that_closes_under_a_running_statement_raises_nothing_in_the_thread(
    file, work, loop
):
    slow = work.slow.replace("40000000", "3000000")
    work.slow = slow
    ended = run(LOOP_GONE, file, work, loop)
    assert ended.returncode == 0
    assert "Exception in thread" not in ended.stderr


@both_loops
async def test_when_everything_is_cancelled_at_once_nothing_hangs_or_stays_locked(
    database, file, work, until
):
    """What the end of the event loop does, to our own tasks too."""
    task = asyncio.create_task(work.insert_slowly(database, 1))
    await asyncio.sleep(0.2)
    while not task.done():
        for each in asyncio.all_tasks() - {asyncio.current_task()}:
            each.cancel()
        await asyncio.sleep(0)
    assert task.cancelled()
    await until(lambda: not file.is_locked())  # the thread may be a moment behind
