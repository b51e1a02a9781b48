"""What other programs do to the file is seen within a second, and costs nobody what was typed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.file_watch import WATCH_NAME
from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.change import Author, Deed
from desktop_app.domain.errors import StorageReason
from desktop_app.domain.query import Place
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.user_operations import CreateUser, DeleteUsers, RestoreUsers
from desktop_app.view_models import live_view_model
from desktop_app.view_models.user_form_state import FormMode

OTHER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA foreign_keys=ON")
connection.execute(sys.argv[2])
connection.commit()
"""
TAKEN = "INSERT OR REPLACE INTO meta VALUES ('search_taken', '7')"


@pytest.fixture
def elsewhere(path):
    """Another program on the same file."""

    def elsewhere(statement: str) -> None:
        subprocess.run([sys.executable, "-c", OTHER, path, statement], check=True)

    return elsewhere


@pytest.fixture(autouse=True)
async def live(workspace):
    workspace.live.start()
    await workspace.users.refresh()
    return workspace.live


async def test_a_change_by_another_program_is_in_the_table_within_a_second(
    workspace, add, elsewhere, until
):
    users = workspace.users
    await add({"user_name": "ada"}, {"user_name": "bob"})
    await users.select([range(1, 2)])
    selected = users.state.selected
    elsewhere("UPDATE users SET display_name = 'Augusta' WHERE user_name = 'ada'")
    await until(lambda: users.rows.row(0).values["display_name"] == "Augusta", timeout=1.0)
    assert users.state.selected == selected


async def test_our_own_commits_refresh_once(live, workspace, until):
    perform, users = workspace.changes.perform, workspace.users
    await perform(CreateUser(CreateUserDTO(user_name="eve", display_name="Eve")))
    await until(lambda: live.state.heard == 1)  # nobody knows what was before the first writing
    generation = users.state.generation
    await perform(CreateUser(CreateUserDTO(user_name="ada", display_name="Ada")))
    await asyncio.sleep(0.9)
    assert live.state.heard == 1
    assert users.state.generation == generation + 1
    assert users.state.count == 2


async def test_while_another_userbook_indexes_nothing_is_looked_through(
    live, workspace, add, elsewhere, until, monkeypatch
):
    await add({"user_name": "ada"})
    await until(lambda: live.state.is_settled and not live.tasks.is_busy)
    monkeypatch.setattr(live_view_model, "_PATIENCE", 0.5)
    looked, real = [], workspace.database.find_outside_changes
    monkeypatch.setattr(
        workspace.database, "find_outside_changes", lambda stop: looked.append(1) or real(stop)
    )
    for statement in (TAKEN, "INSERT INTO search_tail VALUES (1)", "DELETE FROM search_tail"):
        heard = live.state.heard
        elsewhere(statement)
        await until(lambda heard=heard: live.state.heard > heard)
        assert looked == []
    await until(lambda: live.state.is_settled)
    assert looked == [1]


async def test_an_untouched_form_shows_the_new_values(form, ada, elsewhere, until):
    elsewhere("UPDATE users SET title = 'Dame'")
    await until(lambda: form.state.value("title") == "Dame", timeout=1.0)
    assert form.state.draft == {}


async def test_other_fields_are_merged_into_a_touched_form(form, ada, elsewhere, until, stored):
    form.edit("title", "Lady")
    elsewhere("UPDATE users SET department = 'Engines', version = 2")
    await until(lambda: form.state.value("department") == "Engines", timeout=1.0)
    assert form.state.draft == {"title": "Lady"}
    assert form.state.conflict is None
    assert await form.save()
    assert stored("SELECT title, department FROM users") == [("Lady", "Engines")]


async def test_the_same_field_is_a_conflict_before_anything_is_saved(
    form, ada, elsewhere, until, stored
):
    form.edit("title", "Lady")
    form.edit("notes", "mine")
    elsewhere("UPDATE users SET title = 'Dame', version = 2")
    await until(lambda: form.state.conflict, timeout=1.0)
    assert form.state.conflict.fields == ("title",)
    assert form.state.conflict.stored.title == "Dame"
    assert form.state.draft == {"title": "Lady", "notes": "mine"}
    elsewhere("UPDATE users SET title = 'Queen', version = 3")
    await until(lambda: form.state.conflict.stored.title == "Queen", timeout=1.0)
    form.keep_mine()
    await until(lambda: not form.state.draft)
    assert stored("SELECT title, notes FROM users") == [("Lady", "mine")]


async def test_a_conflict_that_another_program_takes_back_is_none(form, ada, elsewhere, until):
    form.edit("title", "Lady")
    elsewhere("UPDATE users SET title = 'Dame'")
    await until(lambda: form.state.conflict)
    elsewhere("UPDATE users SET title = 'Countess'")
    await until(lambda: form.state.conflict is None)
    assert form.state.draft == {"title": "Lady"}


async def test_who_stored_the_same_as_was_typed_agrees(form, ada, elsewhere, until):
    form.edit("title", " Dame ")
    form.edit("notes", "mine")
    elsewhere("UPDATE users SET title = 'Dame'")
    await until(lambda: "title" not in form.state.draft)
    assert form.state.conflict is None
    assert form.state.value("title") == "Dame"
    assert form.state.draft == {"notes": "mine"}


async def test_several_users_keep_what_was_typed_about_them(
    live, form, add, choose, elsewhere, until
):
    ada, bob = await add({"user_name": "ada"}, {"user_name": "bob"})
    await choose(ada.key, bob.key)
    form.edit("department", "Arts")
    elsewhere("UPDATE users SET title = 'Dame'")
    await until(lambda: form.state.value("title") == "Dame")
    assert form.state.draft == {"department": "Arts"}
    elsewhere("UPDATE users SET department = 'Engines'")
    await until(lambda: live.state.heard == 2)
    assert await form.save() is False
    assert form.state.conflict.fields == ("department",)


async def test_a_user_that_is_deleted_while_one_types_is_told_and_can_be_made_anew(
    form, workspace, ada, elsewhere, until, stored
):
    form.edit("title", "Lady")
    elsewhere("UPDATE users SET title = 'Dame'")
    await until(lambda: form.state.conflict)
    elsewhere("DELETE FROM users")
    await until(lambda: form.state.gone and not workspace.users.state.selected)
    await workspace.users.refresh()
    assert form.state.draft == {"title": "Lady"}
    assert form.state.mode is FormMode.EDIT
    assert form.state.conflict is None
    assert not form.state.can_save
    assert await form.save() is False
    form.begin_again()
    assert form.state.mode is FormMode.NEW
    assert await form.save()
    query = "SELECT user_name, given_name, title FROM users"
    assert stored(query) == [("ada", "Ada", "Lady")]


async def test_a_user_that_comes_back_has_what_was_typed(form, ada, path, until, stored):
    form.edit("title", "Lady")
    other = DatabaseHelper(f"sqlite+aiosqlite:///{path}")
    async with other.get_db_session() as session:
        await carry_out(session, DeleteUsers((ada.key,)), Author())
    await until(lambda: form.state.gone)
    async with other.get_db_session() as session:
        await carry_out(session, RestoreUsers((ada.key,)), Author())
    await other.close()
    await until(lambda: not form.state.gone)
    assert form.state.draft == {"title": "Lady"}
    assert await form.save()
    assert stored("SELECT title FROM users") == [("Lady",)]


async def test_what_was_typed_about_somebody_who_is_gone_can_be_given_up(
    form, add, choose, countess, elsewhere, until
):
    ada, _ = await add(countess, {"user_name": "bob"})
    await choose(ada.key)
    form.edit("title", "Lady")
    elsewhere("DELETE FROM users WHERE user_name = 'ada'")
    await until(lambda: form.state.gone)
    form.revert()
    await until(lambda: form.state.mode is FormMode.EMPTY)
    assert form.state.draft == {}


async def test_a_user_name_that_another_program_takes_meanwhile_is_told_in_a_new_form(
    form, add, elsewhere, until
):
    await add({"user_name": "bob"})
    form.new()
    form.edit("user_name", "eve")
    elsewhere("UPDATE users SET user_name = 'eve', user_name_key = 'eve'")
    await until(lambda: form.state.owner is not None)


async def test_a_file_that_is_taken_away_is_told_before_anything_is_saved(
    live, path, until, add, workspace
):
    await add({"user_name": "ada"})
    away = path.with_name("away")
    path.rename(away)
    await until(lambda: live.state.trouble is StorageReason.VANISHED, timeout=1.0)
    away.rename(path)
    await until(lambda: live.state.trouble is None, timeout=1.0)
    create_document(path.with_name("new.userbook"))
    path.with_name("new.userbook").replace(path)
    await until(lambda: live.state.trouble is StorageReason.REPLACED, timeout=1.0)
    assert workspace.users.state.count == 1


async def test_nobody_listens_after_the_file_was_closed(live, workspace, path, elsewhere):
    await workspace.close()
    assert WATCH_NAME not in {thread.name for thread in threading.enumerate()}
    elsewhere("PRAGMA user_version=3")
    await asyncio.sleep(0.5)
    assert live.state.heard == 0
    assert [found.name for found in path.parent.iterdir()] == [path.name]


async def test_a_change_without_history_is_told_and_entered_in_history(
    live, workspace, elsewhere, until, stored
):
    for name in ("ada", "bob"):
        await workspace.changes.perform(CreateUser(CreateUserDTO(user_name=name, display_name="x")))
    elsewhere("UPDATE users SET title = 'Dame' WHERE user_name = 'ada'")
    elsewhere("DELETE FROM users WHERE user_name = 'bob'")
    await until(lambda: stored("SELECT count(*) FROM change_sets WHERE kind = 'outside'") != [(0,)])
    await until(lambda: workspace.users.state.count == 1 and live.state.is_settled)
    notice = workspace.changes.state.notice
    assert notice.summary.deed is Deed.OUTSIDE
    assert not notice.can_undo
    assert stored("SELECT field, after FROM changes WHERE field = 'title'") == [("title", "Dame")]


async def test_what_another_userbook_does_needs_no_looking_for(
    live, workspace, path, until, stored, monkeypatch
):
    create = CreateUser(CreateUserDTO(user_name="ada", display_name="Ada"))
    await workspace.changes.perform(create)
    await until(lambda: live.state.heard and not live.tasks.is_busy)
    looked = []
    monkeypatch.setattr(live, "inspect", lambda: looked.append(1))
    other = DatabaseHelper(f"sqlite+aiosqlite:///{path}")
    async with other.get_db_session() as session:
        create = CreateUser(CreateUserDTO(user_name="eve", display_name="Eve"))
        await carry_out(session, create, Author())
    await other.close()
    heard = live.state.heard
    await until(lambda: live.state.heard > heard)
    assert looked == []
    assert stored("SELECT count(*) FROM change_sets WHERE kind = 'outside'") == [(0,)]


async def test_a_file_that_was_taken_away_leaves_nothing_beside_it(live, path, until, add):
    await add({"user_name": "ada"})
    path.rename(path.with_name("away"))
    await until(lambda: live.state.trouble is StorageReason.VANISHED, timeout=1.0)
    await live._database.close()
    assert [found.name for found in path.parent.iterdir()] == ["away"]


async def test_numbers_that_another_program_has_spoiled_are_soon_right(
    workspace, add, elsewhere, until
):
    await add({"user_name": "ada"}, {"user_name": "bob"})
    await workspace.live.begin()
    seen: list[int] = []
    workspace.users.watch(lambda state: state.places[Place.ALL], seen.append)
    elsewhere("UPDATE tallies SET count = 40")
    await until(lambda: seen == [2, 40, 2])
