"""What other tools wrote while a file was closed is entered in history when it is opened again."""

from __future__ import annotations

import pytest

from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUser
from desktop_app.settings import SettingsFile
from desktop_app.view_models.file_view_model import FileViewModel
from desktop_app.view_models.live_view_model import LiveViewModel
from desktop_app.view_models.workspace import Workspace


@pytest.fixture
async def file(tmp_path, answers, crashes):
    file = FileViewModel(SettingsFile(tmp_path / "settings.json"), answers, crashes.append)
    yield file
    await file.tasks.close()
    await file.shut()


async def settled(file, until) -> None:
    live = file.state.workspace.live
    await until(lambda: not live.tasks.is_busy and live.state.is_settled)


async def test_what_was_written_while_a_file_was_closed_is_entered(file, path, stored, until):
    assert await file.open(path)
    file.add_samples()
    await file.state.workspace.changes.tasks.finish_writes()
    await settled(file, until)
    assert await file.close()
    stored("UPDATE users SET title = 'Dame' WHERE key = 3")
    assert await file.open(path)
    await settled(file, until)
    query = "SELECT field, after FROM changes JOIN change_sets USING (seq) WHERE kind = 'outside'"
    assert stored(query) == [("title", "Dame")]


async def test_a_file_that_is_as_it_was_left_is_not_looked_through(
    file, path, until, stored, monkeypatch
):
    assert await file.open(path)
    await settled(file, until)
    assert await file.close()
    looked = []
    monkeypatch.setattr(LiveViewModel, "inspect", lambda _self: looked.append(1))
    assert await file.open(path)
    assert looked == []
    assert await file.close()
    stored("UPDATE users SET title = 'Dame'")
    stored("PRAGMA user_version=2")
    assert await file.open(path)
    assert looked == [1]


async def test_what_was_written_in_the_last_moment_is_found_next_time(file, path, stored, until):
    assert await file.open(path)
    file.add_samples()
    await file.state.workspace.changes.tasks.finish_writes()
    await settled(file, until)
    workspace = file.state.workspace
    stored("UPDATE users SET title = 'Dame' WHERE key = 3")
    assert await file.close()
    assert not workspace.is_settled
    assert await file.open(path)
    await settled(file, until)
    assert stored("SELECT count(*) FROM change_sets WHERE kind = 'outside'") == [(1,)]


async def test_what_is_heard_and_not_looked_at_yet_is_found_next_time(
    file, path, stored, until, monkeypatch
):
    assert await file.open(path)
    await settled(file, until)
    workspace = file.state.workspace
    monkeypatch.setattr(LiveViewModel, "look", lambda _self: None)
    stored("UPDATE meta SET value = 'x'")
    stored("INSERT INTO meta VALUES ('a', 'b')")
    await until(lambda: workspace.live._heard)
    assert await file.close()
    assert not workspace.is_settled


async def test_our_own_last_change_is_not_looked_for_next_time(file, path, until):
    assert await file.open(path)
    changes = file.state.workspace.changes
    heard = file.state.workspace.live.state.heard
    await changes.perform(CreateUser(CreateUserDTO(user_name="ada", display_name="Ada")))
    await until(lambda: file.state.workspace.live.state.heard > heard)
    await settled(file, until)
    workspace = file.state.workspace
    await changes.perform(CreateUser(CreateUserDTO(user_name="bob", display_name="Bob")))
    assert await file.close()
    assert workspace.is_settled


async def test_a_file_that_is_only_read_is_looked_through_once_it_can_be_written(path, crashes):
    database = DatabaseHelper(f"sqlite+aiosqlite:///{path}?mode=ro&uri=true")
    workspace = Workspace(path, database, crashes.append)
    await workspace.live.inspect()
    await workspace.close()
    assert not workspace.is_settled
