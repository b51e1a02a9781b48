"""What other tools wrote is found, taken into history and index, and found only once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.outside import OutsideChanges, find_outside_changes
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.user_writer import UserWriter
from desktop_app.domain.change import Author, ChangeKind, Deed
from desktop_app.domain.change import Event as Happening
from desktop_app.domain.user import CreateUserDTO, FindUserDTO, UpdateUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.operations.user_operations import CreateUsers, DeleteUsers, UpdateUser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NEW = (
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active) VALUES ('eve', 1, '', '', 'eve', 'eve', 'eve', 1)"
)
PEOPLE = [
    CreateUserDTO(user_name=f"u{n}", display_name=f"Ёжик {n}", title="Dr", valid_until="2030-01-31")
    for n in range(30)
]


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return create_document(tmp_path / "folder" / "users.userbook").path


@pytest.fixture
async def helper(userbook: Path) -> AsyncIterator[DatabaseHelper]:
    helper = DatabaseHelper(f"sqlite+aiosqlite:///{userbook}")
    async with helper.get_db_session() as session:
        await carry_out(session, CreateUsers(tuple(PEOPLE)), Author())
    yield helper
    await helper.close()


def outside(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, timeout=5)) as other, other:
        other.execute(statement, values)


def found(helper: DatabaseHelper) -> OutsideChanges:
    return helper.find_outside_changes(Event())


async def record(helper: DatabaseHelper):
    async with helper.get_db_session() as session:
        return await carry_out(session, RecordOutside(found(helper).keys), Author())


async def test_what_we_wrote_ourselves_is_not_found(helper):
    async with helper.get_db_session() as session:
        users = UserWriter(session)
        user = await users.get_user(FindUserDTO(user_name="u3"))
        changes = UpdateUserDTO(title=None, active=False, valid_until="2031-12-01")
        await carry_out(session, UpdateUser(user, changes), Author())
        await carry_out(session, DeleteUsers((7,)), Author())
    assert found(helper) == OutsideChanges()


async def test_who_came_who_went_and_who_changed_is_found_and_recorded_once(helper, userbook):
    outside(userbook, NEW)
    outside(userbook, "UPDATE users SET title = 'Prof' WHERE user_name = 'u4'")
    outside(userbook, "UPDATE users SET active = 0, title = NULL WHERE user_name = 'u5'")
    outside(userbook, "DELETE FROM users WHERE user_name = 'u6'")
    assert found(helper) == OutsideChanges(added=(31,), removed=(7,), changed=(5, 6))
    keys = found(helper).keys
    done = await record(helper)
    assert done.change_set.kind is ChangeKind.OUTSIDE
    assert (done.change_set.summary.deed, done.change_set.summary.count) == (Deed.OUTSIDE, 4)
    assert found(helper) == OutsideChanges()
    async with helper.get_db_session(read_only=True) as session:
        history = HistoryRepository(session)
        spans = {span.event: span.first for span in await history.spans_of(done.change_set.seq)}
        changes = await history.changes_of(done.change_set.seq, [5, 6])
    assert spans == {Happening.CREATED: 31, Happening.PURGED: 7}
    assert [(c.field, c.after) for c in changes[5]] == [("title", "Prof")]
    assert {c.field: c.after for c in changes[6]} == {"title": None, "active": "0"}
    async with helper.get_db_session() as session:
        again = await carry_out(session, RecordOutside(keys), Author())
    assert again.change_set is None, "another Userbook has recorded it meanwhile"


async def test_what_was_there_before_is_known_where_history_knows_it(helper, userbook):
    async with helper.get_db_session() as session:
        user = await UserWriter(session).get_user(FindUserDTO(user_name="u4"))
        await carry_out(session, UpdateUser(user, UpdateUserDTO(title="Prof")), Author())
    outside(userbook, "UPDATE users SET title = 'Dame' WHERE user_name = 'u4'")
    done = await record(helper)
    async with helper.get_db_session(read_only=True) as session:
        changes = await HistoryRepository(session).changes_of(done.change_set.seq, [5])
    assert [(c.before, c.after) for c in changes[5]] == [("Prof", "Dame")]


async def test_users_without_a_digest_are_given_one_and_no_history(helper, userbook):
    outside(userbook, "UPDATE user_index SET digest = 0 WHERE key < 4")
    assert found(helper) == OutsideChanges(unknown=(1, 2, 3))
    assert (await record(helper)).change_set is None
    assert found(helper) == OutsideChanges()


async def test_bytes_that_are_no_text_are_found_only_once(helper, userbook):
    outside(userbook, "UPDATE users SET notes = CAST(x'636166e9' AS TEXT) WHERE key = 3")
    assert found(helper).changed == (3,)
    assert (await record(helper)).change_set is not None
    assert found(helper) == OutsideChanges()


async def test_a_search_that_is_stopped_finds_nothing(helper, userbook):
    stop = Event()
    stop.set()
    outside(userbook, NEW)
    assert helper.find_outside_changes(stop) == OutsideChanges()


async def test_a_large_file_is_looked_through_in_slices_and_in_no_time(helper, userbook):
    people = [CreateUserDTO(user_name=f"m{n}", display_name=f"M {n}") for n in range(20_000)]
    async with helper.get_db_session() as session:
        await UserWriter(session).add_users(people)
    outside(userbook, "UPDATE users SET title = 'x' WHERE key IN (40, 15000)")
    start = time.perf_counter()
    assert find_outside_changes(sqlite_uri(userbook, "mode=ro"), Event()).changed == (40, 15000)
    assert time.perf_counter() - start < 2
