"""Looking at a file changes nothing, whatever lies beside it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.migrations import head
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.query import UserQuery

if TYPE_CHECKING:
    from pathlib import Path

COMES = (
    "INSERT INTO users (id, version, created, last_modified, user_name_key, user_name, "
    "display_name, active) VALUES ('1', 1, '', '', 'eve', 'eve', 'Eve', 1)"
)
GOES = "INSERT INTO user_index (key, search_text) VALUES (7, 'eve')"
TRIGGER = "CREATE TRIGGER t AFTER UPDATE ON users BEGIN DELETE FROM users; END"


def crashed(folder: Path, journal: str, statement: str, *, shared: bool = False) -> Path:
    """A copy of a file in the middle of a change by a program that died."""
    path = create_document(folder / "live" / "x.userbook").path
    copy = folder / "crashed" / "x.userbook"
    copy.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        if journal == "DELETE":
            connection.execute(statement)
            connection.execute("PRAGMA cache_size=1")
            connection.execute("BEGIN")
            connection.execute("CREATE TABLE rubbish AS SELECT printf('%.300000c', 'x') AS x")
        else:
            connection.execute(statement)
        suffixes = ["", "-journal" if journal == "DELETE" else "-wal", *(["-shm"] * shared)]
        for suffix in suffixes:
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    return copy


def state(path: Path) -> dict[str, str]:
    """What holds records: the shared memory beside a log is SQLite's own."""
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in path.parent.iterdir()
        if not each.name.endswith("-shm")
    }


@pytest.mark.parametrize("shared", [False, True])
def test_a_refused_file_keeps_the_log_it_has(tmp_path, shared):
    path = crashed(tmp_path, "WAL", TRIGGER, shared=shared)
    before = state(path)
    assert len(before) == 2
    with pytest.raises(FileRefusedError) as caught:
        open_document(path)
    assert caught.value.reason is FileReason.DAMAGED
    assert state(path) == before


def test_a_refused_file_keeps_the_journal_it_has(tmp_path):
    path = crashed(tmp_path, "DELETE", TRIGGER)
    before = state(path)
    assert len(before) == 2
    with pytest.raises(FileRefusedError) as caught:
        open_document(path)
    assert (caught.value.reason, caught.value.detail) == (FileReason.DAMAGED, "schema")
    assert caught.value.path == path
    assert state(path) == before


async def test_what_a_crash_left_half_done_is_undone_in_a_file_that_is_taken(tmp_path):
    path = crashed(tmp_path, "DELETE", "UPDATE users SET notes = ''")
    document = open_document(path)
    assert document.version == head()
    database = DatabaseHelper(document.url)
    async with database.get_db_session() as session:
        await session.execute(text("SELECT 1"))
    await database.close()
    assert list(state(path)) == ["x.userbook"]
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT count(*) FROM sqlite_schema WHERE name = 'rubbish'"
        assert connection.execute(query).fetchone() == (0,)


@pytest.mark.parametrize("statement", [COMES, GOES])
async def test_who_no_userbook_has_seen_yet_is_shown_and_the_file_untouched(tmp_path, statement):
    path = create_document(tmp_path / "x.userbook").path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    before = state(path)
    document = open_document(path, writable=False)
    database = DatabaseHelper(document.url)
    async with database.get_db_session(read_only=True) as session:
        users = UserRepository(session)
        shown = await users.get_users(await users.user_keys(UserQuery(), date(2026, 1, 1)))
    await database.close()
    document.discard()
    assert [user.user_name for user in shown] == ["eve"] * (statement == COMES)
    assert state(path) == before
    assert not document.opened.exists()


def test_what_the_index_knows_is_read_where_it_lies(tmp_path):
    document = open_document(create_document(tmp_path / "x.userbook").path, writable=False)
    assert document.copy is None
