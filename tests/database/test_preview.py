"""The first rows of a file that nobody has open: those that are shown once it is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.database import file_look, preview
from desktop_app.database.document import create_document
from desktop_app.database.filling import Filling
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.preview import preview_of
from desktop_app.domain.attributes import Kind
from desktop_app.domain.change import Author
from desktop_app.domain.preview import Layout
from desktop_app.domain.query import UserQuery
from desktop_app.domain.read_only import ReadOnly
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO
from tests.reading import rows_of
from tests.writing import added

COUNT, SIZE = 120, 40
NAMES = (*ATTRIBUTES, "created", "last_modified", "deleted_on")
KINDS = {"active": Kind.FLAG, "valid_from": Kind.DATE, "valid_until": Kind.DATE}
LAYOUT = Layout(dict.fromkeys(NAMES, "Heading"), NAMES, KINDS, "display_name")
INDEXED = ("display_name", "department", "phone")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    users = Filling(sample_users(COUNT, today=date.today()), Author())
    return create_document(tmp_path_factory.mktemp("made") / "made.userbook", users).path


@pytest.fixture
def closed(made, tmp_path):
    return shutil.copy(made, tmp_path / "closed.userbook")


def change(path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("sort", INDEXED)
@pytest.mark.parametrize("descending", [False, True])
async def test_the_rows_are_those_of_the_open_file(closed, sort, descending):
    found = preview_of(closed, replace(LAYOUT, sort=sort, descending=descending), SIZE)
    database = DatabaseHelper(f"sqlite+aiosqlite:///{closed}")
    query = UserQuery(sort=sort, descending=descending)
    async with database.get_db_session(read_only=True) as session:
        rows = await rows_of(session, query, date.today(), size=SIZE)
    await database.close()
    assert found.count == COUNT
    assert [row.key for row in found.rows] == [row.key for row in rows]
    for seen, row in zip(found.rows, rows, strict=True):
        assert {name: seen.values[name] for name in row.values} == dict(row.values)


def test_a_file_of_few_shows_all_of_them(closed):
    found = preview_of(closed, LAYOUT, COUNT + 1)
    assert len(found.rows) == found.count == COUNT


def test_of_a_file_of_nobody_there_is_none(tmp_path):
    path = create_document(tmp_path / "nobody.userbook").path
    assert preview_of(path, LAYOUT, SIZE) is None


def test_it_leaves_nothing_behind(closed):
    before = closed.stat(), closed.read_bytes()
    assert preview_of(closed, LAYOUT, SIZE)
    assert [path.name for path in closed.parent.iterdir()] == [closed.name]
    assert (closed.stat().st_mtime_ns, closed.read_bytes()) == (before[0].st_mtime_ns, before[1])


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_nobody_who_looks_beside_it_sees_that_it_was_read(closed, mode):
    change(closed, f"PRAGMA journal_mode={mode}")
    seen, connect = [], sqlite3.connect

    class Looking(sqlite3.Connection):
        def execute(self, *arguments):
            seen.append([path.name for path in closed.parent.iterdir()])
            return super().execute(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, factory=Looking, **k))
        assert preview_of(closed, LAYOUT, SIZE)
    assert seen == [[closed.name]] * len(seen)


def test_only_what_is_shown_is_read(closed):
    found = preview_of(closed, replace(LAYOUT, shown=("email", "notes", "deleted_on")), SIZE)
    status = {"key", "active", "valid_from", "valid_until"}
    assert all(row.values.keys() == {"email", "notes", *status} for row in found.rows)


def test_what_is_not_a_date_is_none(closed):
    change(closed, "UPDATE users SET valid_until = 'soon', created = 'once'")
    found = preview_of(closed, LAYOUT, SIZE)
    assert {row.values["valid_until"] for row in found.rows} == {None}
    assert {row.values["created"].year for row in found.rows} == {1970}


async def test_of_a_file_that_is_open_there_is_none(closed):
    database = DatabaseHelper(f"sqlite+aiosqlite:///{closed}")
    async with database.get_db_session() as session:
        await added(session, [CreateUserDTO(user_name="new", display_name="New")])
    assert preview_of(closed, LAYOUT, SIZE) is None
    await database.close()
    assert preview_of(closed, LAYOUT, SIZE) is not None


@pytest.mark.parametrize("sort", ["notes", "no_column", 'display_name" OR "'])
def test_an_order_that_takes_time_is_left_to_the_open_file(closed, sort):
    assert preview_of(closed, replace(LAYOUT, sort=sort), SIZE) is None


def test_an_end_that_is_not_known_is_left_to_the_open_file(closed):
    """From the end of an order those come first who have something there."""
    layout = replace(LAYOUT, sort="department", descending=True)
    assert preview_of(closed, layout, COUNT) is None


@pytest.mark.parametrize(
    "harm",
    [
        "PRAGMA application_id=1",
        "DROP TABLE tallies",
        "DROP INDEX ix_user_index_display_name",
        "ALTER TABLE users DROP COLUMN valid_from",
        "ALTER TABLE users ADD COLUMN more TEXT AS (hex(zeroblob(400000000)))",
        "UPDATE users SET notes = hex(zeroblob(200000))",
        "UPDATE tallies SET count = -5",
        "UPDATE tallies SET count = 423000000000000",
        "PRAGMA user_version=1",
        "PRAGMA user_version=99",
    ],
)
def test_of_what_is_no_userbook_there_is_none(closed, harm):
    change(closed, harm)
    assert preview_of(closed, LAYOUT, SIZE) is None


def test_a_view_in_the_place_of_a_table_is_not_asked(closed):
    change(
        closed,
        "ALTER TABLE tallies RENAME TO other",
        "CREATE VIEW tallies AS WITH RECURSIVE n(count) AS "
        "(SELECT 1 UNION ALL SELECT count + 1 FROM n) SELECT * FROM n",
    )
    assert preview_of(closed, LAYOUT, SIZE) is None


@pytest.mark.parametrize("name", ["valid_until", "created", "active", "display_name"])
def test_of_a_file_that_holds_something_else_there_is_none_or_some(closed, name):
    """A table that is not STRICT holds anything anywhere."""
    with closing(sqlite3.connect(closed)) as connection:
        ((made,),) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'users'")
        connection.execute("PRAGMA writable_schema=ON")
        loose = made.replace("STRICT", "")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'users'", (loose,))
        connection.commit()
    change(closed, f"UPDATE users SET {name} = x'ff00'")  # noqa: S608
    found = preview_of(closed, LAYOUT, SIZE)
    assert found is None or len(found.rows) == SIZE


def test_of_a_file_that_can_only_be_read_there_is_none(closed, monkeypatch):
    monkeypatch.setattr(file_look, "_why_read_only", lambda _path: ReadOnly.FILE)
    assert preview_of(closed, LAYOUT, SIZE) is None


def test_what_takes_very_long_is_given_up(closed, monkeypatch):
    monkeypatch.setattr(preview, "_PATIENCE", 0.02)
    keys = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
    change(closed, f"INSERT INTO tallies {keys} SELECT 'x', i, '', 1 FROM n")  # noqa: S608
    assert preview_of(closed, LAYOUT, SIZE) is None


def test_of_a_damaged_file_and_of_none_there_is_none(closed, tmp_path):
    assert preview_of(tmp_path, LAYOUT, SIZE) is None
    assert preview_of(tmp_path / "nobody.userbook", LAYOUT, SIZE) is None
    with closed.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (closed.stat().st_size - 4096))
    assert preview_of(closed, LAYOUT, SIZE) is None
