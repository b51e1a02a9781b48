"""Drafts that wait: what they are held against, for whom they are kept, when they are gone."""

from __future__ import annotations

import pytest

from desktop_app.view_models.user_form_state import FormMode


@pytest.fixture
async def three(add):
    return await add(*({"user_name": name, "department": "Old"} for name in ("ada", "bob", "eve")))


THEIRS = "UPDATE users SET department = 'Theirs', version = version + 1 WHERE user_name = 'ada'"
DEPARTMENTS = "SELECT department FROM users ORDER BY key"


async def test_a_draft_taken_up_again_is_held_against_what_was_seen(form, three, choose, stored):
    ada, bob, _ = three
    await choose(ada.key)
    form.edit("department", "Mine")
    await choose(bob.key)
    stored(THEIRS)
    await choose(ada.key)
    assert form.state.conflict.fields == ("department",)
    assert form.state.conflict.stored.department == "Theirs"
    assert await form.save() is False
    assert stored(DEPARTMENTS) == [("Theirs",), ("Old",), ("Old",)]
    form.take_theirs()
    assert form.state.value("department") == "Theirs"


async def test_a_draft_of_another_field_is_taken_up_over_what_is_stored_now(
    form, three, choose, stored
):
    ada, bob, _ = three
    await choose(ada.key)
    form.edit("title", "Lady")
    await choose(bob.key)
    stored(THEIRS)
    await choose(ada.key)
    assert form.state.conflict is None
    assert form.state.value("department") == "Theirs"
    assert await form.save()
    assert stored("SELECT title, department FROM users")[0] == ("Lady", "Theirs")


async def test_several_are_not_changed_over_what_another_program_stored(
    form, three, choose, stored, idle
):
    ada, bob, _ = three
    await choose(ada.key, bob.key)
    stored(THEIRS)
    form.edit("department", "Mine")
    assert await form.save() is False
    assert form.state.conflict.stored.user_name == "ada"
    assert stored(DEPARTMENTS) == [("Theirs",), ("Old",), ("Old",)]
    form.keep_mine()
    await idle()
    assert stored(DEPARTMENTS) == [("Mine",), ("Mine",), ("Old",)]
    assert form.state.draft == {}


async def test_in_a_conflict_of_several_theirs_can_be_taken(form, three, choose, stored, idle):
    ada, bob, _ = three
    await choose(ada.key, bob.key)
    stored(THEIRS)
    form.edit("department", "Mine")
    form.edit("title", "Lady")
    await form.save()
    form.take_theirs()
    await idle()
    assert form.state.mode is FormMode.SEVERAL
    assert form.state.draft == {"title": "Lady"}
    assert "department" in form.state.mixed
    assert await form.save()
    assert stored(DEPARTMENTS) == [("Theirs",), ("Old",), ("Old",)]


async def test_what_was_typed_for_several_waits_for_them(form, three, choose, stored):
    ada, bob, eve = three
    await choose(ada.key, bob.key)
    form.edit("department", "Mine")
    await choose(eve.key)
    assert form.state.draft == {}
    assert form.state.drafts == {ada.key, bob.key}
    assert form.count_drafts() == 1
    await choose(bob.key, ada.key)
    assert form.state.draft == {"department": "Mine"}
    assert await form.save()
    assert form.count_drafts() == 0
    assert stored(DEPARTMENTS) == [("Mine",), ("Mine",), ("Old",)]


async def test_a_waiting_draft_of_several_is_held_against_what_was_seen(
    form, three, choose, stored
):
    ada, bob, eve = three
    await choose(ada.key, bob.key)
    form.edit("department", "Mine")
    await choose(eve.key)
    stored("UPDATE users SET department = 'Theirs', version = version + 1")
    await choose(ada.key, bob.key)
    assert form.state.draft == {"department": "Mine"}
    assert await form.save() is False
    assert form.state.conflict.fields == ("department",)


async def test_what_is_typed_for_several_while_saving_is_no_conflict(
    form, three, choose, until, workspace, idle
):
    ada, bob, _ = three
    await choose(ada.key, bob.key)
    form.edit("department", "First")
    async with workspace.changes.tasks._line:  # others are being saved
        saving = form.save()
        await until(lambda: form.state.saving)
        form.edit("department", "Second")
    assert await saving
    await idle()
    assert form.state.draft == {"department": "Second"}
    assert await form.save()
    assert form.state.value("department") == "Second"


async def test_the_draft_of_a_deleted_user_is_not_counted_until_it_is_back(
    form, workspace, three, choose, idle
):
    ada = three[0]
    await choose(ada.key)
    form.edit("department", "Mine")
    await workspace.users.delete((ada.key,))
    await idle()
    assert form.count_drafts() == 0
    assert form.state.drafts == frozenset()
    await workspace.changes.undo()
    await idle()
    assert form.count_drafts() == 1
    await choose(ada.key)
    assert form.state.draft == {"department": "Mine"}
