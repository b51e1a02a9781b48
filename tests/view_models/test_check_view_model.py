"""Checking the open file, repairing it, giving up; the file stays usable all the while."""

from __future__ import annotations

import asyncio
import threading

import pytest

from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.checking import Fault, Step
from desktop_app.domain.errors import StorageError
from desktop_app.view_models import check_view_model
from desktop_app.view_models.workspace import Workspace


@pytest.fixture
def checks(workspace):
    return workspace.checks


async def test_a_sound_file_has_every_step_in_order(checks, add):
    await add({"user_name": "ada"}, {"user_name": "alan"})
    seen = []
    checks.watch(lambda state: state.step, seen.append)
    await checks.check()
    state = checks.state
    assert [step for step, _ in state.looked] == list(Step)
    assert (state.findings, state.is_damaged, state.is_repairable) == ((), False, False)
    assert (state.counts.users, state.counts.change_sets) == (2, 1)
    assert [step for step in seen if step] == list(Step)
    assert not state.running


async def test_an_index_that_is_wrong_is_repaired_and_seen(checks, add, stored, workspace):
    await add({"user_name": "ada"}, {"user_name": "alan"})
    stored("DELETE FROM user_index WHERE key = 1")
    await workspace.users.refresh()
    assert workspace.users.state.count == 1
    await checks.check()
    assert [(f.fault, f.examples) for f in checks.state.findings] == [(Fault.NOT_INDEXED, (1,))]
    assert checks.state.is_repairable
    await checks.repair()
    await checks.tasks.finish_writes()
    await asyncio.sleep(0)
    await checks.check()
    assert (checks.state.repaired, checks.state.findings) == (1, ())
    await workspace.users.refresh()
    assert workspace.users.state.count == 2


async def test_where_pages_are_damaged_nothing_is_repaired(checks, add, stored, path, workspace):
    await add(*({"user_name": f"u{i}"} for i in range(40)))
    stored("DELETE FROM user_index WHERE key = 1")
    ((page,),) = stored("SELECT rootpage FROM sqlite_schema WHERE name = 'trash'")
    stored("PRAGMA wal_checkpoint(TRUNCATE)")
    await workspace.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xab" * 4096
    path.write_bytes(data)
    other = Workspace(path, DatabaseHelper(f"sqlite+aiosqlite:///{path}"), lambda _: None)
    await other.checks.check()
    await other.close()
    state = other.checks.state
    assert state.is_damaged
    assert not state.is_repairable
    assert state.counts is not None


async def test_a_check_is_given_up(checks, add, until):
    await add({"user_name": "ada"})
    checks.check()
    await asyncio.sleep(0)
    checks.cancel()
    await until(lambda: not checks.tasks.is_busy)
    assert checks.state.counts is None
    assert not checks.state.running


async def test_the_newest_check_counts(checks, add):
    await add({"user_name": "ada"})
    first = checks.check()
    await asyncio.sleep(0)
    await checks.check()
    await asyncio.wait([first])
    assert first.cancelled()
    assert [step for step, _ in checks.state.looked] == list(Step)


async def test_closing_the_file_ends_the_check(checks, add, workspace, monkeypatch):
    await add({"user_name": "ada"})
    begun, stopped = threading.Event(), threading.Event()

    class Endless:
        def __init__(self, _path, is_stopped, _tell):
            self._is_stopped = is_stopped

        def run(self, _found):
            begun.set()
            while not self._is_stopped():
                pass
            stopped.set()
            raise check_view_model.StoppedError

    monkeypatch.setattr(check_view_model, "Check", Endless)
    checks.check()
    await asyncio.to_thread(begun.wait)
    await workspace.close()
    assert stopped.is_set()


async def test_a_repair_that_cannot_be_written_says_so(checks, add, stored, locked):
    await add({"user_name": "ada"})
    stored("DELETE FROM user_index")
    await checks.check()
    with locked(), pytest.raises(StorageError):
        await checks.repair()
    assert isinstance(checks.state.problem, StorageError)
    assert not checks.state.running
    assert stored("SELECT count(*) FROM user_index") == [(0,)]


async def test_a_repair_is_given_up(checks, add, stored):
    await add(*({"user_name": f"u{i}"} for i in range(900)))
    stored("DELETE FROM user_index")
    await checks.check()
    checks.watch(lambda state: state.done, lambda done: checks.cancel() if done else None)
    await checks.repair()
    assert checks.state.repaired is None
    assert stored("SELECT count(*) FROM user_index") == [(0,)]


async def test_a_database_that_is_no_file_is_not_checked(crashes):
    database = DatabaseHelper("sqlite+aiosqlite://")
    workspace = Workspace(None, database, crashes.append)
    await workspace.checks.check()
    assert workspace.checks.state.looked == ()
    await workspace.close()
