"""Users are counted without being looked at, and the count is right whoever has written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from document_files import old_file, run
from lived_in import lived_in

from desktop_app.database.document import create_document, open_document
from desktop_app.database.filling import Filling
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.migrations import head
from desktop_app.database.salvage import salvage
from desktop_app.database.tallies import tallied, tally_anew
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author, ChangeKind, Deed, Summary
from desktop_app.domain.query import Place
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO, FindUserDTO, UpdateUserDTO
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    UpdateUser,
)
from tests.torture.examine import faults
from tests.writing import done

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.operations.operation import Operation

TODAY = date(2026, 3, 1)
PEOPLE = tuple(CreateUserDTO.model_validate(one) for one in sample_users(60, today=TODAY))
FACTS = """
SELECT iif(active, '0', '1'), coalesce(valid_from, char(0x10ffff)),
    coalesce(valid_until, char(0x10ffff)), count(*) FROM users GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
TALLIES = "SELECT * FROM tallies WHERE count <> 0 ORDER BY active, valid_from, valid_until"


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def is_right(path: Path) -> bool:
    return rows(path, TALLIES) == rows(path, FACTS)


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    return create_document(tmp_path / "users.userbook").path


@pytest.fixture
async def helper(userbook: Path) -> AsyncIterator[DatabaseHelper]:
    helper = DatabaseHelper(f"sqlite+aiosqlite:///{userbook}")
    await write(helper, CreateUsers(PEOPLE))
    yield helper
    await helper.close()


async def write(helper: DatabaseHelper, operation: Operation) -> None:
    async with helper.get_db_session() as session:
        await done(session, operation)


async def places(helper: DatabaseHelper) -> dict[Place, int]:
    async with helper.get_db_session(read_only=True) as session:
        return await UserRepository(session).count_places(TODAY)


async def edited(helper: DatabaseHelper, key: int, **values: object) -> None:
    async with helper.get_db_session() as session:
        user = await UserRepository(session).get_user(FindUserDTO(key=key))
        assert user
        await done(session, UpdateUser(user, UpdateUserDTO.model_validate(values)))


@pytest.mark.parametrize("version", range(1, head()))
@pytest.mark.parametrize("writable", [True, False])
async def test_the_users_of_an_older_file_are_counted_when_it_is_opened(
    version, writable, tmp_path
):
    path = old_file(version, tmp_path)
    expected = rows(path, FACTS)
    document = open_document(path, writable=writable)
    assert rows(document.opened, TALLIES) == expected
    database = DatabaseHelper(document.url)
    assert (await places(database))[Place.ALL] == len(rows(path, "SELECT key FROM users"))
    await database.close()
    document.discard()


async def test_an_edit_moves_a_user_from_one_count_to_another(helper, userbook):
    before = await places(helper)
    ((active,),) = rows(userbook, "SELECT active FROM users WHERE key = 7")
    await edited(helper, 7, active=not active, valid_from=None, valid_until=None)
    after = await places(helper)
    assert (after[Place.ALL], is_right(userbook)) == (before[Place.ALL], True)
    assert after[Place.ACTIVE] - before[Place.ACTIVE] == (-1 if active else 1)


def test_what_nobody_is_counted_by_costs_no_statement(userbook):
    said: list[str] = []
    with closing(sqlite3.connect(userbook)) as connection:
        connection.set_trace_callback(said.append)
        with tallied(connection, [1], ["title", "notes"]):
            pass
        assert said == []
        with tallied(connection, [1], ["title", "valid_until"]):
            pass
        assert len([one for one in said if "tallies" in one]) == 2


async def test_a_change_that_is_taken_back_by_the_database_was_not_counted(helper, userbook):
    @dataclass
    class Failing:
        kind = ChangeKind.BULK
        summary = Summary(Deed.CHANGE, 60)

        async def apply(self, users: UserWriter) -> None:
            await users.delete_users([1, 2])
            await users.add_users([CreateUserDTO(user_name="x", display_name="X")])
            raise LookupError

    before = await places(helper)
    with pytest.raises(LookupError):
        await write(helper, Failing())
    assert await places(helper) == before
    assert is_right(userbook)


async def test_of_who_is_erased_no_count_tells(helper, userbook):
    await edited(helper, 5, valid_until=date(2031, 7, 13))
    await write(helper, EraseUsers((5, 6)))
    assert is_right(userbook)
    assert rows(userbook, "SELECT * FROM tallies WHERE valid_until = '2031-07-13'") == []


async def test_a_large_trash_is_counted_too(helper, userbook):
    await write(helper, DeleteUsers(tuple(range(1, 41))))
    assert (await places(helper))[Place.TRASH] == 40
    plan = rows(userbook, "EXPLAIN QUERY PLAN SELECT count(*) FROM trash")
    assert "COVERING INDEX ix_trash_seq" in str(plan)


async def test_what_another_tool_does_to_users_is_counted_once_it_is_taken_in(helper, userbook):
    run(
        userbook,
        "UPDATE users SET active = 1 - active WHERE key < 10",
        "DELETE FROM users WHERE key BETWEEN 10 AND 14",
        "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
        " display_name, active) VALUES ('eve', 1, '', '', 'eve', 'eve', 'eve', 1)",
    )
    assert not is_right(userbook)
    found = helper.find_outside_changes(Event())
    assert not found.is_miscounted
    await write(helper, RecordOutside(found.keys))
    assert is_right(userbook)


async def test_what_another_tool_did_to_one_is_counted_by_whoever_writes_next(helper, userbook):
    run(userbook, "UPDATE users SET active = 1 - active WHERE key < 4")
    await edited(helper, 1, title="Chief")
    await write(helper, ChangeUsers((2,), {"valid_until": date(2032, 1, 1)}))
    run(userbook, "DELETE FROM user_index WHERE key = 3", "DELETE FROM tallies")
    with closing(sqlite3.connect(userbook)) as connection, connection:
        assert tally_anew(connection)
    await write(helper, DeleteUsers((3,)))
    assert is_right(userbook)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM tallies",
        "UPDATE tallies SET count = count + 1",
        "DELETE FROM user_index WHERE key < 5",
        "INSERT INTO tallies VALUES ('0', 'x', 'y', 3)",
    ],
)
async def test_a_count_that_another_tool_has_spoiled_is_found_and_made_anew(
    helper, userbook, damage
):
    run(userbook, damage)
    found = helper.find_outside_changes(Event())
    assert found.is_miscounted
    await write(helper, RecordOutside(found.keys, counting=True))
    assert is_right(userbook)
    assert not helper.find_outside_changes(Event()).is_miscounted


def test_what_is_filled_while_it_is_made_is_counted(tmp_path):
    filling = Filling(sample_users(120, today=TODAY), Author())
    assert is_right(create_document(tmp_path / "filled.userbook", filling).path)


def test_what_is_salvaged_is_counted(tmp_path):
    old = lived_in(tmp_path / "old.userbook", 50)
    run(old, "DELETE FROM tallies")
    document, _ = salvage(old, tmp_path / "new.userbook", lambda *_: None)
    assert is_right(document.path)
    assert faults(document.path) == []


async def test_a_file_that_is_only_read_counts_whom_no_userbook_has_seen(helper, userbook):
    await helper.close()
    run(
        userbook,
        "DELETE FROM users WHERE key < 3",
        "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
        " display_name, active) VALUES ('eve', 1, '', '', 'eve', 'eve', 'eve', 1)",
    )
    document = open_document(userbook, writable=False)
    database = DatabaseHelper(document.url)
    assert (await places(database))[Place.ALL] == len(PEOPLE) - 2 + 1
    await database.close()
    document.discard()
