"""Which file is open: new, open, recent, sample, refused, drafts."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop_app.database import copying
from desktop_app.database.connection import THREAD_NAME
from desktop_app.database.document import create_document
from desktop_app.database.migrations import head
from desktop_app.domain.errors import FileReason, FileRefusedError, StorageError, StorageReason
from desktop_app.operations.samples import samples_of
from desktop_app.settings import SettingsFile
from desktop_app.view_models import file_view_model, surroundings
from desktop_app.view_models.file_view_model import SAMPLE_SIZE, FileViewModel, Surroundings
from desktop_app.view_models.prompts import FileKind, Question, QuestionKey
from desktop_app.view_models.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def settings(tmp_path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
async def file(settings, answers, crashes, until) -> AsyncIterator[FileViewModel]:
    file = FileViewModel(settings, answers, crashes.append)
    yield file
    await file.tasks.close()
    await file.shut()
    await until(lambda: THREAD_NAME not in {thread.name for thread in threading.enumerate()})


@pytest.fixture
def other(tmp_path) -> Path:
    return create_document(tmp_path / "other.userbook").path


async def refused(file: FileViewModel, task: asyncio.Task[bool]) -> FileReason:
    with pytest.raises(FileRefusedError) as caught:
        await task
    assert file.state.problem is caught.value
    assert file.state.opening is None
    return caught.value.reason


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_file_is_opened_shown_and_remembered(file, path, settings):
    seen = []
    file.watch(lambda state: state.opening, seen.append)
    assert await file.open(path) is True
    assert file.state.workspace.path == path
    assert file.state.workspace.users.state.generation == 1
    assert seen == [None, path, None]
    assert file.state.recent == (path,)
    assert settings.recent == (str(path),)


async def test_a_file_is_known_before_its_rows_are_there(file, path):
    seen = []
    file.watch(lambda state: state.coming and state.coming.users.state.generation, seen.append)
    assert await file.open(path) is True
    assert seen == [None, 0, 1, None]


async def test_a_file_whose_rows_cannot_be_read_comes_no_more(file, path, monkeypatch):
    async def fails(_workspace):
        await asyncio.sleep(0)
        raise StorageError(StorageReason.BUSY)

    seen = []
    file.watch(lambda state: state.coming is not None, seen.append)
    monkeypatch.setattr(Workspace, "begin", fails)
    with pytest.raises(StorageError):
        await file.open(path)
    assert seen == [False, True, False]
    assert file.state.workspace is None


async def test_a_file_comes_no_more_if_the_old_one_cannot_be_left(file, path, other, monkeypatch):
    async def fails(_file):
        raise StorageError(StorageReason.BUSY)

    assert await file.open(path)
    before = file.state.workspace
    with monkeypatch.context() as patched:
        patched.setattr(FileViewModel, "_leave", fails)
        with pytest.raises(StorageError):
            await file.open(other)
    assert (file.state.coming, file.state.workspace) == (None, before)


async def test_a_file_is_chosen_by_the_person(file, path, answers):
    answers.will_say(None, path)
    assert await file.open() is False
    assert await file.open() is True
    assert answers.asked == [FileKind.USERBOOK] * 2


async def test_a_new_file_is_made_where_the_person_says(file, tmp_path, answers):
    answers.will_say(None, tmp_path / "new.userbook")
    assert await file.new("Users.userbook") is False
    assert await file.new("Users.userbook") is True
    assert answers.asked == [(FileKind.USERBOOK, "Users.userbook")] * 2
    assert file.state.workspace.users.state.total == 0
    assert file.state.workspace.path == tmp_path / "new.userbook"


async def test_a_new_file_replaces_nothing(file, path, other, answers):
    await file.open(path)
    answers.will_say(other)
    assert await refused(file, file.new("x")) is FileReason.EXISTS
    assert file.state.workspace.path == path


async def test_the_next_file_takes_the_place_of_the_last(file, path, other):
    await file.open(path)
    first = file.state.workspace
    await file.open(other)
    assert file.state.workspace.path == other
    assert file.state.recent == (other, path)
    await asyncio.wait([first.users.search("x")])
    assert first.users.state.problem is not None, "the first one is closed"
    assert names(path.parent) == {"users.userbook"}


async def test_a_refused_file_keeps_the_old_one_open(file, path, tmp_path):
    await file.open(path)
    workspace = file.state.workspace
    (tmp_path / "diary.userbook").write_text("Dear diary")
    assert await refused(file, file.open(tmp_path / "diary.userbook")) is FileReason.NOT_OURS
    assert await refused(file, file.open(tmp_path / "gone.userbook")) is FileReason.MISSING
    assert file.state.workspace is workspace
    assert file.state.recent == (path,)
    file.dismiss()
    assert file.state.problem is None
    await workspace.users.refresh()


async def test_a_file_that_breaks_on_its_first_rows_keeps_the_old_one_open(file, path, other):
    data = bytearray(other.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    other.write_bytes(data)
    await file.open(path)
    with pytest.raises((StorageError, FileRefusedError)):
        await file.open(other)
    assert file.state.workspace.path == path
    assert file.state.problem is not None


async def test_another_file_asked_for_meanwhile_is_opened_next(file, path, other):
    first, second = file.open(path), file.open(other)
    assert file.open(other) is second, "the same wish twice is one"
    assert await first
    assert await second
    assert file.state.workspace.path == other


async def test_the_file_that_is_open_is_not_opened_again(file, path, tmp_path):
    await file.open(path)
    workspace = file.state.workspace
    workspace.form.new()
    workspace.form.edit("user_name", "ada")
    link = tmp_path / "link.userbook"
    link.symlink_to(path)
    for same in (path, link, path.parent / ".." / path.parent.name / path.name):
        assert await file.open(same) is True
        assert file.state.workspace is workspace


async def test_drafts_are_asked_about_before_they_are_lost(file, path, other, answers):
    await file.open(path)
    form = file.state.workspace.form
    form.new()
    form.edit("user_name", "ada")
    answers.will_say(False, False, other.with_name("new.userbook"), False, False)
    assert await file.open(other) is False
    assert await file.close() is False
    assert await file.new("x") is False
    assert await file.sample(other) is False
    assert file.state.workspace.path == path
    assert form.state.draft == {"user_name": "ada"}
    question = Question(QuestionKey.DISCARD_CHANGES, 1)
    assert [one for one in answers.asked if isinstance(one, Question)] == [question] * 4
    answers.will_say(True)
    assert await file.close() is True
    assert file.state.workspace is None


async def test_nothing_is_asked_without_drafts(file, path):
    assert await file.close() is True
    await file.open(path)
    assert await file.close() is True
    assert file.state.workspace is None
    assert names(path.parent) == {"users.userbook"}


async def test_sample_users_are_made_once_and_opened_afterwards(file, tmp_path):
    sample = tmp_path / "Sample users.userbook"
    assert await file.sample(sample) is True
    users = file.state.workspace.users
    assert users.state.total == SAMPLE_SIZE
    await users.select([range(SAMPLE_SIZE)])
    await users.delete(await users.selection())
    await file.close()
    assert await file.sample(sample) is True
    assert file.state.workspace.users.state.total == 0


async def test_a_sample_that_is_no_userbook_is_refused_and_kept(file, tmp_path):
    sample = tmp_path / "Sample users.userbook"
    sample.write_text("mine")
    assert await refused(file, file.sample(sample)) is FileReason.NOT_OURS
    assert sample.read_text() == "mine"


async def test_a_sample_that_cannot_be_filled_is_not_left_behind(
    file, tmp_path, monkeypatch, crashes
):
    def broken(_count: int, _kind: object) -> None:
        raise KeyError("broken")

    monkeypatch.setattr(file_view_model, "samples_of", broken)
    with pytest.raises(KeyError):
        await file.sample(tmp_path / "Sample users.userbook")
    assert [type(error) for error in crashes] == [KeyError]
    crashes.clear()
    assert names(tmp_path) == set()
    assert (file.state.workspace, file.state.opening) == (None, None)


async def test_sample_users_can_be_added_and_taken_back(file, path, until):
    file.add_samples()
    await file.open(path)
    file.add_samples()
    workspace = file.state.workspace
    await until(lambda: workspace.users.state.total == SAMPLE_SIZE)
    await workspace.changes.undo()
    await until(lambda: workspace.users.state.total == 0)


async def test_a_recent_file_can_be_forgotten(file, path, other, settings):
    await file.open(path)
    await file.open(other)
    file.forget(other)
    assert file.state.recent == (path,)
    assert settings.recent == (str(path),)


async def test_recent_files_are_known_from_the_start(settings, path, answers, crashes):
    settings.remember(path)
    assert FileViewModel(settings, answers, crashes.append).state.recent == (path,)


async def test_an_operator_may_name_a_database(file, path, settings):
    assert await file.open_url(f"sqlite+aiosqlite:///{path}") is True
    assert file.state.workspace.path == path.resolve(), "so that it is not opened a second time"
    assert file.state.recent == (), "an operator's choice is no habit of the person"
    assert settings.recent == ()
    assert await file.open(path) is True


async def test_the_journal_is_chosen_by_the_place_of_the_file(
    settings, path, answers, crashes, add_user
):
    asked = []
    around = Surroundings(journal_mode=lambda p: asked.append(p) or "TRUNCATE")
    file = FileViewModel(settings, answers, crashes.append, around)
    await file.open(path)
    await add_user(file)
    assert asked == [path]
    assert names(path.parent) == {"users.userbook", "users.userbook-journal"}
    await file.shut()


@pytest.fixture
def add_user():
    async def add_user(file: FileViewModel) -> None:
        form = file.state.workspace.form
        form.new()
        form.edit("user_name", "ada")
        assert await form.save()

    return add_user


async def test_a_second_click_opens_nothing_twice(file, path):
    first, second = file.open(path), file.open(path)
    assert first is second
    assert await first


async def test_shutting_finishes_what_is_being_saved(file, path, stored):
    await file.open(path)
    form = file.state.workspace.form
    form.new()
    form.edit("user_name", "ada")
    form.save()
    await asyncio.sleep(0)
    await file.shut()
    assert stored("SELECT user_name FROM users") == [("ada",)]
    await file.shut()


async def test_a_bug_while_opening_is_reported_once(file, path, crashes, monkeypatch):
    def broken(_path, **_options: Path) -> None:
        raise KeyError("broken")

    monkeypatch.setattr(surroundings, "open_document", broken)
    with pytest.raises(KeyError):
        await file.open(path)
    assert len(crashes) == 1
    crashes.clear()


async def test_a_bug_in_the_first_rows_is_reported_once(file, path, crashes, monkeypatch, stored):
    await file.open(path)

    async def broken(_self: object) -> None:
        raise KeyError("broken")

    workspace = file.state.workspace
    monkeypatch.setattr(type(workspace.users), "load_first", broken)
    with pytest.raises(KeyError):
        await file.open_url(f"sqlite+aiosqlite:///{path}")
    assert len(crashes) == 1
    assert file.state.workspace is workspace
    crashes.clear()


async def test_what_is_being_saved_while_the_file_closes_is_not_asked_about(file, path, other):
    await file.open(path)
    form = file.state.workspace.form
    form.new()
    form.edit("user_name", "ada")
    saving = form.save()
    assert await file.close() is True, "a question would have failed: nobody answers it"
    assert await saving
    await file.open(path)
    assert file.state.workspace.users.state.total == 1


async def test_closing_gives_up_the_copy_before_a_migration(
    settings, answers, path, tmp_path, monkeypatch, until
):
    """The old file is as it was, and nothing of the copy is left."""
    crashes: list[BaseException] = []
    with closing(sqlite3.connect(path)) as older:
        older.execute(f"PRAGMA user_version={head() - 1}")
    began: list[object] = []

    def endless(connection):
        began.append(connection)
        connection.execute(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c"
        ).fetchone()

    monkeypatch.setattr(copying, "counts", endless)
    file = FileViewModel(
        settings, answers, crashes.append, Surroundings(backups=tmp_path / "backups")
    )
    opening = file.open(path)
    await until(lambda: began)
    assert await asyncio.wait_for(file.close(), 2)
    assert await opening is False
    assert file.state.workspace is None
    assert [each for each in (tmp_path / "backups").rglob("*") if each.is_file()] == []
    with closing(sqlite3.connect(path)) as older:
        assert older.execute("PRAGMA user_version").fetchone() == (head() - 1,)
    await file.tasks.close()
    assert crashes == []


async def test_the_file_that_took_the_place_of_the_open_one_can_be_opened(file, path, other, until):
    await file.open(path)
    before = file.state.workspace
    await before.changes.perform(samples_of(3))
    other.replace(path)
    await until(lambda: before.live.state.trouble is StorageReason.REPLACED)
    assert await file.open(path)
    assert file.state.workspace is not before
    assert file.state.workspace.users.state.total == 0, "nothing of the old log came into it"
    await file.state.workspace.changes.perform(samples_of(2))
    await file.close()
    assert names(path.parent).isdisjoint({f"{path.name}-wal", f"{path.name}-shm"})


async def test_what_took_its_place_and_is_no_userbook_leaves_the_old_one_in_sight(
    file, path, tmp_path, until
):
    await file.open(path)
    before = file.state.workspace
    (tmp_path / "diary").write_text("Dear diary")
    (tmp_path / "diary").replace(path)
    await until(lambda: before.live.state.trouble is StorageReason.REPLACED)
    assert await refused(file, file.open(path)) is FileReason.NOT_OURS
    assert file.state.workspace is before
