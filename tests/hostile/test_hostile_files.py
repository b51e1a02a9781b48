"""Files that somebody made to do harm: each is refused in its own words, fast, and untouched."""

from __future__ import annotations

import hashlib
import os
import socket
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.document import create_document, open_document
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.views.texts import error_text

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 5.0


@pytest.fixture
def userbook(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return create_document(tmp_path / "folder" / "users.userbook").path


def state(folder: Path) -> dict[str, str]:
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
        if each.is_file()
    }


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path) -> FileReason:
    """Why it is refused; within seconds, and with words."""
    start = time.monotonic()
    with pytest.raises(FileRefusedError) as caught:
        open_document(path)
    assert time.monotonic() - start < PATIENCE
    assert error_text(caught.value)
    return caught.value.reason


def rewrite(path: Path, name: str, old: str, new: str) -> None:
    """Change the SQL of a table as only somebody who means it can."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        query = "SELECT sql FROM sqlite_schema WHERE name = ?"
        (sql,) = connection.execute(query, (name,)).fetchone()
        assert old in sql
        connection.execute("PRAGMA writable_schema=ON")
        changed = (sql.replace(old, new, 1), name)
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", changed)


INDEX = "ix_users_last_modified"
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"


@pytest.mark.parametrize(
    "statements",
    [
        (f"DROP INDEX {INDEX}", f"CREATE INDEX {INDEX} ON users(last_modified) WHERE active"),
        (f"DROP INDEX {INDEX}", f"CREATE INDEX {INDEX} ON users(hex(last_modified))"),
        (f"DROP INDEX {INDEX}", f"CREATE INDEX {INDEX} ON users(title)"),
        (
            "CREATE VIEW v AS SELECT 1 AS x",
            "CREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN DELETE FROM users; END",
        ),
        ("CREATE TRIGGER t BEFORE UPDATE ON users BEGIN SELECT RAISE(IGNORE); END",),
        ("DROP TABLE trash_index", f"CREATE VIEW trash_index AS {ENDLESS}"),
        ("CREATE TABLE users2(x)",),
        ("CREATE VIRTUAL TABLE found USING fts5(x)",),
    ],
)
def test_what_would_run_by_itself_is_refused(userbook, statements):
    run(userbook, *statements)
    before = state(userbook.parent)
    assert refusal(userbook) is FileReason.DAMAGED
    assert state(userbook.parent) == before


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("users", "notes TEXT", "notes TEXT CHECK (regexp('(a+)+$', notes))"),
        ("users", "notes TEXT", "notes TEXT DEFAULT (hex(zeroblob(500000000)))"),
        ("users", "notes TEXT", "notes TEXT AS (hex(zeroblob(500000000))) VIRTUAL"),
        ("meta", "value TEXT", "value BLOB"),
        ("changes", "STRICT", ""),
    ],
)
def test_a_table_that_was_made_to_do_something_is_refused(userbook, table, old, new):
    rewrite(userbook, table, old, new)
    before = state(userbook.parent)
    assert refusal(userbook) is FileReason.DAMAGED
    assert state(userbook.parent) == before


def test_a_socket_is_no_file(tmp_path):
    path = tmp_path / "s.userbook"
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))
        assert refusal(path) is FileReason.NOT_A_FILE


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/stdin"])
def test_a_device_is_no_file(device, tmp_path):
    link = tmp_path / "link.userbook"
    link.symlink_to(device)
    if os.path.exists(device):  # noqa: PTH110
        assert refusal(link) in {FileReason.NOT_A_FILE, FileReason.NO_PERMISSION}


def test_what_is_encrypted_is_no_userbook(userbook):
    userbook.write_bytes(os.urandom(20480))
    before = state(userbook.parent)
    assert refusal(userbook) is FileReason.NOT_OURS
    assert state(userbook.parent) == before


@pytest.mark.parametrize("size", [1, 15, 16, 99, 100, 511, 4096, 8191])
def test_a_file_that_is_cut_off_anywhere_is_refused(userbook, size):
    userbook.write_bytes(userbook.read_bytes()[:size])
    before = state(userbook.parent)
    assert refusal(userbook) in {FileReason.TRUNCATED, FileReason.NOT_OURS}
    assert state(userbook.parent) == before


@pytest.mark.parametrize("offset", [16, 18, 19, 20, 21, 28, 44, 47, 52, 56, 100, 103, 105])
def test_a_header_of_nonsense_does_not_harm(userbook, offset):
    with userbook.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff\xff\xff\xff")
    before = state(userbook.parent)
    with suppress(FileRefusedError):
        open_document(userbook, writable=False)
    assert state(userbook.parent) == before


def test_the_log_of_another_file_is_not_taken_for_ours(userbook, tmp_path):
    """SQLite reads it, as it must; but then the file is looked at with it, and refused."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE planted(x)")
        log = other.with_name("other.db-wal").read_bytes()
    run(userbook, "PRAGMA journal_mode=WAL")
    userbook.with_name(f"{userbook.name}-wal").write_bytes(log)
    before = state(userbook.parent)
    assert refusal(userbook) in {FileReason.DAMAGED, FileReason.OTHER_DATABASE}
    after = state(userbook.parent)
    assert {name: after[name] for name in before} == before


def test_a_link_is_followed_to_a_file_and_a_second_name_is_refused(userbook, tmp_path):
    link = tmp_path / "link.userbook"
    link.symlink_to(userbook)
    assert open_document(link).path == userbook
    os.link(userbook, tmp_path / "second.userbook")
    assert refusal(link) is FileReason.HARD_LINK
    assert refusal(tmp_path / "second.userbook") is FileReason.HARD_LINK


def test_every_refusal_has_words_of_its_own(tmp_path):
    words = {
        reason: error_text(FileRefusedError(tmp_path / "x.userbook", reason, "9.1"))
        for reason in FileReason
    }
    assert len(set(words.values())) == len(FileReason)
