"""The history of the file as the dialog sees it."""

from __future__ import annotations

import pytest

from desktop_app.domain.change import ChangeKind
from desktop_app.domain.errors import OvertakenError, StorageError
from desktop_app.domain.history import HistoryQuery
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers
from desktop_app.view_models import history_view_model


@pytest.fixture
def history(workspace):
    return workspace.history


@pytest.fixture
def settled(history, until):
    async def settled() -> None:
        await until(lambda: not history.tasks.is_busy)

    return settled


async def change(workspace, key: int, **values: object):
    return (await workspace.changes.attempt(ChangeUsers((key,), values))).change_set


async def test_nothing_is_read_while_nobody_looks(workspace, history, add):
    await add({"user_name": "ada"})
    await change(workspace, 1, title="x")
    assert not history.tasks.is_busy
    assert not history.state.sets


async def test_the_newest_stand_first(workspace, history, add, settled):
    await add({"user_name": "ada"})
    await change(workspace, 1, title="x")
    history.open()
    await settled()
    state = history.state
    assert [found.seq for found in state.sets] == [2, 1]
    assert state.is_loaded
    assert not state.has_more
    assert state.kinds == (ChangeKind.START, ChangeKind.BULK)
    assert len(state.authors) == 2
    history.close()
    assert history.state.sets == ()


async def test_older_ones_come_when_they_are_wanted(workspace, history, add, settled, monkeypatch):
    monkeypatch.setattr(history_view_model, "_PAGE", 2)
    await add({"user_name": "ada"})
    for title in "abcd":
        await change(workspace, 1, title=title)
    history.open()
    await settled()
    assert [found.seq for found in history.state.sets] == [5, 4]
    assert history.state.has_more
    await history.more()
    await history.more()
    assert [found.seq for found in history.state.sets] == [5, 4, 3, 2, 1]
    assert not history.state.has_more
    await history.more()
    assert len(history.state.sets) == 5


async def test_a_filter_leaves_what_fits(workspace, history, add, settled):
    await add({"user_name": "ada"})
    await change(workspace, 1, title="x")
    history.open()
    await history.show(HistoryQuery(kind=ChangeKind.START))
    assert [found.seq for found in history.state.sets] == [1]


async def test_one_change_is_opened(workspace, history, add, settled, monkeypatch):
    monkeypatch.setattr(history_view_model, "_USERS", 2)
    await add({"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"})
    history.open()
    await settled()
    await history.choose(history.state.sets[0])
    assert [user.name for user in history.state.users] == ["ada", "bob"]
    assert history.state.has_more_users
    await history.more_users()
    assert [user.name for user in history.state.users] == ["ada", "bob", "eve"]
    assert not history.state.has_more_users
    await history.choose(None)
    assert history.state.users == ()


async def test_the_list_keeps_up(workspace, history, add, settled):
    await add({"user_name": "ada"})
    history.open()
    await settled()
    await change(workspace, 1, title="x")
    await settled()
    assert [found.seq for found in history.state.sets] == [2, 1]
    await history.choose(history.state.sets[0])
    await workspace.changes.undo()
    await settled()
    assert history.state.chosen.reverted_by == 3
    assert not history.state.can_revert


async def test_a_change_of_long_ago_is_reverted(workspace, history, add, settled, stored):
    await add({"user_name": "ada", "title": "Miss"})
    await change(workspace, 1, title="Countess")
    await change(workspace, 1, notes="x")
    history.open()
    await settled()
    await history.choose(history.state.sets[1])
    assert history.state.can_revert
    assert await history.revert()
    assert stored("SELECT title, notes FROM users") == [("Miss", "x")]
    assert history.state.reverted == 1
    await settled()
    assert history.state.sets[0].kind is ChangeKind.RESTORE
    assert not history.state.can_revert
    assert not await history.revert()


async def test_what_stands_in_the_way_is_said_here(workspace, history, add, settled):
    await add({"user_name": "ada", "title": "Miss"})
    await change(workspace, 1, title="Countess")
    await change(workspace, 1, title="Lady")
    history.open()
    await settled()
    await history.choose(history.state.sets[1])
    assert not await history.revert()
    assert isinstance(history.state.problem, OvertakenError)
    assert workspace.changes.state.problem is None
    history.dismiss()
    assert history.state.problem is None


async def test_what_cannot_be_taken_back_is_not_offered(workspace, history, add, settled):
    await add({"user_name": "ada"})
    await workspace.changes.attempt(DeleteUsers((1,)))
    history.open()
    await settled()
    assert not history.state.can_revert
    await history.choose(history.state.sets[1])  # what the file began with
    assert not history.state.can_revert
    await history.choose(history.state.sets[0])
    assert history.state.can_revert


async def test_a_file_that_cannot_be_read_is_a_problem(history, settled):
    history._report(StorageError("busy"))
    assert history.state.problem is not None


async def test_a_bug_is_reported(history, crashes):
    history._report(KeyError("x"))
    assert len(crashes) == 1
    crashes.clear()
