"""Drafts that outlive the program: kept within a second, taken up by the next one."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.draft import Draft
from desktop_app.domain.errors import FileRefusedError
from desktop_app.domain.user import CreateUserDTO
from desktop_app.drafts.draft_json import from_json
from desktop_app.drafts.drafts_file import DraftsFile
from desktop_app.operations.user_operations import CreateUsers
from desktop_app.settings import SettingsFile
from desktop_app.view_models.backups_state import Keeping
from desktop_app.view_models.draft_keeper import DraftKeeper
from desktop_app.view_models.file_view_model import FileViewModel
from desktop_app.view_models.prompts import Choice, Question, QuestionKey
from desktop_app.view_models.surroundings import Surroundings
from desktop_app.view_models.user_form_state import FormMode
from desktop_app.view_models.workspace import Workspace

NAMES = ("ada", "bob", "eve")
PEOPLE = [{"user_name": name, "display_name": name, "department": "Old"} for name in NAMES]

DELETE_ADA = (
    "CREATE TABLE aside AS SELECT * FROM users WHERE key = 1",
    "CREATE TABLE aside_index AS SELECT * FROM user_index WHERE key = 1",
    "DELETE FROM user_index WHERE key = 1",
    "DELETE FROM users WHERE key = 1",
)
BRING_BACK_ADA = (
    "INSERT INTO users SELECT * FROM aside",
    "INSERT INTO user_index SELECT * FROM aside_index",
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "settings" / "drafts"


@pytest.fixture
def on_disk(folder, path):
    """What the next program would find, were this one killed now."""

    def on_disk() -> list[dict[str, object]]:
        try:
            texts = [path.read_text("ascii") for path in folder.glob("*.json")]
        except FileNotFoundError:  # just now
            return []
        return [dict(draft.typed) for text in texts for draft in from_json(text)]

    return on_disk


@pytest.fixture
async def program(path, folder, crashes, until, monkeypatch):
    """Starts it: the workspace of a file whose drafts are kept, with the users of PEOPLE."""
    running: list[Workspace] = []

    async def program(*, read_only: bool = False) -> Workspace:
        store = DraftsFile(folder, path)
        database = DatabaseHelper(f"sqlite+aiosqlite:///{path}", busy_timeout=200)
        if read_only:
            monkeypatch.setattr(DatabaseHelper, "is_read_only", True)
        workspace = Workspace(path, database, crashes.append, keeping=Keeping(drafts=store))
        running.append(workspace)
        await workspace.users.load()
        if not workspace.users.state.total and not read_only:
            users = tuple(map(CreateUserDTO.model_validate, PEOPLE))
            await workspace.changes.perform(CreateUsers(users))
            await until(lambda: workspace.users.state.count == len(PEOPLE))
        await workspace.form.take_up_drafts()
        return workspace

    yield program
    for workspace in running:
        await workspace.close()


async def select(workspace, until, *keys: int) -> None:
    await workspace.users.reveal(*keys)
    await until(lambda: set(workspace.form.state.keys) == set(keys))


async def test_typing_is_on_the_disk_within_a_second_though_it_goes_on(program, on_disk, until):
    workspace = await program()
    await select(workspace, until, 1)
    form, begun = workspace.form, time.monotonic()
    seen = []
    while time.monotonic() < begun + 1:
        form.edit("title", f"{time.monotonic() - begun:.2f}")
        await asyncio.sleep(0.02)
        seen = seen or on_disk()
    assert seen, "nothing was kept while somebody typed"
    form.edit("title", "Countess")
    await asyncio.sleep(1)
    assert on_disk() == [{"title": "Countess"}]


async def test_nothing_is_written_while_nothing_changes(program, until, folder):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Countess")
    assert await workspace.form.keeper.keep()
    (path,) = folder.glob("*.json")
    before = path.stat()
    await select(workspace, until, 2)
    await workspace.users.sort_by("user_name", descending=True)
    assert await workspace.form.keeper.keep()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


async def test_every_kind_of_draft_is_there_at_the_next_start(program, until):
    workspace = await program()
    form = workspace.form
    await select(workspace, until, 1)
    form.edit("valid_until", date(2031, 5, 1))
    form.edit("valid_from", "31.")
    form.edit("active", False)
    await select(workspace, until, 2, 3)
    form.edit("department", "Mine")
    form.edit("title", "")
    form.new()
    form.edit("email", "zoe@")
    await workspace.close()

    form = (again := await program()).form
    assert form.state.drafts == {1, 2, 3, None}
    assert form.count_drafts() == 3
    assert form.state.mode is FormMode.EMPTY
    await select(again, until, 1)
    assert form.state.draft == {
        "valid_until": date(2031, 5, 1),
        "valid_from": "31.",
        "active": False,
    }
    assert form.state.conflict is None
    assert form.state.problems.keys() == {"valid_from"}
    await select(again, until, 3, 2)
    assert form.state.draft == {"department": "Mine"}, "nobody has a title: that is no change"
    assert await form.save()
    form.new()
    assert form.state.draft == {"email": "zoe@"}
    form.revert()
    await select(again, until, 1)
    form.revert()
    await again.close()
    assert (await program()).form.count_drafts() == 0


async def test_what_somebody_changed_meanwhile_is_a_conflict(program, until, stored):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("department", "Mine")
    workspace.form.edit("title", "Lady")
    await workspace.close()
    stored("UPDATE users SET department = 'Theirs', version = version + 1 WHERE key = 1")

    form = (again := await program()).form
    await select(again, until, 1)
    assert form.state.conflict.fields == ("department",)
    assert form.state.conflict.stored.department == "Theirs"
    assert form.state.stored["department"] == "Old"
    form.keep_mine()
    await until(lambda: not form.state.draft and not form.tasks.is_busy)
    assert stored("SELECT department, title FROM users WHERE key = 1") == [("Mine", "Lady")]


async def test_several_that_somebody_changed_meanwhile_are_a_conflict(program, until, stored):
    workspace = await program()
    await select(workspace, until, 1, 2)
    workspace.form.edit("department", "Mine")
    await workspace.close()
    stored("UPDATE users SET department = 'Theirs', version = version + 1 WHERE key = 1")

    form = (again := await program()).form
    await select(again, until, 1, 2)
    assert form.state.draft == {"department": "Mine"}
    assert await form.save() is False
    assert form.state.conflict.stored.department == "Theirs"


async def test_what_is_saved_is_forgotten_at_once(program, until, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    form = workspace.form
    form.edit("title", "Lady")
    await form.keeper.keep()
    assert on_disk() == [{"title": "Lady"}]
    assert await form.save()
    await until(lambda: on_disk() == [], 0.5)
    form.edit("title", "Countess")
    await form.keeper.keep()
    form.revert()
    await until(lambda: on_disk() == [])


async def test_what_was_saved_just_before_the_kill_is_no_draft(program, until, stored, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.close()
    stored("UPDATE users SET title = 'Lady', version = version + 1 WHERE key = 1")
    again = await program()
    assert again.form.count_drafts() == 0
    assert again.form.state.drafts == frozenset()
    await again.close()
    assert on_disk() == []


async def test_closing_writes_the_last_second(program, until, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.close()
    assert on_disk() == [{"title": "Lady"}]


async def test_where_nobody_can_wait_it_is_written_at_once(program, until, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    workspace.form.keeper.keep_at_once()
    assert on_disk() == [{"title": "Lady"}]


async def test_in_a_file_that_can_only_be_read_they_wait_untouched(program, until, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.close()
    reader = await program(read_only=True)
    assert reader.form.count_drafts() == 0
    await reader.close()
    assert on_disk() == [{"title": "Lady"}]


async def test_the_draft_of_a_user_who_is_gone_waits_through_a_restart(
    program, until, stored, on_disk
):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.close()
    for statement in DELETE_ADA:
        stored(statement)
    again = await program()
    assert again.form.count_drafts() == 0
    assert again.form.state.drafts == frozenset()
    await again.close()
    assert on_disk() == [{"title": "Lady"}]
    for statement in BRING_BACK_ADA:
        stored(statement)
    assert (await program()).form.count_drafts() == 1


async def test_another_users_draft_is_not_shown_to_who_has_the_key_now(
    program, until, stored, on_disk
):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.close()
    stored("UPDATE users SET id = ? WHERE key = 1", str(UUID(int=5)))
    again = await program()
    await select(again, until, 1)
    assert (again.form.state.draft, again.form.count_drafts()) == ({}, 0)
    again.form.edit("title", "Lord")
    await again.close()
    assert on_disk() == [{"title": "Lord"}, {"title": "Lady"}]


async def test_of_erased_users_nothing_typed_is_kept(program, until, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await select(workspace, until, 2, 3)
    workspace.form.edit("title", "Lord")
    await workspace.form.keeper.keep()
    workspace.form.forget_users([1, 3])
    await until(lambda: not workspace.form.keeper.tasks.is_busy)
    assert on_disk() == []
    assert workspace.form.state.mode is FormMode.EMPTY


async def test_erasing_a_user_erases_what_was_typed(program, until, answers, on_disk):
    workspace = await program()
    await select(workspace, until, 1)
    workspace.form.edit("title", "Lady")
    await workspace.form.keeper.keep()
    await workspace.users.delete((1,))
    answers.will_say(True)
    assert await workspace.trash.erase((1,), answers)
    assert on_disk() == []


# Leaving the file


@pytest.fixture
async def file(tmp_path, folder, answers, crashes):
    settings = SettingsFile(tmp_path / "settings" / "settings.json")
    file = FileViewModel(
        settings, answers, crashes.append, Surroundings(drafts=partial(DraftsFile, folder))
    )
    yield file
    await file.shut()


async def begun(file, path) -> None:
    await file.open(path)
    file.state.workspace.form.new()
    file.state.workspace.form.edit("user_name", "zoe")


async def test_one_is_asked_whether_to_keep_discard_or_go_back(file, path, answers, on_disk):
    await begun(file, path)
    answers.will_say(Choice.GO_BACK)
    assert await file.close() is False
    assert file.state.workspace.form.state.draft == {"user_name": "zoe"}
    answers.will_say(Choice.KEEP)
    assert await file.close() is True
    assert answers.asked == [Question(QuestionKey.KEEP_CHANGES, 1)] * 2
    assert on_disk() == [{"user_name": "zoe"}]

    await file.open(path)
    form = file.state.workspace.form
    assert form.unsaved == ((),)
    answers.will_say(Choice.DISCARD)
    assert await file.close() is True
    assert on_disk() == []


async def test_discarding_and_then_staying_discards_nothing(file, path, answers, crashes, on_disk):
    await begun(file, path)
    answers.will_say(Choice.DISCARD)
    with pytest.raises(FileRefusedError):
        await file.open(path.with_name("missing.userbook"))
    assert file.state.workspace.form.state.draft == {"user_name": "zoe"}
    await file.shut()
    assert on_disk() == [{"user_name": "zoe"}]


async def test_the_end_of_the_program_keeps_them_unasked(file, path, on_disk):
    await begun(file, path)
    file.keep_drafts_at_once()
    assert on_disk() == [{"user_name": "zoe"}]
    file.state.workspace.form.edit("user_name", "zoe.2")
    await file.shut()
    assert on_disk() == [{"user_name": "zoe.2"}]
    file.keep_drafts_at_once()


async def test_where_they_cannot_be_kept_one_is_told_that_they_are_lost(
    tmp_path, path, answers, crashes
):
    (tmp_path / "no folder").touch()
    file = FileViewModel(
        SettingsFile(tmp_path / "settings.json"),
        answers,
        crashes.append,
        Surroundings(drafts=partial(DraftsFile, tmp_path / "no folder")),
    )
    await begun(file, path)
    answers.will_say(False, True)
    assert await file.close() is False
    assert await file.close() is True
    assert answers.asked == [Question(QuestionKey.DISCARD_CHANGES, 1)] * 2


class FullDisk:
    """A store on a disk that takes no more, until there is room."""

    def __init__(self) -> None:
        self.is_full = True
        self.saved: list[tuple[Draft, ...]] = []

    def load(self):
        return ()

    def save(self, drafts) -> None:
        if self.is_full:
            raise OSError(28, "No space left on device")
        self.saved.append(drafts)

    def close(self) -> None: ...


async def test_a_full_disk_is_no_crash_and_the_next_change_is_kept(crashes):
    disk, now = FullDisk(), [Draft(typed={"title": "a"})]
    keeper = DraftKeeper(disk, lambda: tuple(now), crashes.append)
    assert await keeper.keep() is False, "nothing is written before it was read"
    await keeper.load()
    assert await keeper.keep() is False
    keeper.keep_at_once()
    disk.is_full = False
    assert await keeper.keep() is True
    assert await keeper.keep() is True
    assert disk.saved == [tuple(now)]
    now.clear()
    await keeper.close()
    assert disk.saved[-1] == ()
