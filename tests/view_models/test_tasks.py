"""Reads are cancelled, writes never; a failure is reported once; closing leaves nothing."""

from __future__ import annotations

import asyncio
import threading

import pytest

from desktop_app.view_models.tasks import (
    StoppedError,
    TaskScope,
    finished_in_thread,
    latest,
    queued,
    single,
)


class Worker:
    """Work that notes what happens to it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.reports: list[BaseException] = []
        self.tasks = TaskScope(self.reports.append)
        self.gate = asyncio.Event()

    async def work(self, name: str) -> str:
        self.log.append(f"{name} begins")
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.log.append(f"{name} cancelled")
            raise
        self.log.append(f"{name} ends")
        return name

    async def fail(self) -> None:
        raise KeyError("x")

    @latest
    async def find(self, text: str) -> str:
        return await self.work(text)

    @single
    async def save(self, text: str) -> str:
        return await self.work(text)

    @queued
    async def change(self, text: str) -> str:
        return await self.work(text)


@pytest.fixture
async def worker() -> Worker:
    return Worker()


async def test_the_newest_read_wins_and_cancels_the_older(worker):
    older = worker.find("a")
    await asyncio.sleep(0)
    newer = worker.find("b")
    worker.gate.set()
    assert await newer == "b"
    assert older.cancelled()
    assert worker.log == ["a begins", "a cancelled", "b begins", "b ends"]
    assert worker.reports == []


async def test_reads_of_different_names_run_side_by_side(worker):
    tasks = [worker.tasks.latest(name, worker.work(name)) for name in "ab"]
    worker.gate.set()
    assert await asyncio.gather(*tasks) == ["a", "b"]


async def test_a_read_can_be_given_up(worker):
    task = worker.find("a")
    worker.tasks.cancel("find")
    worker.tasks.cancel("find")
    with pytest.raises(asyncio.CancelledError):
        await task
    await worker.tasks.close()
    assert not worker.tasks.is_busy


async def test_a_second_click_joins_the_first(worker):
    first, second = worker.save("a"), worker.save("a")
    assert first is second
    worker.gate.set()
    assert await second == "a"
    assert await worker.save("a") == "a"
    assert worker.log == ["a begins", "a ends"] * 2


async def test_a_click_that_means_something_else_waits_for_its_turn(worker):
    first, second = worker.save("a"), worker.save("b")
    worker.gate.set()
    assert await asyncio.gather(first, second) == ["a", "b"]
    assert worker.log == ["a begins", "a ends", "b begins", "b ends"]


async def test_a_click_after_the_end_begins_anew_even_before_the_end_was_told(worker):
    worker.gate.set()
    first = worker.save("a")
    for _ in range(10):  # at each step on its way there is either the first or a new one
        if first.done():
            break
        await asyncio.sleep(0)
    second = worker.save("a")
    assert second is not first
    assert await second == "a"


async def test_writes_are_done_in_the_order_of_asking(worker):
    tasks = [worker.change("a"), worker.save("b"), worker.change("c")]
    await asyncio.sleep(0.01)
    assert worker.log == ["a begins"]
    worker.gate.set()
    assert await asyncio.gather(*tasks) == ["a", "b", "c"]
    assert worker.log == [f"{n} {what}" for n in "abc" for what in ("begins", "ends")]


async def test_a_failed_write_does_not_hold_up_the_next(worker):
    worker.gate.set()
    failed = worker.tasks.queued("fail", worker.fail())
    assert await worker.change("b") == "b"
    with pytest.raises(KeyError):
        await failed
    assert worker.reports == [failed.exception()]


async def test_a_failure_is_reported_once_also_without_anybody_waiting(worker):
    worker.tasks.latest("read", worker.fail())
    worker.tasks.single("write", worker.fail())
    await asyncio.sleep(0.01)
    assert [type(error) for error in worker.reports] == [KeyError, KeyError]


async def test_a_failure_that_somebody_waits_for_is_theirs(worker):
    with pytest.raises(KeyError):
        await worker.tasks.queued("write", worker.fail(), reported=False)
    assert worker.reports == []


async def test_closing_cancels_reads_and_finishes_writes(worker):
    read, write = worker.find("read"), worker.change("write")
    await asyncio.sleep(0)
    closing = asyncio.create_task(worker.tasks.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    worker.gate.set()
    await closing
    assert read.cancelled()
    assert write.result() == "write"
    assert not worker.tasks.is_busy


async def test_a_cancelled_closing_does_not_cancel_writes(worker):
    write = worker.change("write")
    closing = asyncio.create_task(worker.tasks.close())
    await asyncio.sleep(0.01)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    worker.gate.set()
    assert await write == "write"


async def test_closing_waits_for_a_read_that_takes_its_leave_slowly(worker):
    left = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(0.02)
            left.set()

    worker.tasks.latest("read", slow())
    await asyncio.sleep(0)
    worker.find("other")
    worker.tasks.cancel("read")
    await worker.tasks.close()
    assert left.is_set()


async def test_a_thread_gives_its_result():
    assert await finished_in_thread(threading.Event(), lambda: 7) == 7
    with pytest.raises(KeyError):
        await finished_in_thread(threading.Event(), lambda: {}["x"])


async def test_a_thread_is_not_left_behind_however_often_one_cancels(until):
    stop, begun, ended = threading.Event(), threading.Event(), threading.Event()
    go_on = threading.Event()

    def work() -> None:
        begun.set()
        assert stop.wait(5)
        assert go_on.wait(5)
        ended.set()
        raise StoppedError

    task = asyncio.create_task(finished_in_thread(stop, work))
    await until(begun.is_set)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0.01)
        assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()
