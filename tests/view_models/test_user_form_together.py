"""The form with several users, with other programs, and with a person who does not wait."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.domain.errors import AlreadyExistError, NotFoundError, StorageReason
from desktop_app.view_models.user_form_state import FormMode


@pytest.fixture
async def pair(add, countess):
    return await add(countess | {"department": "Engines"}, {"user_name": "bob"})


async def test_several_users_show_what_they_have_in_common(form, add, choose, countess):
    ada, bob, eve = await add(
        countess | {"department": "Engines"},
        {"user_name": "bob", "department": "Engines"},
        {"user_name": "eve", "department": "Arts"},
    )
    await choose(ada.key, bob.key)
    assert form.state.mode is FormMode.SEVERAL
    assert form.state.user is None
    assert form.state.value("department") == "Engines"
    assert {"title", "user_name"} <= form.state.mixed
    assert "department" not in form.state.mixed
    assert form.state.value("title") is None
    await choose(ada.key, bob.key, eve.key)
    assert "department" in form.state.mixed


async def test_a_value_goes_to_all_of_several(form, workspace, pair, choose, stored, until):
    ada, bob = pair
    await choose(ada.key, bob.key)
    form.edit("title", "")
    assert form.state.draft == {"title": ""}, "emptying what is mixed is a change"
    form.edit("department", "Arts")
    assert await form.save()
    await until(lambda: form.state.value("department") == "Arts")
    assert stored("SELECT title, department FROM users") == [(None, "Arts")] * 2
    assert workspace.changes.state.undo.count == 2
    await workspace.changes.undo()
    await until(lambda: "department" in form.state.mixed)
    assert stored("SELECT title, department FROM users") == [("Countess", "Engines"), (None, None)]


async def test_a_draft_for_several_is_counted_and_can_be_reverted(
    form, workspace, add, choose, countess, idle
):
    ada, bob = await add(countess, {"user_name": "bob"})
    form.new()
    form.edit("user_name", "eve")
    await choose(ada.key, bob.key)
    form.edit("department", "Arts")
    form.leave("department")
    assert form.count_drafts() == 2
    await workspace.users.sort_by("user_name", descending=True)
    await idle()
    assert form.state.draft == {"department": "Arts"}, "another order is no other selection"
    form.revert()
    assert form.state.draft == {}
    assert form.count_drafts() == 1, "the new one is not given up with it"


async def test_a_wrong_value_for_several_is_stored_nowhere(form, add, choose, stored, countess):
    ada, bob = await add(countess | {"valid_from": "2026-06-01"}, {"user_name": "bob"})
    await choose(ada.key, bob.key)
    form.edit("valid_until", "2026-05-01")
    assert await form.save() is False
    assert form.state.problem is not None
    assert stored("SELECT valid_until FROM users") == [(None,), (None,)]


async def test_a_conflict_is_shown_and_mine_can_be_kept(form, workspace, ada, stored, idle):
    stored("UPDATE users SET title = 'Dame', notes = 'theirs', version = 7")
    form.edit("title", "Lady")
    assert await form.save() is False
    assert form.state.conflict.fields == ("title",)
    assert form.state.conflict.stored.title == "Dame"
    assert not form.state.can_save
    assert await form.save() is False, "first the question is to be answered"
    assert workspace.changes.state.problem is None
    form.keep_mine()
    await idle()
    assert form.state.conflict is None
    assert stored("SELECT title, notes FROM users") == [("Lady", "theirs")]
    assert form.state.value("notes") == "theirs"


async def test_in_a_conflict_theirs_can_be_taken(form, workspace, ada, stored, idle):
    stored("UPDATE users SET title = 'Dame', version = 7")
    form.edit("title", "Lady")
    form.edit("notes", "mine")
    await form.save()
    form.take_theirs()
    assert form.state.conflict is None
    assert form.state.draft == {"notes": "mine"}
    assert form.state.value("title") == "Dame"
    await idle()
    assert workspace.users.rows.row(0).values["title"] == "Dame"
    assert await form.save()
    assert stored("SELECT title, notes FROM users") == [("Dame", "mine")]


async def test_reverting_in_a_conflict_shows_what_is_stored_now(form, ada, stored, idle):
    stored("UPDATE users SET title = 'Dame', version = 7")
    form.edit("title", "Lady")
    await form.save()
    form.revert()
    await idle()
    assert form.state.conflict is None
    assert form.state.value("title") == "Dame"


async def test_without_a_conflict_there_is_nothing_to_choose(form, ada):
    form.keep_mine()
    form.take_theirs()
    assert form.state.user == ada


async def test_a_user_that_is_gone_is_told_and_the_draft_stays(form, ada, stored):
    stored("DELETE FROM user_index")
    stored("DELETE FROM users")
    form.edit("title", "Lady")
    assert await form.save() is False
    assert isinstance(form.state.problem, NotFoundError)
    assert form.state.draft == {"title": "Lady"}
    assert not form.state.saving


async def test_a_locked_file_is_told_and_the_draft_stays(form, ada, locked):
    form.edit("title", "Lady")
    with locked():
        assert await form.save() is False
    assert form.state.problem.reason is StorageReason.BUSY
    assert form.state.draft == {"title": "Lady"}
    assert await form.save() is True


async def test_what_is_typed_while_saving_is_not_lost(form, ada, stored, until, idle, workspace):
    form.edit("title", "Lady")
    form.edit("notes", "first")
    async with workspace.changes.tasks._line:  # others are being saved
        saving = form.save()
        await until(lambda: form.state.saving)
        form.edit("notes", "second")
        form.edit("department", "Engines")
    assert await saving is True
    await idle()
    assert stored("SELECT title, notes, department FROM users") == [("Lady", "first", None)]
    assert form.state.draft == {"notes": "second", "department": "Engines"}
    assert form.state.value("title") == "Lady"
    assert await form.save() is True
    assert stored("SELECT notes, department FROM users") == [("second", "Engines")]


async def test_what_is_typed_while_a_new_one_is_saved_goes_to_it(form, until, workspace):
    form.new()
    form.edit("user_name", "ada")
    async with workspace.changes.tasks._line:  # others are being saved
        saving = form.save()
        await until(lambda: form.state.saving)
        form.edit("title", "Countess")
    assert await saving is True
    await until(lambda: form.state.mode is FormMode.EDIT)
    assert form.state.draft == {"title": "Countess"}


async def test_who_moves_on_while_saving_keeps_the_other_draft(
    form, workspace, pair, choose, stored, until
):
    ada, bob = pair
    await choose(bob.key)
    form.edit("title", "Builder")
    await choose(ada.key)
    form.edit("title", "Lady")
    async with workspace.changes.tasks._line:  # others are being saved
        saving = form.save()
        await workspace.users.select([range(1, 2)])
        await until(lambda: form.state.user == bob)
    assert await saving is True
    await until(lambda: not form.tasks.is_busy)
    assert stored("SELECT title FROM users ORDER BY key") == [("Lady",), (None,)]
    assert form.count_drafts() == 1
    await form.show((bob.key,))
    assert form.state.draft == {"title": "Builder"}


async def test_a_refusal_after_moving_on_is_told_and_the_draft_is_kept(
    form, workspace, add, choose, countess
):
    ada, bob = await add(countess, {"user_name": "bob"})
    await choose(ada.key)
    form.edit("user_name", "bob")
    async with workspace.changes.tasks._line:  # others are being saved
        saving = form.save()
        await form.show((bob.key,))
    assert await saving is False
    assert isinstance(form.state.problem, AlreadyExistError)
    assert form.state.owner is None
    await form.show((ada.key,))
    assert form.state.draft == {"user_name": "bob"}


async def test_a_form_that_cannot_be_filled_says_why(form, workspace, crashes, ada):
    await workspace.database.close()
    await asyncio.wait([form.show((ada.key,))])
    assert form.state.problem is not None


async def test_a_bug_in_saving_is_reported_once(form, ada, stored, crashes):
    form.edit("title", "Lady")
    stored("ALTER TABLE users RENAME COLUMN title TO job")
    with pytest.raises(Exception, match="no such column"):
        await form.save()
    assert len(crashes) == 1
    assert not form.state.saving
    crashes.clear()
    stored("ALTER TABLE users RENAME COLUMN job TO title")
