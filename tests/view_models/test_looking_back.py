"""Another state of the open file is shown in its place; then the file is back as it was."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.connection import THREAD_NAME
from desktop_app.database.copying import Source
from desktop_app.database.document import create_document
from desktop_app.database.past_look import past_glimpse
from desktop_app.domain.errors import FileRefusedError, StorageError
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUser
from desktop_app.settings import SettingsFile
from desktop_app.view_models.file_view_model import FileViewModel, Surroundings
from desktop_app.view_models.looking import Past, PastKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PAST = Past(PastKind.MOMENT, datetime(2026, 11, 3, 14, 5, tzinfo=UTC))


@pytest.fixture
async def file(path, tmp_path, answers, crashes, until) -> AsyncIterator[FileViewModel]:
    settings = SettingsFile(tmp_path / "settings.json")
    file = FileViewModel(
        settings, answers, crashes.append, Surroundings(backups=tmp_path / "backups")
    )
    await file.open(path)
    yield file
    await file.tasks.close()
    await file.shut()
    await until(lambda: THREAD_NAME not in {thread.name for thread in threading.enumerate()})


async def add(file: FileViewModel, name: str) -> None:
    user = CreateUserDTO(user_name=name, display_name=name)
    await file.state.workspace.changes.perform(CreateUser(user))


@pytest.fixture
async def backup(file):
    """Of a file with one user; now it has two."""
    await add(file, "ada")
    await file.state.workspace.backups.make()
    await add(file, "alan")
    return file.state.workspace.backups.state.made


async def test_a_backup_is_shown_and_the_file_waits(file, backup):
    workspace = file.state.workspace
    workspace.form.new()
    workspace.form.edit("given_name", "Grace")
    assert await file.look_at(backup)
    looking = file.state.looking
    assert looking.past == Past(PastKind.BACKUP, backup.when)
    assert looking.workspace.users.state.total == 1
    assert looking.workspace.users.is_read_only
    assert file.state.workspace is workspace
    with pytest.raises(StorageError):
        await looking.workspace.changes.attempt(
            CreateUser(CreateUserDTO(user_name="x", display_name="x"))
        )
    await file.look_back()
    assert file.state.looking is None
    assert file.state.workspace is workspace
    assert workspace.form.state.draft["given_name"] == "Grace"
    await workspace.users.refresh()
    assert workspace.users.state.total == 2
    await workspace.changes.undo()
    assert workspace.changes.state.problem is None


async def test_looking_leaves_the_backup_and_its_folder_as_they_were(file, backup):
    before = backup.path.read_bytes()
    await file.look_at(backup)
    await file.look_back()
    await file.look_back()
    assert backup.path.read_bytes() == before
    assert list(backup.path.parent.iterdir()) == [backup.path]


async def test_a_temporary_file_is_gone_afterwards(file, path, tmp_path):
    glimpse = past_glimpse(Source(path), 1)
    folder = glimpse.document.path.parent
    assert await file.look(glimpse, PAST)
    assert file.state.looking.past == PAST
    await file.look_back()
    assert not folder.exists()


async def test_what_is_looked_at_next_takes_its_place(file, backup, path, tmp_path):
    await file.look_at(backup)
    first = file.state.looking
    await file.look_at(backup)
    assert file.state.looking is not first
    await file.look_back()
    assert file.state.looking is None


async def test_closing_while_looking_closes_both(file, backup):
    await file.look_at(backup)
    assert await file.close()
    assert (file.state.workspace, file.state.looking) == (None, None)


async def test_another_file_takes_the_place_of_both(file, backup, tmp_path):
    other = create_document(tmp_path / "other.userbook").path
    await file.look_at(backup)
    await file.open(other)
    assert file.state.looking is None
    assert file.state.workspace.path == other


async def test_without_a_file_there_is_nothing_to_look_past(file, backup, tmp_path):
    await file.close()
    glimpse = past_glimpse(Source(backup.path), 1)
    assert not await file.look(glimpse, PAST)
    assert not glimpse.document.path.exists()


async def test_a_backup_that_cannot_be_opened_leaves_the_file_in_sight(file, backup):
    backup.path.write_text("Dear diary")
    with pytest.raises(FileRefusedError):
        await file.look_at(backup)
    assert file.state.looking is None
    assert file.state.problem is not None
    file.add_samples()


async def test_samples_are_not_added_behind_what_is_looked_at(file, backup):
    await file.look_at(backup)
    file.add_samples()
    await file.look_back()
    assert file.state.workspace.users.state.total == 2
