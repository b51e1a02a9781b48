"""What other tools did to users is in history, whatever Userbook does to the same users then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.check import Check
from desktop_app.database.history_reader import HistoryReader
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.checking import Fault
from desktop_app.domain.errors import AlreadyExistError
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    DeleteUsers,
    RestoreUsers,
    UpdateUser,
)

if TYPE_CHECKING:
    from tests.operations.conftest import Userbook

TOLD = """
SELECT c.seq, s.kind, c.field, c."before", c."after" FROM changes c JOIN change_sets s USING (seq)
ORDER BY c.seq, c.field
"""
SETS = "SELECT seq, kind, count FROM change_sets ORDER BY seq"
SPANS = 'SELECT s.kind, p."first", p.event FROM spans p JOIN change_sets s USING (seq)'
COMES = """
INSERT INTO {table} (key, id, version, created, last_modified, user_name_key, user_name,
    display_name, active {more}) VALUES (77, '01890000-0000-7000-8000-000000000077', 1,
    '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'eve', 'eve', 'Eve', 1 {values})
"""


def quietly(*_: object) -> None:
    """Nobody wants to know how far it is."""


def faults(userbook: Userbook) -> list[Fault]:
    found: list[Fault] = []
    check = Check(userbook.path, lambda: False, quietly)
    check.run(lambda _, all_: found.extend(f.fault for f in all_))
    return found


async def take_in(userbook: Userbook):
    keys = userbook.database.find_outside_changes(Event()).keys
    return await userbook.apply(RecordOutside(keys))


async def test_a_change_of_another_field_comes_before_ours(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "x", "department": "sales"})
    userbook.change("UPDATE users SET department = 'IT'")
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(title="y")))
    assert userbook.query(TOLD) == [
        (2, "outside", "department", None, "IT"),
        (3, "form", "title", "x", "y"),
    ]
    assert faults(userbook) == []
    async with userbook.database.get_db_session(read_only=True) as session:
        past = await HistoryReader(session).user_after(ada.key, 1)
    assert past.unknown == {"department"}


async def test_a_change_of_the_same_field_comes_before_ours(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "x"})
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(title="y")))
    userbook.change("UPDATE users SET title = 'z'")
    await userbook.apply(ChangeUsers((ada.key,), {"title": "own"}))
    assert [row[3:] for row in userbook.query(TOLD)] == [("x", "y"), ("y", "z"), ("z", "own")]
    assert faults(userbook) == []
    assert await userbook.undo()
    assert (await userbook.named("ada")).title == "z"


async def test_among_many_users_a_change_comes_before_ours(userbook):
    await userbook.add(*({"user_name": f"u{n}"} for n in range(900)))
    keys = tuple(user.key for user in await userbook.everyone())
    values = {"title": "t", "department": "d", "notes": "n"}
    await userbook.apply(ChangeUsers(keys, values))
    userbook.change("UPDATE users SET title = 'z' WHERE key = 890")
    await userbook.apply(ChangeUsers(keys, dict.fromkeys(values, "own")))
    assert [row[1:] for row in userbook.query(SETS)][2:] == [("outside", 1), ("bulk", 900)]
    assert faults(userbook) == []


async def test_who_is_not_changed_by_others_leaves_no_other_change_set(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(title="y")))
    assert userbook.query(SETS) == [(1, "start", 1), (2, "form", 1)]


async def test_a_refused_edit_leaves_the_change_to_be_found(userbook):
    ada, _ = await userbook.add({"user_name": "ada", "title": "x"}, {"user_name": "bob"})
    userbook.change("UPDATE users SET title = 'z' WHERE user_name = 'ada'")
    with pytest.raises(AlreadyExistError):
        await userbook.apply(UpdateUser(ada, UpdateUserDTO(user_name="bob")))
    assert userbook.database.find_outside_changes(Event()).changed == (ada.key,)


async def test_a_change_of_who_goes_to_the_trash_is_found_there(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "x"})
    userbook.change("UPDATE users SET title = 'z'")
    await userbook.apply(DeleteUsers((ada.key,)))
    assert userbook.database.find_outside_changes(Event()).changed == (ada.key,)
    await take_in(userbook)
    assert userbook.query(TOLD) == [(3, "outside", "title", None, "z")]
    assert await userbook.index_is_exact()
    assert faults(userbook) == []
    assert await userbook.undo()
    assert (await userbook.named("ada")).title == "z"


async def test_a_change_in_the_trash_comes_before_ours(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "title": "x"})
    await userbook.apply(DeleteUsers((ada.key,)))
    userbook.change("UPDATE trash SET title = 'z'")
    await userbook.apply(RestoreUsers((ada.key,), {ada.key: "eve"}))
    assert [row[1:3] for row in userbook.query(TOLD)] == [
        ("outside", "title"),
        ("restore", "user_name"),
    ]
    assert await userbook.index_is_exact()


async def test_who_came_by_another_tool_can_go_to_the_trash_at_once(userbook):
    userbook.change(COMES.format(table="users", more="", values=""))
    await userbook.apply(DeleteUsers((77,)))
    assert userbook.query(SPANS) == [("outside", 77, "created"), ("inline", 77, "trashed")]
    assert await userbook.index_is_exact()
    assert faults(userbook) == []


async def test_who_is_put_into_the_trash_by_another_tool_is_found(userbook):
    userbook.change(COMES.format(table="trash", more=", seq", values=", 1"))
    await userbook.add({"user_name": "ada"})
    assert userbook.database.find_outside_changes(Event()).added == (77,)
    await take_in(userbook)
    assert ("outside", 77, "trashed") in userbook.query(SPANS)
    assert faults(userbook) == []


@pytest.mark.parametrize(("old", "new"), [("sales", "SALES"), ("sales", "sáles"), ("всё", "все")])
async def test_a_change_that_sorts_alike_is_a_change(userbook, old, new):
    (ada,) = await userbook.add({"user_name": "ada", "department": old})
    userbook.change(f"UPDATE users SET department = '{new}'")  # noqa: S608
    done = await take_in(userbook)
    assert (done.change_set.user_key, done.change_set.summary.count) == (ada.key, 1)
    assert userbook.query(TOLD) == [], "nobody knows which field it was"
    assert userbook.database.find_outside_changes(Event()).keys == ()


async def test_what_history_knows_is_named_though_it_sorts_alike(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    note = "n" * 90
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(notes=f"{note} old", title="a")))
    userbook.change(f"UPDATE users SET notes = '{note} new', department = 'IT'")  # noqa: S608
    await take_in(userbook)
    assert [row[2:] for row in userbook.query(TOLD) if row[1] == "outside"] == [
        ("department", None, "IT"),
        ("notes", f"{note} old", f"{note} new"),
    ]
    assert faults(userbook) == []


async def test_who_is_deleted_with_foreign_keys_is_missed(userbook):
    (ada,) = await userbook.add({"user_name": "ada"})
    with closing(sqlite3.connect(userbook.path)) as other:
        other.execute("PRAGMA foreign_keys=ON")
        other.execute("DELETE FROM users")
        other.commit()
    assert userbook.database.find_outside_changes(Event()).removed == (ada.key,)
    await take_in(userbook)
    assert ("outside", ada.key, "purged") in userbook.query(SPANS)
    assert faults(userbook) == []


async def test_another_user_name_is_taken_and_the_old_one_free(userbook):
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    userbook.change("UPDATE users SET user_name = 'zoe' WHERE user_name = 'ada'")
    assert Fault.WRONG_INDEX in faults(userbook)
    await take_in(userbook)
    assert faults(userbook) == []
    with pytest.raises(AlreadyExistError):
        await userbook.apply(CreateUser(CreateUserDTO(user_name="Zoe", display_name="Zoe")))
    await userbook.add({"user_name": "ada"})


async def test_user_names_that_were_swapped_are_taken_in(userbook):
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    userbook.change("UPDATE users SET user_name = iif(user_name = 'ada', 'bob', 'ada')")
    await take_in(userbook)
    query = "SELECT count(*) FROM users WHERE user_name = user_name_key"
    assert userbook.query(query) == [(2,)]


async def test_two_of_the_same_user_name_are_told_until_one_has_another(userbook):
    ada, _ = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    userbook.change("UPDATE users SET user_name = 'bob' WHERE user_name = 'ada'")
    await take_in(userbook)
    assert faults(userbook) == [Fault.SAME_NAME]
    await userbook.apply(MendIndex(quietly))
    assert faults(userbook) == [Fault.SAME_NAME]
    await userbook.apply(ChangeUsers((ada.key,), {"user_name": "ada"}))
    assert faults(userbook) == []


async def test_mending_enters_what_other_tools_did(userbook):
    (ada,) = await userbook.add({"user_name": "ada", "department": "sales"})
    await userbook.apply(UpdateUser(ada, UpdateUserDTO(department="hr")))
    userbook.change("UPDATE users SET department = 'IT'")
    done = await userbook.apply(mend := MendIndex(quietly))
    assert (mend.mended, done.change_set.kind) == (1, ChangeKind.OUTSIDE)
    assert userbook.query(TOLD)[-1] == (3, "outside", "department", "hr", "IT")
    assert faults(userbook) == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM user_index",
        "DELETE FROM trash_index",
        "UPDATE user_index SET search_text = 'x', title = 'y'",
        "UPDATE user_index SET digest = 0, title = 'y'",
        "UPDATE users SET user_name_key = 'nobody'",
    ],
)
async def test_mending_what_nobody_did_to_users_leaves_no_history(userbook, damage):
    _, bob = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    await userbook.apply(DeleteUsers((bob.key,)))
    userbook.change(damage)
    done = await userbook.apply(mend := MendIndex(quietly))
    assert (mend.mended, done.change_set) == (1, None)
    assert await userbook.index_is_exact()
    assert faults(userbook) == []
