"""Before a migration the file is kept as it was."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop_app.database import backup as backup_module
from desktop_app.database.backup import keep_backup
from desktop_app.database.document import create_document, open_document
from desktop_app.database.migrations import head
from desktop_app.database.migrations import upgrade as upgrade_module
from desktop_app.database.migrations.upgrade import MigrationFailedError
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from pathlib import Path

USER = (
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active, notes) VALUES ('1', 1, '', '', 'ada', 'ada', 'Ada', 1, ?)"
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    path = create_document(tmp_path / "folder" / "staff.userbook").path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(USER, ("kept",))
    open_document(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA user_version={head() - 1}")
    return path


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def backup_of(path: Path) -> Path:
    return path.with_name(f"staff (before update to {head()}).userbook")


def test_an_upgraded_file_leaves_the_old_one_beside_it(older):
    assert open_document(older).version == head()
    backup = backup_of(older)
    assert beside(older) == {older.name, backup.name}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (head() - 1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT notes FROM users").fetchall() == [("kept",)]
    assert beside(older) == {older.name, backup.name}


def test_what_is_only_in_the_log_is_kept_too(older):
    with closing(sqlite3.connect(older)) as other:
        other.execute("UPDATE users SET notes = 'in the log'")
        other.commit()
        backup = keep_backup(older, 9)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT notes FROM users").fetchall() == [("in the log",)]


def test_a_file_of_this_version_gets_no_backup(older):
    open_document(older)
    backup_of(older).unlink()
    open_document(older)
    assert beside(older) == {older.name}


def test_what_has_the_name_of_the_backup_is_not_overwritten(older):
    backup_of(older).write_text("a diary")
    open_document(older)
    assert backup_of(older).read_text() == "a diary"
    assert beside(older) == {
        older.name,
        backup_of(older).name,
        f"staff (before update to {head()}) 2.userbook",
    }


def test_a_migration_that_fails_leaves_no_backup_since_it_changed_nothing(older, monkeypatch):
    def fail(_path: Path) -> None:
        assert backup_of(older).exists()
        raise MigrationFailedError

    monkeypatch.setattr(upgrade_module, "upgrade", fail)
    with pytest.raises(MigrationFailedError):
        open_document(older)
    assert beside(older) == {older.name}


def test_without_a_backup_there_is_no_upgrade(older, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefusedError) as caught:
        open_document(older)
    assert caught.value.detail == os.strerror(errno.ENOSPC)
    assert beside(older) == {older.name}
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (head() - 1,)


def test_a_copy_with_other_counts_is_no_backup(older, monkeypatch):
    counts = iter([{"users": 1}, {"users": 2}])
    monkeypatch.setattr(backup_module, "_counts", lambda _connection: next(counts))
    with pytest.raises(FileRefusedError) as caught:
        keep_backup(older, head())
    assert caught.value.reason is FileReason.DAMAGED
    assert beside(older) == {older.name}
