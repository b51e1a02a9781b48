"""One way to change users, and the way back."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from desktop_app.database.helper import DatabaseHelper
from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.domain.errors import (
    AlreadyExistError,
    NotFoundError,
    OvertakenError,
    UserNamesTakenError,
)
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations import take_back, user_operations
from desktop_app.operations.user_operations import ChangeUsers, CreateUser, CreateUsers, DeleteUsers
from desktop_app.view_models.changes_view_model import Notice
from desktop_app.view_models.tasks import StoppedError
from desktop_app.view_models.workspace import Workspace
from tests.writing import done

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def create(user_name: str) -> CreateUser:
    return CreateUser(CreateUserDTO(user_name=user_name, display_name=user_name))


class Endless:
    """Never comes to an end by itself."""

    summary = Summary(Deed.CHANGE, 1000)
    kind = ChangeKind.BULK

    async def apply(self, users):
        await users.session.execute(text(ENDLESS))


class Broken:
    summary = Summary(Deed.CHANGE, 1)
    kind = ChangeKind.FORM

    async def apply(self, _users):
        raise KeyError("a bug")


async def test_what_was_done_can_be_undone_and_redone(workspace, stored):
    changes = workspace.changes
    created = await changes.perform(create("ada"))
    assert created.first is not None
    assert (created.first.key, created.change_set and created.change_set.seq) == (1, 1)
    summary = Summary(Deed.CREATE, 1, "ada")
    assert changes.state.undo == summary
    assert changes.state.notice == Notice(summary, number=1)
    assert changes.state.revision == 1
    await changes.undo()
    assert stored("SELECT * FROM users") == []
    assert (changes.state.undo, changes.state.redo) == (None, summary)
    assert changes.state.notice == Notice(summary, undone=True, number=2, trashed=1)
    await changes.redo()
    assert stored("SELECT key, user_name FROM users") == [(1, "ada")]
    assert (changes.state.undo, changes.state.redo) == (summary, None)
    assert changes.state.notice == Notice(summary, number=3)
    assert changes.state.revision == 3


async def test_with_nothing_to_undo_nothing_happens(workspace):
    await workspace.changes.undo()
    await workspace.changes.redo()
    assert workspace.changes.state.revision == 0


async def test_changes_are_made_in_the_order_of_asking(workspace, stored):
    changes = workspace.changes
    changes.perform(create("ada"))
    changes.perform(create("bob"))
    changes.undo()
    await changes.perform(create("eve"))
    assert stored("SELECT user_name FROM users ORDER BY key") == [("ada",), ("eve",)]


async def test_a_failure_is_a_state_until_it_is_read_or_something_succeeds(workspace):
    changes = workspace.changes
    await changes.perform(create("ada"))
    with pytest.raises(AlreadyExistError):
        await changes.perform(create("ADA"))
    assert isinstance(changes.state.problem, AlreadyExistError)
    assert changes.state.undo == Summary(Deed.CREATE, 1, "ada")
    changes.dismiss()
    assert (changes.state.problem, changes.state.notice) == (None, None)
    with pytest.raises(NotFoundError):
        await changes.perform(ChangeUsers((9,), {"active": False}))
    await changes.perform(create("bob"))
    assert changes.state.problem is None


async def test_a_failed_undo_can_be_tried_again(workspace, stored, add):
    changes = workspace.changes
    await changes.perform(create("ada"))
    await changes.perform(DeleteUsers((1,)))
    await add({"user_name": "ADA"})
    with pytest.raises(UserNamesTakenError):
        await changes.undo()
    assert changes.state.undo == Summary(Deed.DELETE, 1, "ada")
    stored("UPDATE users SET user_name = 'eve', user_name_key = 'eve'")
    await changes.undo()
    assert stored("SELECT key FROM users") == [(1,), (2,)]


async def test_what_can_be_undone_no_more_does_not_bar_what_can(workspace, stored):
    changes, told = workspace.changes, []
    await changes.perform(create("ada"))
    await changes.perform(ChangeUsers((1,), {"title": "Lady"}))
    stored("UPDATE users SET title = 'Dame', version = 9")
    changes.watch(lambda state: state.problem, told.append)
    with pytest.raises(OvertakenError):
        await changes.undo()
    assert isinstance(told[-1], OvertakenError)
    assert changes.state.undo == Summary(Deed.CREATE, 1, "ada")
    assert changes.state.redo is None


async def test_history_outlives_the_program(workspace, path, crashes, stored):
    await workspace.changes.perform(create("ada"))
    await workspace.changes.perform(ChangeUsers((1,), {"title": "Lady"}))
    await workspace.changes.undo()
    await workspace.close()
    again = Workspace(path, DatabaseHelper(f"sqlite+aiosqlite:///{path}"), crashes.append)
    await again.changes.load()
    assert again.changes.state.undo == Summary(Deed.CREATE, 1, "ada")
    assert again.changes.state.redo == Summary(Deed.CHANGE, 1, "ada")
    await again.changes.redo()
    assert stored("SELECT title FROM users") == [("Lady",)]
    await again.changes.undo()
    await again.changes.undo()
    assert stored("SELECT * FROM users") == []
    await again.close()


async def test_what_somebody_else_did_is_not_undone(workspace, add):
    await add({"user_name": "ada"})
    async with workspace.database.get_db_session() as session:
        await done(session, ChangeUsers((1,), {"title": "Lady"}))
    await workspace.changes.load()
    assert workspace.changes.state.undo is None


async def test_something_done_long_ago_is_reverted_and_that_can_be_undone(workspace, stored):
    changes = workspace.changes
    await changes.perform(create("ada"))
    titled = await changes.perform(ChangeUsers((1,), {"title": "Lady"}))
    await changes.perform(ChangeUsers((1,), {"department": "Engines"}))
    await changes.revert(titled.change_set)
    assert stored("SELECT title, department FROM users") == [(None, "Engines")]
    assert changes.state.undo == Summary(Deed.CHANGE, 1, "ada")
    await changes.undo()
    assert stored("SELECT title, department FROM users") == [("Lady", "Engines")]


async def test_a_long_deed_tells_how_far_it_is(workspace, stored, monkeypatch):
    monkeypatch.setattr(user_operations, "MANY", 100)
    monkeypatch.setattr(take_back, "MANY", 200)
    changes, told = workspace.changes, []
    users = (CreateUserDTO(user_name=f"u{n}", display_name="x") for n in range(600))
    await changes.perform(CreateUsers(tuple(users)))
    keys = tuple(range(1, 601))
    changes.watch(lambda state: state.under_way and state.under_way.done, told.append)
    await changes.perform(ChangeUsers(keys, {"active": False}))
    assert (told[:2], told[-2:]) == ([None, 0], [600, None])
    assert stored("SELECT count(*), sum(active), sum(version) FROM users") == [(600, 0, 1200)]
    await changes.undo()
    assert stored("SELECT count(*), sum(active), sum(version) FROM users") == [(600, 600, 1800)]
    assert told[-2:] == [600, None]
    assert told[2:-1].count(0) == 1, "it began once more"


def given_up_at(changes, done: int) -> None:
    """Somebody gives up as soon as so many users are changed."""
    seen = changes.watch(
        lambda state: state.under_way is not None and state.under_way.done >= done,
        lambda is_far: changes.stop() if is_far else None,
    )
    assert callable(seen)


@pytest.fixture
async def crowd(workspace):
    users = (CreateUserDTO(user_name=f"u{n}", display_name="x") for n in range(600))
    await workspace.changes.perform(CreateUsers(tuple(users)))


@pytest.mark.usefixtures("crowd")
async def test_a_change_that_is_given_up_leaves_nothing(workspace, stored):
    changes = workspace.changes
    before = changes.state.undo
    given_up_at(changes, 300)
    with pytest.raises(StoppedError):
        await changes.perform(ChangeUsers(tuple(range(1, 601)), {"active": False}))
    assert stored("SELECT sum(active), sum(version) FROM users") == [(600, 600)]
    assert stored("SELECT count(*) FROM change_sets") == [(1,)]
    assert (changes.state.under_way, changes.state.undo) == (None, before)
    assert changes.state.notice.stopped
    assert changes.state.problem is None


@pytest.mark.usefixtures("crowd")
async def test_an_undo_that_is_given_up_can_be_done_again(workspace, stored):
    changes = workspace.changes
    given_up_at(changes, 200)
    with pytest.raises(StoppedError):
        await changes.undo()
    assert stored("SELECT count(*) FROM users") == [(600,)]
    assert changes.state.undo == Summary(Deed.CREATE, 600)
    changes._watchers.clear()
    await changes.undo()
    assert stored("SELECT count(*) FROM users") == [(0,)]


async def test_the_next_change_is_done_though_the_one_before_it_was_given_up(workspace, stored):
    changes = workspace.changes
    long = changes.attempt(Endless())
    short = changes.perform(create("ada"))
    await asyncio.sleep(0)
    changes.stop()
    with pytest.raises(StoppedError):
        await long
    await short
    assert stored("SELECT user_name FROM users") == [("ada",)]


async def test_a_statement_that_takes_long_is_given_up_at_once(workspace, until):
    """Without waiting for the next users: SQLite itself is interrupted."""
    changes = workspace.changes
    long = changes.attempt(Endless())
    await until(lambda: changes.state.under_way is not None)
    changes.stop()
    with pytest.raises(StoppedError):
        await asyncio.wait_for(long, 5)


async def test_only_what_is_meant_is_given_up(workspace, until):
    changes, operation = workspace.changes, Endless()
    long = changes.attempt(operation)
    await until(lambda: changes.state.under_way is not None)
    changes.stop(create("ada"))
    await asyncio.sleep(0.05)
    assert not long.done()
    changes.stop(operation)
    with pytest.raises(StoppedError):
        await long


async def test_a_commit_is_not_given_up(workspace, stored, monkeypatch):
    """Once it has begun it goes on to its end, and is told."""
    changes = workspace.changes
    commit = AsyncSession.commit

    async def stopped(session):
        changes.stop()
        await commit(session)

    monkeypatch.setattr(AsyncSession, "commit", stopped)
    await changes.perform(create("ada"))
    assert stored("SELECT user_name FROM users") == [("ada",)]
    assert not changes.state.notice.stopped


async def test_what_comes_first_may_refuse_or_be_given_up(workspace, stored):
    changes = workspace.changes

    async def refuses() -> bool:
        return False

    async def takes_for_ever() -> bool:
        await asyncio.Event().wait()
        return True

    with pytest.raises(StoppedError):
        await changes.attempt(create("ada"), refuses)
    waiting = changes.attempt(create("bob"), takes_for_ever)
    await asyncio.sleep(0.01)
    changes.stop()
    with pytest.raises(StoppedError):
        await waiting
    assert stored("SELECT * FROM users") == []


async def test_the_same_deed_is_told_each_time(workspace):
    changes, told = workspace.changes, []
    await changes.perform(create("ada"))
    changes.watch(lambda state: state.notice, told.append)
    for title in ("a", "b", "c"):
        await changes.perform(ChangeUsers((1,), {"title": title}))
    assert len(told) == 4


async def test_an_attempt_leaves_its_failure_to_the_one_who_waits(workspace, crashes):
    changes = workspace.changes
    assert (await changes.attempt(create("ada"))).summary == Summary(Deed.CREATE, 1, "ada")
    with pytest.raises(AlreadyExistError):
        await changes.attempt(create("ada"))
    with pytest.raises(KeyError):
        await changes.attempt(Broken())
    assert changes.state.problem is None


async def test_a_bug_is_reported_once_and_changes_nothing(workspace, crashes):
    with pytest.raises(KeyError):
        await workspace.changes.perform(Broken())
    assert [type(error) for error in crashes] == [KeyError]
    assert workspace.changes.state.problem is None
    assert workspace.changes.state.undo is None
    crashes.clear()


async def test_what_was_impossible_is_tried_again_when_others_have_written(workspace, add):
    changes = workspace.changes
    (ada,) = await add({"user_name": "ada", "title": "Countess"})
    await changes.perform(ChangeUsers((ada.key,), {"title": "Lady"}))

    async def elsewhere(title: str) -> None:
        async with workspace.database.get_db_session() as session:
            await done(session, ChangeUsers((ada.key,), {"title": title}))

    await elsewhere("Dame")
    with pytest.raises(OvertakenError):
        await changes.undo()
    assert changes.state.undo is None
    await elsewhere("Lady")
    await changes.look()
    await changes.undo()
    assert changes.state.redo == Summary(Deed.CHANGE, 1, "ada")
