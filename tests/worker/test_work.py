"""Work that goes on in another process, and ends with whoever asked for it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.worker import lines
from desktop_app.worker.lines import LostError, command
from desktop_app.worker.work import Work
from tests.worker import jobs

ROOT = Path(__file__).resolve().parents[2]
BOTH = pytest.mark.parametrize("apart", [True, False], ids=["process", "thread"])
posix = pytest.mark.skipif(os.name != "posix", reason="tells processes by signals")


async def all_said(work: Work) -> list[object]:
    return [said async for said in work]


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def gone(number: int) -> bool:
    end = time.monotonic() + 10
    while is_alive(number) and time.monotonic() < end:
        time.sleep(0.01)
    return not is_alive(number)


@BOTH
async def test_what_is_told_comes_back_in_order(apart):
    async with Work(jobs.echo, apart=apart) as work:
        assert work.is_apart is apart
        wanted = [1, "ё", b"x" * 300_000, {"a": (None,)}]
        for each in (*wanted, None):
            await work.tell(each)
        assert await all_said(work) == wanted


@BOTH
async def test_what_a_job_raises_is_raised_here(apart):
    async with Work(jobs.refuse, apart=apart) as work:
        with pytest.raises(TableRefusedError) as caught:
            await all_said(work)
    error = caught.value
    assert (error.path, error.reason) == (Path("a.csv"), TableReason.SYNTAX)
    assert (error.row, error.detail) == (7, "x")


async def test_a_failure_in_the_process_tells_where_it_was():
    async with Work(jobs.refuse, apart=True) as work:
        with pytest.raises(TableRefusedError) as caught:
            await all_said(work)
    assert "in refuse" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("job", [jobs.vanish, jobs.say_nonsense])
async def test_a_process_that_is_gone_is_told(job):
    async with Work(job, apart=True) as work:
        with pytest.raises((LostError, AttributeError)):
            await all_said(work)


async def test_a_job_that_cannot_be_sent_is_told():
    async with Work(lambda _talk: None, apart=True) as work:
        with pytest.raises((AttributeError, TypeError)):
            await all_said(work)


async def test_what_a_job_prints_does_not_come_between():
    async with Work(jobs.print_and_say, apart=True) as work:
        assert await all_said(work) == ["said"]


@BOTH
async def test_whoever_leaves_ends_a_busy_job(apart):
    async with Work(jobs.spin, apart=apart) as work:
        number = await anext(work)
    assert (number == os.getpid()) is not apart
    assert work._running.done()
    if apart:
        assert not is_alive(number)


@BOTH
async def test_whoever_is_cancelled_ends_it_too(apart, until):
    numbers: list[int] = []

    async def wait() -> None:
        async with Work(jobs.spin, apart=apart) as work:
            numbers.append(await anext(work))
            await anext(work)

    task = asyncio.get_running_loop().create_task(wait())
    await until(lambda: numbers)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not apart or not is_alive(numbers[0])


async def test_work_that_is_left_before_it_began_is_no_work():
    for apart in (True, False):
        async with Work(jobs.spin, apart=apart):
            pass


@posix
def test_a_worker_ends_with_a_program_that_is_killed():
    command = [sys.executable, "-m", "tests.worker.leaving"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        number = int(program.stdout.readline())
        assert is_alive(number)
        program.send_signal(signal.SIGKILL)
        assert program.stdout.read() == "", "nobody else holds it open"
        assert gone(number)


@posix
async def test_a_worker_gets_nothing_of_ours_into_its_hands(tmp_path):
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        async with Work(jobs.look_around, apart=True) as work:
            around = await anext(work)
    opened = [name for name in around["opened"] if "/fd" not in name or "pipe:" in name]
    assert [name for name in opened if "pipe:" not in name] == [os.devnull]
    assert len(opened) == 3
    assert {"PySide6", "qasync", "sqlalchemy", "asyncio"} & set(around["modules"]) == set()
    assert around["session"] != os.getsid(0), "a terminal's Ctrl+C is for us alone"
    assert around["ctrl_c"]


@pytest.mark.parametrize(
    ("platform", "executable", "expected"),
    [
        ("linux", "/venv/bin/python3.11", ["-m", "desktop_app", "--worker"]),
        ("win32", "/venv/Scripts/pythonw.exe", ["-m", "desktop_app", "--worker"]),
        ("linux", "/usr/bin/userbook", ["--worker"]),
        ("win32", "/Program Files/Userbook/Userbook.exe", None),
        ("darwin", "/Applications/Userbook.app/Contents/MacOS/Userbook", None),
        ("linux", "/opt/somebody/else", None),
        ("linux", "", None),
        ("linux", None, None),
    ],
)
def test_only_a_program_that_knows_of_workers_is_started(
    monkeypatch, platform, executable, expected
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "executable", executable)
    assert command() == (expected and [executable, *expected])


async def test_where_no_worker_can_be_started_a_thread_does_it(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/opt/somebody/else")
    async with Work(jobs.echo, apart=True) as work:
        assert not work.is_apart
        await work.tell(1)
        assert await anext(work) == 1


@posix
@pytest.mark.parametrize("script", ["exit 0", "echo what is this"])
async def test_a_program_that_is_not_ours_is_no_worker(monkeypatch, tmp_path, script):
    program = tmp_path / "userbook"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(lines, "command", lambda: [str(program)])
    async with Work(jobs.echo, apart=True) as work:
        await work.tell(1)
        with pytest.raises(LostError):
            await all_said(work)


async def test_a_program_that_cannot_be_started_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lines, "command", lambda: [str(tmp_path / "nothing")])
    async with Work(jobs.echo, apart=True) as work:
        with pytest.raises(LostError):
            await anext(work)
