"""Salvage: the damaged file is closed before, and the new one opened afterwards."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.settings import SettingsFile
from desktop_app.view_models.file_view_model import FileViewModel
from desktop_app.view_models.prompts import QuestionKey
from desktop_app.view_models.salvage_view_model import SalvageViewModel


@pytest.fixture
async def file(tmp_path, answers, crashes):
    file = FileViewModel(SettingsFile(tmp_path / "settings.json"), answers, crashes.append)
    yield file
    await file.tasks.close()
    await file.shut()


@pytest.fixture
async def salvages(file, crashes):
    salvages = SalvageViewModel(file, crashes.append)
    yield salvages
    await salvages.tasks.close()


@pytest.fixture
async def damaged(workspace, add, path, stored):
    """The first of its pages of users is gone."""
    await add(*({"user_name": f"user.{i}"} for i in range(60)))
    stored("PRAGMA wal_checkpoint(TRUNCATE)")
    ((page,),) = stored(
        "SELECT pageno FROM dbstat WHERE name = 'users' AND pagetype = 'leaf' LIMIT 1"
    )
    await workspace.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    return path


async def test_what_is_recovered_is_opened(salvages, file, damaged, tmp_path):
    before, new = damaged.read_bytes(), tmp_path / "new.userbook"
    seen = []
    salvages.watch(lambda state: state.running, seen.append)
    assert await salvages.salvage(damaged, new) is True
    report = salvages.state.report
    assert report.users + report.lost == 60
    assert report.lost > 0
    assert all(name.startswith("user.") for name in report.lost_names)
    assert file.state.workspace.path == new
    assert file.state.workspace.users.state.count == report.users
    assert seen == [False, True, False]
    assert damaged.read_bytes() == before


async def test_an_open_file_is_closed_for_it(salvages, file, path, tmp_path):
    await file.open(path)
    assert await salvages.salvage(path, tmp_path / "new.userbook") is True
    assert file.state.workspace.path == tmp_path / "new.userbook"
    assert not path.with_name(path.name + "-wal").exists()


async def test_a_draft_may_keep_it_open(salvages, file, path, answers, tmp_path):
    await file.open(path)
    form = file.state.workspace.form
    form.new()
    form.edit("user_name", "ada")
    answers.will_say(False)
    assert await salvages.salvage(path, tmp_path / "new.userbook") is False
    assert answers.asked[0].key is QuestionKey.DISCARD_CHANGES
    assert file.state.workspace.path == path
    assert not (tmp_path / "new.userbook").exists()


async def test_one_that_fails_leaves_the_old_file_open(salvages, file, path, tmp_path):
    taken = tmp_path / "taken.userbook"
    taken.write_bytes(b"mine")
    await file.open(path)
    with pytest.raises(FileRefusedError) as caught:
        await salvages.salvage(path, taken)
    assert caught.value.reason is FileReason.EXISTS
    assert salvages.state.problem is caught.value
    assert file.state.workspace.path == path
    assert taken.read_bytes() == b"mine"


async def test_one_that_is_given_up_leaves_nothing(salvages, file, damaged, tmp_path):
    task = salvages.salvage(damaged, tmp_path / "new.userbook")
    salvages.watch(lambda state: state.running, lambda running: running and salvages.cancel())
    assert await task is False
    assert salvages.state.report is None
    assert not (tmp_path / "new.userbook").exists()
    assert file.state.workspace is None


async def test_a_file_whose_first_rows_are_damaged_is_refused_as_such(
    file, path, stored, add, workspace
):
    await add(*({"user_name": f"u{i}"} for i in range(40)))
    stored("PRAGMA wal_checkpoint(TRUNCATE)")
    ((page,),) = stored("SELECT rootpage FROM sqlite_schema WHERE name = 'users'")
    await workspace.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(FileRefusedError) as caught:
        await file.open(path)
    assert (caught.value.path, caught.value.reason) == (path, FileReason.DAMAGED)
