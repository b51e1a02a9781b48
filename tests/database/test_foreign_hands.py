"""What other tools write into a file: it is shown, found, and never the end of the program."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.outside import OutsideChanges
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.query import UserQuery
from desktop_app.domain.user import FindUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.record_outside import RecordOutside
from tests.reading import rows_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 6, 1)
USER = (
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active, notes) VALUES (:name, 1, :time, :time, :name, :name, :name, 1,"
    " CAST(:notes AS TEXT))"
)


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return create_document(tmp_path / "folder" / "users.userbook").path


def write(path: Path, *names: str, notes: bytes = b"", time: str = "2026-01-01T00:00:00Z") -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in names:
            connection.execute(USER, {"name": name, "notes": notes, "time": time})


async def found(path: Path, words: str = "") -> list[str]:
    database = DatabaseHelper(open_document(path).url)
    try:
        async with database.get_db_session() as session:
            keys = database.find_outside_changes(Event()).keys
            await carry_out(session, RecordOutside(keys), Author())
        async with database.get_db_session(read_only=True) as session:
            query = UserQuery(text=words)
            rows = await rows_of(session, query, TODAY)
            assert await UserRepository(session).count_users(query, TODAY) == len(rows)
            return sorted(str(row.values["user_name"]) for row in rows)
    finally:
        await database.close()


async def read(path: Path, name: str):
    database = DatabaseHelper(open_document(path).url)
    try:
        async with database.get_db_session(read_only=True) as session:
            return await UserRepository(session).get_user(FindUserDTO(user_name=name))
    finally:
        await database.close()


async def test_users_that_another_tool_wrote_are_found(userbook):
    assert await found(userbook) == []
    write(userbook, "ada", "bob", notes=b"from afar")
    assert await found(userbook) == ["ada", "bob"]
    assert await found(userbook, "afar bob") == ["bob"]


async def test_users_that_another_tool_deleted_are_not_shown(userbook):
    write(userbook, *(f"u{n}" for n in range(1001)))
    assert len(await found(userbook)) == 1001
    with closing(sqlite3.connect(userbook)) as connection, connection:
        connection.execute("DELETE FROM users WHERE user_name <> 'u7'")
    assert await found(userbook) == ["u7"]
    with closing(sqlite3.connect(userbook)) as connection:
        assert connection.execute("SELECT count(*) FROM user_index").fetchone() == (1,)


async def test_a_file_that_may_only_be_read_gets_no_index(userbook):
    write(userbook, "ada")
    before = userbook.read_bytes()
    database = DatabaseHelper(open_document(userbook, writable=False).url)
    assert database.find_outside_changes(Event()) == OutsideChanges()
    await database.close()
    assert userbook.read_bytes() == before


async def test_bytes_that_are_no_text_are_shown_as_such_and_the_rest_as_it_is(userbook):
    write(userbook, "ada", notes=b"caf\xe9 \xff")
    write(userbook, "bob")
    assert await found(userbook) == ["ada", "bob"]
    assert (await read(userbook, "ada")).notes == "caf\ufffd \ufffd"
    assert (await read(userbook, "bob")).notes == ""


@pytest.mark.parametrize(
    "time",
    [
        "",
        "yesterday",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01",
        "9999-12-31T23:59:59-12:00",
        "1969-12-31T23:59:59Z",
    ],
)
async def test_a_time_that_is_none_reads_as_one_that_can_be_shown(userbook, time):
    write(userbook, "ada", time=time)
    assert (await read(userbook, "ada")).created == datetime(1970, 1, 1, tzinfo=UTC)


async def test_a_time_without_a_zone_is_one_of_utc(userbook):
    write(userbook, "ada", time="2026-01-02 03:04:05")
    assert (await read(userbook, "ada")).created == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere every name is text")
async def test_a_file_whose_name_is_no_text_is_made_opened_and_read(userbook):
    path = userbook.with_name(os.fsdecode(b"caf\xe9.userbook"))
    create_document(path)
    write(path, "ada")
    assert await found(path) == ["ada"]
    assert {each.name for each in path.parent.iterdir()} == {path.name, userbook.name}


@pytest.mark.parametrize("name", ["x\0.userbook", "\ud800.userbook"])
def test_a_name_that_no_file_can_have_is_refused(userbook, name):
    for act, reason in (
        (open_document, FileReason.MISSING),
        (create_document, FileReason.NO_PERMISSION),
    ):
        with pytest.raises(FileRefusedError) as caught:
            act(userbook.with_name(name))
        assert caught.value.reason is reason
