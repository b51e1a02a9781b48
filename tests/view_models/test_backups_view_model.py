"""Backups of an open file: in time, before what is large, compared, restored; none in the way."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_app.database import copying
from desktop_app.database.backup import BackupFolder
from desktop_app.database.copying import Source
from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.comparison import Turn
from desktop_app.domain.errors import (
    CopyFailedError,
    CopyReason,
    FileReason,
    FileRefusedError,
    StorageReason,
)
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.restore_state import RestoreState
from desktop_app.operations.user_operations import CreateUser, DeleteUsers, UpdateUser
from desktop_app.view_models import import_view_model
from desktop_app.view_models.backups_state import Doing, Keeping
from desktop_app.view_models.prompts import FileKind, Question, QuestionKey
from desktop_app.view_models.tasks import StoppedError
from desktop_app.view_models.workspace import Workspace
from tests.writing import added

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Clock:
    """Whose day it is."""

    def __init__(self) -> None:
        self.today = date.today()

    def __call__(self) -> date:
        return self.today


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path, path) -> BackupFolder:
    return BackupFolder(tmp_path / "backups", path)


@pytest.fixture
async def workspace(path, folder, answers, clock, crashes) -> AsyncIterator[Workspace]:
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}", busy_timeout=200)
    keeping = Keeping(Source(path), folder, answers, clock)
    workspace = Workspace(path, database, crashes.append, keeping=keeping)
    yield workspace
    await workspace.close()


@pytest.fixture
def backups(workspace):
    return workspace.backups


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy can be written any more."""

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copying, "sync", full)


@pytest.fixture
def full(monkeypatch) -> None:
    fill_disk(monkeypatch)


@pytest.fixture
async def three(add):
    return await add(*({"user_name": name} for name in ("ada", "alan", "grace")))


def person(name: str) -> CreateUserDTO:
    return CreateUserDTO(user_name=name, display_name=name)


def reasons(folder: BackupFolder) -> list[BackupReason]:
    return [backup.reason for backup in folder.list()]


async def test_a_backup_is_made_when_a_person_wants_it(backups, folder, three):
    await backups.refresh()
    assert backups.state.backups == ()
    seen = []
    backups.watch(lambda state: state.doing, seen.append)
    await backups.make()
    assert seen == [None, Doing.MAKING, None]
    assert backups.state.made == folder.newest()
    await backups.refresh()
    assert backups.state.backups == (backups.state.made,)
    assert backups.state.made.users == 3
    backups.dismiss()
    assert backups.state.made is None


async def test_one_of_each_day_on_which_something_changed(backups, workspace, folder, clock, until):
    backups.keep_up(first=0, then=0.01)
    await asyncio.sleep(0.1)
    assert reasons(folder) == [], "the file is empty"
    await workspace.changes.perform(CreateUser(person("ada")))
    await until(lambda: len(reasons(folder)) == 1)
    await workspace.changes.perform(CreateUser(person("alan")))
    await asyncio.sleep(0.1)
    assert reasons(folder) == [BackupReason.DAILY], "today has one"
    clock.today += timedelta(days=1)
    first = folder.newest()
    await until(lambda: folder.newest() != first)
    await until(lambda: not backups.state.doing)
    second = folder.newest()
    clock.today += timedelta(days=1)
    await asyncio.sleep(0.1)
    assert folder.newest() == second, "nothing has changed"


async def test_a_failed_daily_backup_is_told_once_and_tried_again(
    backups, folder, three, monkeypatch, until, full
):
    told = []
    backups.watch(lambda state: state.neglected, told.append)
    backups.keep_up(first=0, then=0.01)
    await until(lambda: backups.state.neglected)
    await asyncio.sleep(0.1)
    assert [error and error.reason for error in told] == [None, CopyReason.FULL]
    assert backups.state.problem is None
    monkeypatch.undo()
    await until(lambda: reasons(folder) == [BackupReason.DAILY])
    await until(lambda: backups.state.neglected is None)


async def test_closing_does_not_wait_for_a_backup(backups, workspace, folder, three, monkeypatch):
    began = asyncio.Event()
    loop, count = asyncio.get_running_loop(), copying.counts

    def slow(connection):
        loop.call_soon_threadsafe(began.set)
        connection.execute(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"
        ).fetchone()
        return count(connection)

    monkeypatch.setattr(copying, "counts", slow)
    large = asyncio.create_task(backups.before(BackupReason.ERASE))
    await began.wait()
    await asyncio.wait_for(workspace.close(), 2)
    with pytest.raises(StoppedError):
        await large
    assert list(folder.path.iterdir()) == []
    with pytest.raises(StoppedError):
        await backups.before(BackupReason.ERASE)


async def test_a_person_can_give_up(backups, folder, three, monkeypatch, until):
    monkeypatch.setattr(copying, "_PATIENCE", 0)

    def slow(connection):
        connection.execute(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"
        ).fetchone()

    monkeypatch.setattr(copying, "counts", slow)
    task = backups.make()
    await until(lambda: backups.state.doing is Doing.MAKING)
    backups.cancel()
    await asyncio.wait([task], timeout=2)
    assert task.cancelled()
    assert backups.state.doing is None
    assert list(folder.path.iterdir()) == []


async def test_before_a_large_change_the_file_is_kept(backups, folder, three):
    assert await backups.before(BackupReason.ERASE)
    assert reasons(folder) == [BackupReason.ERASE]


async def test_without_a_backup_a_person_decides(backups, three, answers, full):
    answers.will_say(True, False)
    assert await backups.before(BackupReason.ERASE)
    assert not await backups.before(BackupReason.ERASE)
    assert answers.asked == [Question(QuestionKey.GO_ON_WITHOUT_BACKUP)] * 2
    assert backups.state.neglected.reason is CopyReason.FULL


async def test_who_keeps_no_backups_is_not_held_up(path, crashes):
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}")
    workspace = Workspace(path, database, crashes.append)
    backups = workspace.backups
    assert await backups.before(BackupReason.ERASE)
    for task in (backups.keep_up(), backups.refresh(), backups.make(), backups.save_copy("x")):
        await task
    assert await backups.restore() is None
    assert backups.state.backups is None
    await workspace.close()


async def test_a_large_import_keeps_the_file_first(
    workspace, folder, tmp_path, monkeypatch, until, answers
):
    monkeypatch.setattr(import_view_model, "MANY", 3)
    imports = workspace.imports
    for count, kept in ((2, 0), (3, 1)):
        table = tmp_path / f"{count}.csv"
        table.write_text("user name\n" + "".join(f"u{count}{i}\n" for i in range(count)))
        imports.begin(table)
        await until(lambda: imports.state.plan is not None)
        assert await imports.carry_out() == count
        assert reasons(folder) == [BackupReason.IMPORT] * kept


async def test_an_import_without_its_backup_is_the_persons_choice(
    workspace, tmp_path, monkeypatch, until, answers, full
):
    monkeypatch.setattr(import_view_model, "MANY", 1)
    (tmp_path / "t.csv").write_text("user name\nada\n")
    workspace.imports.begin(tmp_path / "t.csv")
    await until(lambda: workspace.imports.state.plan is not None)
    answers.will_say(False, True)
    assert await workspace.imports.carry_out() is None
    assert not workspace.imports.state.importing
    assert await workspace.imports.carry_out() == 1


# A copy


async def test_a_copy_is_saved_where_the_person_says(backups, three, answers, tmp_path, stored):
    answers.will_say(None, tmp_path / "copy.userbook")
    await backups.save_copy("Copy.userbook")
    assert backups.state.copied is None
    await backups.save_copy("Copy.userbook")
    assert backups.state.copied == tmp_path / "copy.userbook"
    assert answers.asked == [(FileKind.USERBOOK, "Copy.userbook")] * 2
    with closing(sqlite3.connect(tmp_path / "copy.userbook")) as copy:
        assert copy.execute("SELECT count(*) FROM users").fetchone() == (3,)


async def test_a_copy_replaces_nothing(backups, answers, path, tmp_path):
    (tmp_path / "diary.userbook").write_text("Dear diary")
    answers.will_say(tmp_path / "diary.userbook", path)
    for _ in range(2):
        await backups.save_copy("x")
        assert backups.state.copy_problem.reason is FileReason.EXISTS
    assert (tmp_path / "diary.userbook").read_text() == "Dear diary"


# Comparing and restoring


async def change_much(workspace, three) -> None:
    ada, alan, _ = three
    perform = workspace.changes.perform
    await perform(DeleteUsers((ada.key,)))
    await perform(UpdateUser(alan, UpdateUserDTO(user_name="turing", title="Logician")))
    await perform(CreateUser(person("ADA")))
    await perform(CreateUser(person("ivan")))


async def test_what_has_happened_since_a_backup_is_told_user_by_user(backups, workspace, three):
    await backups.make()
    await change_much(workspace, three)
    await backups.compare(backups.state.made)
    state = backups.state
    assert state.compared == state.made
    assert (len(state.comparison.added), len(state.comparison.removed)) == (2, 1)
    assert [(each.turn, each.name) for each in state.differences] == [
        (Turn.ADDED, "ADA"),
        (Turn.ADDED, "ivan"),
        (Turn.REMOVED, "ada"),
        (Turn.CHANGED, "alan"),
    ]
    assert state.differences[-1].fields == [
        ("user_name", "alan", "turing"),
        ("title", None, "Logician"),
    ]


async def test_a_restored_backup_is_one_change_that_can_be_undone(
    backups, workspace, three, stored, folder
):
    everything = "SELECT key, id, created, user_name, title, display_name FROM users ORDER BY key"
    before = stored(everything)
    await backups.make()
    await change_much(workspace, three)
    after = stored(everything)
    await backups.compare(backups.state.made)
    assert await backups.restore() == 4
    assert stored(everything) == before
    assert backups.state.restored == 4
    assert backups.state.comparison is None
    assert reasons(folder).count(BackupReason.RESTORE) == 1
    await workspace.changes.undo()
    assert stored(everything) == after
    await workspace.changes.redo()
    assert stored(everything) == before


async def test_a_restore_that_is_given_up_leaves_nothing(
    backups, workspace, three, stored, monkeypatch, until
):
    await backups.make()
    await change_much(workspace, three)
    everything = "SELECT key, user_name, title, version FROM users ORDER BY key"
    before = stored(everything)
    await backups.compare(backups.state.made)
    bring_back = RestoreState._bring_back

    async def for_ever(*args):
        await bring_back(*args)
        await asyncio.Event().wait()

    monkeypatch.setattr(RestoreState, "_bring_back", for_ever)
    restoring = backups.restore()
    await until(lambda: workspace.changes.state.under_way)
    await asyncio.sleep(0.1)
    backups.cancel()
    assert await restoring is None
    assert stored(everything) == before
    assert (backups.state.doing, backups.state.restored) == (None, None)
    assert backups.state.comparison.total == 4


async def test_nothing_is_restored_that_was_not_compared_or_does_not_differ(backups, three):
    await backups.make()
    assert await backups.restore() is None
    await backups.compare(backups.state.made)
    assert backups.state.comparison.total == 0
    assert await backups.restore() is None


async def test_without_its_own_backup_nothing_is_restored_unless_a_person_wants_it(
    backups, workspace, three, answers, monkeypatch
):
    await backups.make()
    await change_much(workspace, three)
    await backups.compare(backups.state.made)

    fill_disk(monkeypatch)
    answers.will_say(False)
    assert await backups.restore() is None
    assert backups.state.comparison.total == 4
    assert workspace.users.state.total == 4


async def test_a_backup_that_is_damaged_cannot_be_compared(backups, three):
    await backups.make()
    backup = backups.state.made
    backup.path.write_bytes(b"no database at all")
    with pytest.raises(FileRefusedError):
        await backups.compare(backup)
    assert backups.state.problem.reason is FileReason.NOT_OURS
    assert backups.state.doing is None


async def test_a_backup_is_taken_away_after_a_question(backups, folder, three, answers):
    await backups.make()
    await backups.refresh()
    await backups.compare(backups.state.made)
    answers.will_say(False, True)
    await backups.remove(backups.state.made)
    assert len(folder.list()) == 1
    await backups.remove(backups.state.made)
    assert folder.list() == []
    assert backups.state.backups == ()
    assert backups.state.comparison is None


async def test_a_failed_backup_is_told_where_it_was_asked_for(backups, three, full):
    with pytest.raises(CopyFailedError):
        await backups.make()
    assert backups.state.problem.reason is CopyReason.FULL
    assert backups.state.neglected is None


async def test_many_differences_are_counted_and_the_first_are_shown(backups, workspace, folder):
    await backups.make()
    async with workspace.database.get_db_session() as session:
        await added(session, [person(f"u{i}") for i in range(450)])
    await backups.compare(backups.state.made)
    assert len(backups.state.comparison.added) == 450
    assert len(backups.state.differences) == 200
    assert await backups.restore() == 450


# When the file was replaced or deleted


def people_in(path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT user_name FROM users ORDER BY key")]


@pytest.mark.parametrize("replaced", [True, False])
async def test_what_is_seen_is_what_is_copied_whatever_became_of_the_file(
    workspace, three, path, answers, tmp_path, replaced
):
    backups = workspace.backups
    await workspace.users.load()
    if replaced:
        create_document(tmp_path / "other.userbook").path.replace(path)
    else:
        path.unlink()
    answers.will_say(tmp_path / "copy.userbook")
    await backups.save_copy("x")
    assert backups.state.copy_problem is None
    assert people_in(tmp_path / "copy.userbook") == ["ada", "alan", "grace"]
    await backups.make()
    assert people_in(backups.state.made.path) == ["ada", "alan", "grace"]
    await workspace.users.refresh()
    assert workspace.users.state.total == 3


async def test_what_nobody_holds_open_any_more_is_not_copied_from_another_file(
    backups, workspace, three, path, answers, tmp_path
):
    await workspace.users.load()
    await workspace.database._reader.dispose()
    create_document(tmp_path / "other.userbook").path.replace(path)
    answers.will_say(tmp_path / "copy.userbook")
    await backups.save_copy("x")
    assert backups.state.copy_problem.reason is StorageReason.REPLACED
    assert not (tmp_path / "copy.userbook").exists()
