"""What other tools wrote while a file was closed is entered in history when it is opened again."""

from __future__ import annotations

import pytest

from desktop_app.settings import SettingsFile
from desktop_app.view_models.file_view_model import FileViewModel
from desktop_app.view_models.live_view_model import LiveViewModel


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
