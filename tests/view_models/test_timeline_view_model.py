"""The history of the user in the form."""

from __future__ import annotations

import pytest

from desktop_app.domain.change import Event
from desktop_app.domain.errors import AlreadyExistError, StorageError
from desktop_app.domain.query import Place
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers
from desktop_app.view_models import timeline_view_model


@pytest.fixture
def timeline(workspace):
    return workspace.timeline


@pytest.fixture
def settled(workspace, until):
    async def settled() -> None:
        parts = (workspace.timeline, workspace.form, workspace.users, workspace.changes)
        await until(lambda: not any(part.tasks.is_busy for part in parts))

    return settled


@pytest.fixture
def change(workspace, settled):
    async def change(key: int, **values: object) -> None:
        await workspace.changes.attempt(ChangeUsers((key,), values))
        await settled()

    return change


async def test_it_is_read_only_when_opened(timeline, ada, change, settled):
    await change(ada.key, title="Lady")
    assert timeline.state.user.key == ada.key
    assert timeline.state.entries == ()
    timeline.open(opened=True)
    await settled()
    assert [entry.change_set.seq for entry in timeline.state.entries] == [2, 1]
    assert timeline.state.now["title"] == "Lady"


async def test_it_keeps_up_with_the_user(timeline, ada, change, settled):
    timeline.open(opened=True)
    await change(ada.key, title="Lady")
    assert len(timeline.state.entries) == 2
    await change(ada.key, title="x")
    assert len(timeline.state.entries) == 3


async def test_it_follows_the_form(timeline, add, choose, settled):
    ada, bob = await add({"user_name": "ada"}, {"user_name": "bob"})
    await choose(ada.key)
    timeline.open(opened=True)
    await choose(bob.key)
    await settled()
    assert timeline.state.user.key == bob.key
    assert len(timeline.state.entries) == 1
    await choose(ada.key, bob.key)
    await settled()
    assert timeline.state.user is None
    assert timeline.state.entries == ()
    assert timeline.state.is_open


async def test_older_entries_come_when_wanted(timeline, ada, change, settled, monkeypatch):
    monkeypatch.setattr(timeline_view_model, "_PAGE", 2)
    for title in "abcd":
        await change(ada.key, title=title)
    timeline.open(opened=True)
    await settled()
    assert len(timeline.state.entries) == 2
    assert timeline.state.has_more
    await timeline.more()
    await timeline.more()
    assert [entry.change_set.seq for entry in timeline.state.entries] == [5, 4, 3, 2, 1]
    assert not timeline.state.has_more


async def test_one_value_comes_back(timeline, ada, change, settled, stored):
    timeline.open(opened=True)
    await change(ada.key, title="Lady")
    (lady,) = timeline.state.entries[0].changes
    assert timeline.can_restore(lady)
    assert not timeline.can_restore(lady, known=False)
    assert await timeline.restore_value(lady)
    await settled()
    assert stored("SELECT title FROM users") == [("Countess",)]
    assert not timeline.can_restore(lady)
    assert len(timeline.state.entries) == 3


async def test_the_whole_user_comes_back(timeline, ada, change, settled, stored, workspace):
    timeline.open(opened=True)
    await change(ada.key, title="Lady", notes="x")
    await change(ada.key, family_name="Lovelace", active=False)
    await timeline.choose(1)
    assert set(timeline.state.past.differing) == {
        "title", "notes", "family_name", "display_name", "active",
    }  # fmt: skip
    assert timeline.can_restore_all
    assert await timeline.restore_all()
    await settled()
    rows = stored("SELECT title, notes, family_name, display_name, active FROM users")
    assert rows == [("Countess", None, "King", "Ada King", 1)]
    assert not timeline.can_restore_all
    await workspace.changes.undo()
    assert stored("SELECT title FROM users") == [("Lady",)]


async def test_nothing_chosen_brings_nothing_back(timeline, ada):
    assert not await timeline.restore_all()
    assert not timeline.can_restore_all
    await timeline.more()
    await timeline.choose(None)
    assert timeline.state.past is None


async def test_what_stands_in_the_way_is_said_here(timeline, add, choose, change, settled):
    (ada,) = await add({"user_name": "ada"})
    await choose(ada.key)
    timeline.open(opened=True)
    await change(ada.key, user_name="augusta")
    await add({"user_name": "ada"})
    await settled()
    changes = timeline.state.entries[0].changes
    (renamed,) = [one for one in changes if one.field == "user_name"]
    assert not await timeline.restore_value(renamed)
    assert isinstance(timeline.state.problem, AlreadyExistError)
    timeline.dismiss()
    assert timeline.state.problem is None


async def test_in_the_trash_it_is_read_and_nothing_comes_back(
    timeline, ada, change, settled, workspace, until
):
    await change(ada.key, title="Lady")
    await workspace.changes.attempt(DeleteUsers((ada.key,)))
    await workspace.users.go_to(Place.TRASH)
    await workspace.users.select([range(1)])
    await until(lambda: workspace.form.state.is_trashed)
    timeline.open(opened=True)
    await settled()
    assert [entry.events for entry in timeline.state.entries] == [
        (Event.TRASHED,), (), (Event.CREATED,),
    ]  # fmt: skip
    await timeline.choose(1)
    assert timeline.state.past.differing == ("title",)
    assert not timeline.can_restore_all
    assert not timeline.can_restore(timeline.state.entries[1].changes[0])


async def test_problems_and_bugs_are_told_apart(timeline, crashes):
    timeline._report(StorageError("busy"))
    assert timeline.state.problem is not None
    timeline._report(KeyError("x"))
    assert len(crashes) == 1
    crashes.clear()
