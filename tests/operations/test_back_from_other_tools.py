"""What history knows of another tool's writing can be taken back, and only that."""

from __future__ import annotations

from threading import Event

import pytest

from desktop_app.database.history_reader import HistoryReader
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.errors import NotKnownError, OvertakenError
from desktop_app.domain.history import HistoryQuery
from desktop_app.domain.user import UpdateUserDTO
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.operations.user_operations import UpdateUser


async def taken_in(userbook):
    keys = userbook.database.find_outside_changes(Event()).keys
    return await userbook.apply(RecordOutside(keys))


async def known(userbook, **values):
    """Users whose values history has seen."""
    (ada, bob) = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(**values)))
    return ada, bob


async def test_who_came_and_went_is_counted(userbook):
    await userbook.add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    userbook.change("DELETE FROM users WHERE user_name <> 'eve'")
    userbook.change("UPDATE users SET title = 'Dame'")
    done = await taken_in(userbook)
    counts = (done.summary.count, done.summary.added, done.summary.removed)
    assert counts == (3, 0, 2)
    async with userbook.database.get_db_session(read_only=True) as session:
        (newest, first) = await HistoryReader(session).change_sets(HistoryQuery(), limit=9)
    assert newest.summary == done.summary
    assert (first.summary.added, first.summary.removed) == (0, 0)


async def test_values_that_history_has_seen_come_back(userbook):
    await known(userbook, title="Miss", user_name="ada.king")
    userbook.change(
        "UPDATE users SET title = 'Dame', department = 'IT', user_name = 'x' WHERE key = 1"
    )
    done = await taken_in(userbook)
    await userbook.take_back(done, ChangeKind.RESTORE)
    asked = "SELECT title, department, user_name, user_name_key FROM users ORDER BY key"
    first, second = userbook.query(asked)
    assert first == ("Miss", "IT", "ada.king", "ada.king"), "nobody knows the department before"
    assert second == (None, None, "bob", "bob")


async def test_a_user_name_that_history_has_not_seen_stays(userbook):
    await userbook.add({"user_name": "ada"})
    userbook.change("UPDATE users SET user_name = 'x'")
    done = await taken_in(userbook)
    with pytest.raises(NotKnownError):
        await userbook.take_back(done, ChangeKind.RESTORE)
    assert userbook.query("SELECT user_name, user_name_key FROM users") == [("x", "x")]


async def test_the_rest_comes_back_though_somebody_was_removed(userbook):
    await known(userbook, title="Miss")
    userbook.change("DELETE FROM users WHERE user_name = 'bob'")
    userbook.change("UPDATE users SET title = 'Dame'")
    done = await userbook.take_back(await taken_in(userbook), ChangeKind.RESTORE)
    assert done.summary.count == 1
    assert userbook.query("SELECT user_name, title FROM users") == [("ada", "Miss")]


async def test_what_was_changed_since_stands_in_the_way(userbook):
    ada, _ = await known(userbook, title="Miss")
    userbook.change("UPDATE users SET title = 'Dame' WHERE key = 1")
    done = await taken_in(userbook)
    async with userbook.users() as users:
        (ada,) = await users.get_users([ada.key])
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(title="Lady")))
    with pytest.raises(OvertakenError):
        await userbook.take_back(done, ChangeKind.RESTORE)
