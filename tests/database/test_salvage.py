"""What is taken out of a damaged file, and that nothing else happens."""

from __future__ import annotations

import getpass
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from damage import WAYS, Original, faults_of, rows_of, suffer
from document_files import run, state
from lived_in import lived_in

from desktop_app.database.document import create_document, open_document
from desktop_app.database.found_records import Found
from desktop_app.database.rescued import Rescued
from desktop_app.database.salvage import salvage
from desktop_app.domain.checking import Fault
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.identifiers import uuid7

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return Original(lived_in(tmp_path_factory.mktemp("original") / "original.userbook", 100))


@pytest.fixture
def file(original: Original, tmp_path: Path) -> Path:
    return shutil.copy(original.path, tmp_path / "file.userbook")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.userbook"


def quietly(*_: object) -> None:
    """Nobody wants to know how far it is."""


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_a_sound_file_comes_out_as_it_was(original, file, new):
    document, report = salvage(file, new, quietly)
    assert rows_of(new) == original.rows
    assert (report.users, report.trash) == (89, 7)
    assert report.is_complete
    assert faults_of(new) == set()
    assert open_document(document.path).path == new
    assert query(new, "SELECT * FROM sqlite_sequence ORDER BY 1") == query(
        file, "SELECT * FROM sqlite_sequence ORDER BY 1"
    )


@pytest.mark.parametrize("way", WAYS)
def test_pages_on_which_others_depend_may_be_lost(original, tmp_path, way):
    """The header, roots and inner pages, the list of tables, a page that a note goes on in."""
    with closing(sqlite3.connect(original.path)) as connection:
        inner = connection.execute("SELECT pageno FROM dbstat WHERE pagetype <> 'leaf'").fetchall()
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in sorted({1, 2, *(page for (page,) in inner[:20:2])}):
        outcome = suffer(original, folder, number, way, seed=number)
        assert outcome.faults == [], (number, outcome.report)


def test_any_page_may_be_lost(original, tmp_path):
    for number in range(3, original.count, original.count // 20):
        outcome = suffer(original, tmp_path, number, WAYS[number % 3], seed=number)
        assert outcome.faults == [], (number, outcome.report)


def test_users_that_are_lost_are_named_by_the_index(original, tmp_path, new):
    page, lost = next(
        (page, [key for table, (key, *_) in entries if table == "users"])
        for page, entries in sorted(original.on_page.items())
        if {table for table, _ in entries} == {"users"}
    )
    damaged = tmp_path / "damaged.userbook"
    original.damaged(damaged, page, "zeros", None)
    _, report = salvage(damaged, new, quietly)
    names = {original.rows["users"][key,]["user_name"].casefold() for key in lost}
    assert report.lost == len(lost)
    assert {name.casefold() for name in report.lost_names} <= names
    assert report.unreadable_pages == (page,)
    assert query(new, "SELECT kind, count FROM change_sets ORDER BY seq DESC LIMIT 1") == [
        ("outside", len(lost))
    ]
    assert faults_of(new) == set()


def test_a_note_that_is_cut_off_costs_only_the_note(original, tmp_path, new):
    sizes = {page: len(entries) for page, entries in original.on_page.items()}
    page = max(p for p, n in sizes.items() if n == 1 and "users" in str(original.on_page[p]))
    ((_, (key,)),) = original.on_page[page]
    damaged = tmp_path / "damaged.userbook"
    original.damaged(damaged, page, "random bytes", random.Random(1))
    _, report = salvage(damaged, new, quietly)
    before, after = original.rows["users"][key,], rows_of(new)["users"][key,]
    assert report.unclear == 1
    assert report.unclear_names == (before["user_name"],)
    assert {name for name in before if before[name] != after[name]} <= {"notes"}


def test_the_rest_of_a_file_that_is_cut_off_is_recovered(original, file, new):
    whole = file.stat().st_size
    with file.open("r+b") as cut:
        cut.truncate(whole * 2 // 3 + 100)
    with pytest.raises(FileRefusedError) as caught:
        open_document(file)
    assert caught.value.reason is FileReason.TRUNCATED
    before = state(file.parent)
    _, report = salvage(file, new, quietly)
    assert 0 < report.users <= len(original.rows["users"])
    for key, row in rows_of(new)["users"].items():
        before_it = original.rows["users"][key]
        cut_off = {name for name in row if row[name] != before_it[name]}
        assert cut_off <= ({"notes"} if row["user_name"] in report.unclear_names else set())
    assert state(file.parent).items() >= before.items()


def test_what_a_log_holds_is_recovered_without_touching_it(original, file, tmp_path, new):
    kept = tmp_path / "kept"
    kept.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE users SET title = 'Countess' WHERE key = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE users SET title = 'not yet' WHERE key = 2")
        for suffix in ("", "-wal"):
            shutil.copy(f"{file}{suffix}", kept / f"file.userbook{suffix}")
        connection.execute("ROLLBACK")
    before = state(kept)
    salvage(kept / "file.userbook", new, quietly)
    assert state(kept) == before
    assert query(new, "SELECT title FROM users WHERE key = 1") == [("Countess",)]
    assert query(new, "SELECT title FROM users WHERE key = 2") != [("not yet",)]


def test_a_change_that_was_broken_off_is_taken_back(original, file, tmp_path, new):
    kept = tmp_path / "kept"
    kept.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=5")
        connection.execute("BEGIN")
        connection.execute("UPDATE users SET title = 'half'")
        for suffix in ("", "-journal"):
            shutil.copy(f"{file}{suffix}", kept / f"file.userbook{suffix}")
        connection.execute("ROLLBACK")
    assert b"half" in (kept / "file.userbook").read_bytes()
    salvage(kept / "file.userbook", new, quietly)
    assert rows_of(new)["users"] == original.rows["users"]


def test_a_log_that_is_damaged_counts_as_far_as_it_is_whole(file, tmp_path, new):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE users SET title = 'first' WHERE key = 1")
        length = file.with_name(file.name + "-wal").stat().st_size
        connection.execute("UPDATE users SET title = 'second' WHERE key = 1")
        log = bytearray(file.with_name(file.name + "-wal").read_bytes())
        log[length + 100] ^= 1
        copy = shutil.copy(file, tmp_path / "copy.userbook")
        copy.with_name(copy.name + "-wal").write_bytes(log)
    salvage(copy, new, quietly)
    assert query(new, "SELECT title FROM users WHERE key = 1") == [("first",)]


def found(key: int, **values: object) -> Found:
    facts = {"id": str(uuid7()), "version": 1, "display_name": f"Number {key}", "active": 1}
    times = {"created": "2026-01-01T00:00:00Z", "last_modified": "2026-01-01T00:00:00Z"}
    return Found("users", {"key": key, **facts, **times, **values}, is_whole=True)


@pytest.fixture
def rescued(new):
    create_document(new)
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield Rescued(connection)


def test_of_two_users_of_one_name_the_newer_keeps_it(rescued, new):
    """Another tool may have dropped the index that forbids it."""
    rescued.take(found(1, user_name="ada"))
    rescued.take(found(2, user_name="ADA", version=2))
    rescued.take(found(3, user_name="Ada"))
    rescued.settle({})
    rescued.make_index(quietly)
    assert query(new, "SELECT key, user_name FROM users") == [(2, "ADA")]
    assert query(new, "SELECT key, user_name FROM trash ORDER BY key") == [(1, "ada"), (3, "Ada")]
    assert sorted(rescued.set_aside) == ["Ada", "ada"]
    assert faults_of(new) == set()


def test_of_two_states_of_a_user_the_newer_counts(rescued, new):
    for version in (2, 3, 1):
        rescued.take(found(1, id="x", user_name="ada", title=f"{version}", version=version))
    rescued.settle({})
    assert query(new, "SELECT key, title FROM users") == [(1, "3")]
    assert query(new, "SELECT count(*) FROM trash") == [(0,)]


def test_a_user_that_is_there_is_not_in_the_trash_too(rescued, new):
    rescued.take(found(1, user_name="ada", version=2))
    rescued.take(replace(found(1, user_name="ada"), table="trash"))
    rescued.take(found(2, user_name="alan"))
    rescued.take(replace(found(2, user_name="alan", version=5), table="trash"))
    rescued.settle({})
    assert query(new, "SELECT key FROM users") == [(1,)]
    assert query(new, "SELECT key FROM trash") == [(2,)]


def test_a_user_without_a_user_name_gets_one(rescued, new):
    rescued.take(replace(found(9, display_name=None), is_whole=False))
    rescued.settle({})
    assert query(new, "SELECT user_name, display_name FROM users") == [("user-9", "user-9")]
    assert rescued.unclear == {9: "user-9"}


def test_history_without_its_change_set_gets_one(rescued, new):
    rescued.take(found(1, user_name="ada", title="b"))
    change = {"seq": 5, "key": 1, "field": "title", "before": "a", "after": "b", "secret": 0}
    rescued.take(Found("changes", change, is_whole=True))
    rescued.settle({})
    rescued.make_index(quietly)
    assert query(new, "SELECT seq, kind FROM change_sets") == [(5, "outside")]
    assert faults_of(new) == set()


def test_values_that_are_none_become_what_they_can_be(file, new):
    run(
        file,
        "UPDATE users SET title = CAST(x'41ff' AS TEXT), valid_from = 'soon', id = 'none' "
        "WHERE key = 1",
        "UPDATE users SET created = 'long ago', last_modified = 'just now', version = -1, "
        "department = 'a' || char(0) || 'b' WHERE key = 2",
    )
    _, report = salvage(file, new, quietly)
    assert report.unclear == 2
    ((title, valid_from, id_),) = query(
        new, "SELECT title, valid_from, id FROM users WHERE key = 1"
    )
    assert (title, valid_from) == ("A", None)
    assert len(id_) == 36
    ((created, version, department),) = query(
        new, "SELECT created, version, department FROM users WHERE key = 2"
    )
    assert (created[:4], version, department) == ("1970", 1, "a\ufffdb")
    assert faults_of(new) <= {Fault.BROKEN_CHAIN}


def test_a_file_of_an_older_version_is_salvaged_to_the_newest(tmp_path, new):
    old = tmp_path / "old.userbook"
    create_document(old)
    run(old, "ALTER TABLE users ADD COLUMN pet TEXT", "ALTER TABLE users DROP COLUMN notes")
    run(
        old,
        "INSERT INTO users (key, id, version, created, last_modified, user_name_key, user_name, "
        "display_name, active, pet) VALUES (7, '1', 1, '', '', 'ada', 'ada', 'Ada', 1, 'cat')",
    )
    _, report = salvage(old, new, quietly)
    assert report.users == 1
    assert query(new, "SELECT key, display_name, notes FROM users") == [(7, "Ada", None)]


def test_what_is_no_userbook_is_refused_and_nothing_is_made(tmp_path, new):
    other = tmp_path / "other.db"
    run(other, "CREATE TABLE notes(a, b)", "INSERT INTO notes VALUES (1, 2)")
    noise = tmp_path / "noise"
    noise.write_bytes(b"\r" * 40_000)
    for path in (other, noise):
        with pytest.raises(FileRefusedError) as caught:
            salvage(path, new, quietly)
        assert caught.value.reason is FileReason.NOT_OURS
    assert not new.exists()


def test_a_file_that_exists_is_not_overwritten(file, new):
    new.write_bytes(b"mine")
    with pytest.raises(FileRefusedError) as caught:
        salvage(file, new, quietly)
    assert caught.value.reason is FileReason.EXISTS
    assert new.read_bytes() == b"mine"


def test_a_salvage_that_is_stopped_leaves_nothing(file, new):
    heard: list[int] = []

    def stop(done: int, _total: int) -> None:
        heard.append(done)
        if len(heard) > 20:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        salvage(file, new, stop)
    assert heard == sorted(heard)
    assert state(new.parent).keys() == {file.name}


def test_a_hostile_schema_is_not_run(file, new):
    """Only the plain form of CREATE TABLE is read, and no table is made of a query."""
    run(
        file,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE users AS WITH RECURSIVE c(x) AS (SELECT 1 "
        "UNION ALL SELECT x + 1 FROM c) SELECT x FROM c' WHERE name = 'users'",
    )
    _, report = salvage(file, new, quietly)
    assert report.users == 89


def test_a_user_of_the_computer_without_a_name_can_salvage(tmp_path, new, monkeypatch):
    def getuser() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", getuser)
    path = lived_in(tmp_path / "old.userbook", 20)
    run(path, "UPDATE users SET title = 'other'", "UPDATE trash SET seq = 0")
    salvage(path, new, quietly)
    assert query(new, "SELECT login FROM change_sets ORDER BY seq DESC LIMIT 1") == [("",)]
