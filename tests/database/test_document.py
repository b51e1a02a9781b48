"""Files are looked at before they are opened; what is refused is left exactly as it was."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import add, names, refused, run, state

from desktop_app.database import document as document_module
from desktop_app.database.document import create_document, inspect_document, open_document
from desktop_app.database.migrations import head
from desktop_app.domain.errors import FileReason, FileRefusedError, StorageError, StorageReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


@pytest.fixture
def userbook(folder: Path) -> Path:
    return create_document(folder / "users.userbook").path


def set_bytes(path: Path, offset: int, new: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(new)


def test_a_new_file_is_ours_alone_and_has_nothing_beside_it(folder):
    document = create_document(folder / "users.userbook")
    assert stat.S_IMODE(document.path.stat().st_mode) == 0o600
    assert list(state(folder)) == ["users.userbook"]
    assert (document.version, document.read_only) == (head(), False)
    assert open_document(document.path) == document


def test_a_file_that_is_there_is_not_replaced(folder):
    path = folder / "users.userbook"
    path.write_text("a diary")
    with pytest.raises(FileRefusedError) as caught:
        create_document(path)
    assert caught.value.reason is FileReason.EXISTS
    assert path.read_text() == "a diary"


def test_a_link_to_nowhere_is_not_replaced(folder):
    path = folder / "users.userbook"
    path.symlink_to(folder / "gone")
    with pytest.raises(FileRefusedError) as caught:
        create_document(path)
    assert caught.value.reason is FileReason.EXISTS
    assert path.is_symlink()


def test_nothing_is_left_behind_when_a_file_cannot_be_made(folder, monkeypatch):
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(document_module, "create_schema", full)
    with pytest.raises(FileRefusedError) as caught:
        create_document(folder / "users.userbook")
    assert caught.value.detail == os.strerror(errno.ENOSPC)
    assert state(folder) == {}


def test_a_failure_of_the_database_is_named_when_a_file_is_made(folder, monkeypatch):
    real = document_module.create_schema

    def locked(path: Path) -> None:
        monkeypatch.setattr(sqlite3.dbapi2, "connect", _connecting(timeout=0.0))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            real(path)

    monkeypatch.setattr(document_module, "create_schema", locked)
    with pytest.raises(StorageError) as caught:
        create_document(folder / "users.userbook")
    assert caught.value.reason is StorageReason.BUSY
    assert state(folder) == {}


def test_a_file_that_comes_while_one_is_made_is_not_replaced(folder, monkeypatch):
    path, real = folder / "users.userbook", document_module.create_schema

    def slowly(new: Path) -> None:
        real(new)
        path.write_text("precious")

    monkeypatch.setattr(document_module, "create_schema", slowly)
    with pytest.raises(FileRefusedError) as caught:
        create_document(path)
    assert caught.value.reason is FileReason.EXISTS
    assert path.read_text() == "precious"
    assert len(state(folder)) == 1


def test_a_folder_that_is_not_there_is_made(folder):
    document = create_document(folder / "new" / "folder" / "users.userbook")
    assert open_document(document.path) == document


def test_a_folder_that_cannot_be_made_holds_no_new_file(folder):
    (folder / "file").touch()
    with pytest.raises(FileRefusedError) as caught:
        create_document(folder / "file" / "users.userbook")
    assert caught.value.reason is FileReason.NO_PERMISSION


async def test_the_log_of_a_deleted_file_is_not_played_into_a_new_one(folder, tmp_path):
    path = folder / "users.userbook"
    create_document(path)
    run(path, "PRAGMA journal_mode=WAL")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE secret(x)")
        for suffix in ("-wal", "-shm"):
            shutil.copy(f"{path}{suffix}", f"{tmp_path / 'kept'}{suffix}")
    path.unlink()
    for suffix in ("-wal", "-shm"):
        shutil.move(f"{tmp_path / 'kept'}{suffix}", f"{path}{suffix}")
    document = create_document(path)
    assert await add(document.url, "ada") == ["ada"]
    assert open_document(path) == document


def test_a_missing_file_is_missing(folder):
    assert refused(folder / "gone.userbook").reason is FileReason.MISSING


def test_what_is_no_regular_file_is_not_opened(folder):
    assert refused(folder).reason is FileReason.DIRECTORY
    os.mkfifo(folder / "pipe")
    assert refused(folder / "pipe").reason is FileReason.NOT_A_FILE
    assert refused(Path("/dev/zero")).reason is FileReason.NOT_A_FILE


def test_a_link_that_goes_in_circles_is_refused(folder):
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    error = refused(folder / "a")
    assert error.reason is FileReason.NO_PERMISSION
    assert error.detail == os.strerror(errno.ELOOP)


def test_a_file_with_two_names_would_have_two_logs(userbook, folder):
    os.link(userbook, folder / "other.userbook")
    before = state(folder)
    assert refused(userbook).reason is FileReason.HARD_LINK
    assert state(folder) == before


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("user_name,email\r\n" * 100)


def _stub(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _other_database(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE users(name)")


def _newer(path: Path) -> None:
    run(path, f"PRAGMA user_version={head() + 1}", "ALTER TABLE users RENAME COLUMN title TO job")


def _damaged_schema(path: Path) -> None:
    set_bytes(path, 100, b"\xff" * 400)


def _unreadable_schema(path: Path) -> None:
    run(
        path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql='nonsense' WHERE name='users'",
    )


def _super_journal(path: Path) -> None:
    journal = b"x" * 600 + bytes.fromhex("d9d505f920a163d7")
    path.with_name(path.name + "-journal").write_bytes(journal)


def _odd_journal(path: Path) -> None:
    path.with_name(path.name + "-journal").symlink_to(path.with_name("elsewhere"))


def _statement(statement: str) -> Callable[[Path], None]:
    return lambda path: run(path, statement)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_empty, FileReason.EMPTY),
        (_text, FileReason.NOT_OURS),
        (_stub, FileReason.TRUNCATED),
        (_truncated, FileReason.TRUNCATED),
        (_other_database, FileReason.OTHER_DATABASE),
        (_newer, FileReason.NEWER),
        (_damaged_schema, FileReason.DAMAGED),
        (_unreadable_schema, FileReason.DAMAGED),
        (_super_journal, FileReason.HOSTILE_JOURNAL),
        (_odd_journal, FileReason.HOSTILE_JOURNAL),
    ],
)
def test_a_refused_file_is_left_as_it_was(userbook, folder, spoil, reason):
    spoil(userbook)
    before = state(folder)
    assert refused(userbook).reason is reason
    assert state(folder) == before


@pytest.mark.parametrize("write_ahead", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON users BEGIN DELETE FROM users; END",
        "CREATE VIEW everyone AS SELECT * FROM users",
        "CREATE TABLE extra(x)",
        "CREATE INDEX extra ON users(title)",
        "DROP INDEX ix_users_last_modified",
        "DROP TABLE user_index",
        "ALTER TABLE users ADD COLUMN extra TEXT",
        "ALTER TABLE users ADD COLUMN extra TEXT AS (hex(zeroblob(1000))) VIRTUAL",
        "ALTER TABLE users RENAME COLUMN title TO job",
        "CREATE VIRTUAL TABLE v USING fts5(x)",
    ],
)
def test_a_file_with_another_schema_is_refused_and_left_as_it_was(
    userbook, folder, statement, write_ahead
):
    run(userbook, statement, f"PRAGMA journal_mode={'WAL' if write_ahead else 'DELETE'}")
    before = state(folder)
    assert list(before) == ["users.userbook"]
    error = refused(userbook)
    assert (error.reason, error.detail) == (FileReason.DAMAGED, "schema")
    assert state(folder) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n STRICT", ""),
        ("notes TEXT", "notes ANY"),
        ("notes TEXT", "notes TEXT NOT NULL"),
    ],
)
def test_columns_that_could_hold_anything_are_refused(userbook, folder, old, new):
    with closing(sqlite3.connect(userbook, isolation_level=None)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name='users'").fetchone()
        assert old in sql
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql=? WHERE name='users'", (sql.replace(old, new),)
        )
    before = state(folder)
    assert refused(userbook).reason is FileReason.DAMAGED
    assert state(folder) == before


def test_an_older_file_with_a_trigger_is_refused_before_it_is_upgraded(userbook, folder):
    run(
        userbook,
        f"PRAGMA user_version={head() - 1}",
        "CREATE TRIGGER t AFTER UPDATE ON users BEGIN DELETE FROM users; END",
    )
    before = state(folder)
    assert refused(userbook).reason is FileReason.DAMAGED
    assert state(folder) == before


async def test_a_damaged_page_of_users_does_not_stop_the_look_but_is_named_when_read(userbook):
    for n in range(3):
        await add(open_document(userbook).url, f"ada{n}")
    with closing(sqlite3.connect(userbook)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'users'"
        (page,) = connection.execute(query).fetchone()
    set_bytes(userbook, (page - 1) * 4096, b"\xff" * 64)
    document = open_document(userbook)
    with pytest.raises(StorageError) as caught:
        await names(document.url)
    assert caught.value.reason is StorageReason.DAMAGED


def interrupt_a_checkpoint(path: Path) -> None:
    """The pages of the log are half-way into the file, the first of them first.

    So many that what is missing is nothing but theirs.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("UPDATE users SET notes = printf('%.1000000c', 'x')")
        log = Path(f"{path}-wal").read_bytes()
        connection.execute("PRAGMA wal_checkpoint(FULL)")
        whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    Path(f"{path}-wal").write_bytes(log)


async def test_a_file_that_a_crash_left_shorter_than_its_log_is_opened(userbook, folder):
    await add(open_document(userbook).url, "ada")
    interrupt_a_checkpoint(userbook)
    document = open_document(userbook)
    assert await names(document.url) == ["ada"]
    assert state(folder).keys() == {"users.userbook"}


def test_a_version_that_is_only_in_the_log_counts(userbook, folder):
    with closing(sqlite3.connect(userbook, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("ALTER TABLE users RENAME COLUMN title TO job")
        connection.execute(f"PRAGMA user_version={head() + 1}")
        copy = folder / "copy.userbook"
        shutil.copy(userbook, copy)
        shutil.copy(f"{userbook}-wal", f"{copy}-wal")
    assert inspect_document(copy).version == head()
    assert refused(copy).reason is FileReason.NEWER


@pytest.mark.parametrize(
    "name",
    [
        "with space.userbook",
        "what?.userbook",
        "#1.userbook",
        "100%.userbook",
        "%41.userbook",
        "a&b=c;d.userbook",
        "Учётные записи.userbook",
        "日本 'quoted' \"twice\".userbook",
        "file:x.userbook",
        "+plus.userbook",
    ],
)
async def test_any_name_can_be_made_opened_and_read(folder, name):
    path = folder / name
    assert await add(create_document(path).url, "ada") == ["ada"]
    assert await add(open_document(path).url, "bob") == ["ada", "bob"]
    assert list(state(folder)) == [name]


async def test_a_name_through_a_link_leads_to_the_file(userbook, folder, tmp_path):
    link = tmp_path / "link.userbook"
    link.symlink_to(userbook)
    document = open_document(link)
    assert document.path == userbook.resolve()
    assert await add(document.url, "ada") == ["ada"]
    assert list(state(folder)) == ["users.userbook"]


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA locking_mode=EXCLUSIVE")
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locked(userbook) -> Iterator[Path]:
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, userbook], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        yield userbook
        other.stdin.close()


def test_a_file_that_another_program_holds_is_busy_and_not_damaged(locked):
    with pytest.raises(StorageError) as caught:
        open_document(locked, busy_timeout=0.05)
    assert caught.value.reason is StorageReason.BUSY


def test_page_counts_that_do_not_agree_say_nothing_of_the_size(userbook):
    set_bytes(userbook, 92, b"\0\0\0\0")
    set_bytes(userbook, 28, b"\0\0\0\0")
    assert open_document(userbook).version == head()


def _connecting(**options: object) -> Callable[..., sqlite3.Connection]:
    real = sqlite3.connect
    return lambda *args, **given: real(*args, **(given | options))
