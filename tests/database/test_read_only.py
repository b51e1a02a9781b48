"""What cannot be written is read all the same, with the reason, and without being touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import add, names, old_file, refused, run, state

from desktop_app import __version__
from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.migrations import head
from desktop_app.domain.errors import FileReason
from desktop_app.domain.read_only import ReadOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
PERSON = "Ада Лавлейс"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o700)


@pytest.fixture
async def userbook(folder: Path) -> Path:
    document = create_document(folder / "users.userbook")
    await add(document.url, "ada")
    run(document.path, "PRAGMA journal_mode=DELETE")
    return document.path


@contextmanager
def as_somebody() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def unfinished(userbook: Path, journal_mode: str, statement: str) -> None:
    """As a program that died leaves it, with the log or journal beside it."""
    kept = userbook.with_name("kept")
    with closing(sqlite3.connect(userbook, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode={journal_mode}")
        other.execute("PRAGMA cache_size=1")
        if journal_mode == "DELETE":
            other.execute("BEGIN")
        other.execute(statement)
        for suffix in ("", "-wal", "-journal"):
            if Path(f"{userbook}{suffix}").exists():
                shutil.copy(f"{userbook}{suffix}", f"{kept}{suffix}")
    for suffix in ("", "-wal", "-journal"):
        if Path(f"{kept}{suffix}").exists():
            shutil.move(f"{kept}{suffix}", f"{userbook}{suffix}")


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[Path]:
    """A disk that can only be read, once ``freeze`` was called."""
    place = tmp_path / "medium"
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", place], check=False, capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def freeze(medium: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", medium], check=True)


def left_over() -> set[str]:
    return {each.name for each in Path(tempfile.gettempdir()).glob("userbook-*")}


# Why


@posix_only
async def test_a_file_of_somebody_else_says_so(userbook, folder):
    userbook.chmod(0o444)
    folder.chmod(0o777)
    before = state(folder)
    with as_somebody():
        document = open_document(userbook)
        assert await names(document.url) == ["ada"]
    assert (document.read_only, document.reason) == (True, ReadOnly.FILE)
    assert state(folder) == before


@posix_only
async def test_a_folder_of_somebody_else_says_so(userbook, folder):
    userbook.chmod(0o666)
    folder.chmod(0o555)
    with as_somebody():
        document = open_document(userbook)
        assert await names(document.url) == ["ada"]
    assert document.reason is ReadOnly.FOLDER


@pytest.mark.parametrize("journal_mode", ["DELETE", "WAL"])
async def test_a_disk_that_can_only_be_read_says_so(userbook, medium, journal_mode):
    run(userbook, f"PRAGMA journal_mode={journal_mode}")
    path = Path(shutil.copy(userbook, medium))
    freeze(medium)
    document = open_document(path)
    assert await names(document.url) == ["ada"]
    assert (document.reason, document.copy) == (ReadOnly.MEDIUM, None)
    assert list(state(medium)) == [path.name]


async def test_who_asks_to_read_only_is_told_so(userbook):
    document = open_document(userbook, writable=False)
    assert (document.read_only, document.reason) == (True, ReadOnly.ASKED)


def test_a_file_that_can_be_written_has_no_reason(userbook):
    assert open_document(userbook).reason is None


# A private copy


@pytest.mark.parametrize(
    ("journal_mode", "statement", "expected"),
    [
        ("WAL", "UPDATE users SET user_name = 'augusta'", ["augusta"]),
        ("DELETE", "UPDATE users SET user_name = 'x', notes = printf('%.300000c', 'x')", ["ada"]),
    ],
)
async def test_what_was_not_finished_on_a_disk_that_can_only_be_read_is_finished_in_a_copy(
    userbook, medium, journal_mode, statement, expected
):
    unfinished(userbook, journal_mode, statement)
    for each in userbook.parent.iterdir():
        shutil.copy(each, medium)
    freeze(medium)
    before, others = state(medium), left_over()
    assert len(before) == 2
    document = open_document(medium / userbook.name)
    assert (document.read_only, document.reason) == (True, ReadOnly.COPY)
    assert document.path == medium / userbook.name
    assert await names(document.url) == expected
    assert document.opened.parent.stat().st_mode & 0o777 == 0o700
    document.discard()
    assert left_over() == others
    assert state(medium) == before


def test_no_copy_of_a_refused_file_is_left(userbook, medium):
    run(userbook, "CREATE TABLE rubbish(x)")
    unfinished(userbook, "WAL", "UPDATE users SET notes = 'x'")
    for each in userbook.parent.iterdir():
        shutil.copy(each, medium)
    freeze(medium)
    before, others = state(medium), left_over()
    assert refused(medium / userbook.name).reason is FileReason.DAMAGED
    assert left_over() == others
    assert state(medium) == before


# Files of other versions


@pytest.mark.parametrize("version", range(1, head()))
async def test_there_is_a_file_of_each_older_version_and_it_is_opened(version, folder):
    path = old_file(version, folder)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        before = connection.execute("SELECT user_name FROM users ORDER BY key").fetchall()
    assert len(before) > 20
    document = open_document(path)
    assert (document.version, document.read_only) == (head(), False)
    assert [(name,) for name in await names(document.url)] == before
    assert "new" in await add(document.url, "new")


@pytest.mark.parametrize("version", range(1, head()))
async def test_an_older_file_that_cannot_be_upgraded_where_it_is_is_read_in_a_copy(version, folder):
    path = old_file(version, folder)
    before, others = state(folder), left_over()
    document = open_document(path, writable=False)
    assert (document.version, document.reason) == (head(), ReadOnly.ASKED)
    database = DatabaseHelper(document.url)
    async with database.get_db_session(read_only=True) as session:
        newest = await HistoryRepository(session).newest()
    assert (newest > 0) == (version > 1), "the first version had no history"
    await database.close()
    document.discard()
    assert (state(folder), left_over()) == (before, others)


def program(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT value FROM meta WHERE name = 'program'"
        return connection.execute(query).fetchone()[0]


def test_a_file_says_which_program_made_its_tables(userbook, folder):
    assert program(userbook) == __version__
    path = old_file(1, folder)
    open_document(path)
    assert program(path) == __version__


NEWER = (
    f"PRAGMA user_version={head() + 3}",
    "UPDATE meta SET value = '9.1' WHERE name = 'program'",
    "ALTER TABLE users ADD COLUMN cost_center TEXT",
    "CREATE TABLE teams(key INTEGER PRIMARY KEY) STRICT",
    "CREATE INDEX ix_teams ON teams(key)",
)


@pytest.mark.parametrize("journal_mode", ["DELETE", "WAL"])
async def test_a_newer_file_is_read_if_all_that_is_needed_is_there(userbook, folder, journal_mode):
    run(userbook, *NEWER, f"PRAGMA journal_mode={journal_mode}")
    before = state(folder)
    document = open_document(userbook)
    assert (document.read_only, document.reason) == (True, ReadOnly.NEWER)
    assert (document.program, document.version) == ("9.1", head() + 3)
    assert DatabaseHelper(document.url).is_read_only
    assert await names(document.url) == ["ada"]
    assert state(folder) == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE users RENAME COLUMN title TO job",
        "DROP TABLE change_sets",
        "CREATE TRIGGER t AFTER UPDATE ON teams BEGIN DELETE FROM users; END",
        "CREATE VIEW everyone AS SELECT * FROM users",
        "CREATE VIRTUAL TABLE found USING fts5(x)",
    ],
)
def test_a_newer_file_that_cannot_be_read_says_which_version_can(userbook, folder, statement):
    run(userbook, *NEWER, statement)
    before = state(folder)
    error = refused(userbook)
    assert (error.reason, error.detail) == (FileReason.NEWER, "9.1")
    assert state(folder) == before


@pytest.mark.parametrize("value", ["<b>9</b>", "9" * 400, "", "next year\n"])
def test_a_version_that_is_none_is_not_repeated(userbook, value):
    run(userbook, *NEWER, "DROP TABLE change_sets")
    with closing(sqlite3.connect(userbook)) as connection, connection:
        connection.execute("UPDATE meta SET value = ?", (value,))
    assert refused(userbook).detail == ""


def test_a_newer_file_without_the_table_that_says_so_is_refused_too(userbook):
    run(userbook, *NEWER, "DROP TABLE meta")
    error = refused(userbook)
    assert (error.reason, error.detail) == (FileReason.NEWER, "")
