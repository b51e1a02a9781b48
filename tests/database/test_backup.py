"""Backups: made whole or not at all, listed, thinned out; one before each migration."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from document_files import run

from desktop_app.database import copying
from desktop_app.database.backup import BackupFolder
from desktop_app.database.backup_look import glimpse_of
from desktop_app.database.copying import CopyStoppedError, Source, Watch, make_copy
from desktop_app.database.document import create_document, open_document
from desktop_app.database.file_look import APPLICATION_ID
from desktop_app.database.migrations import head
from desktop_app.database.migrations import upgrade as upgrade_module
from desktop_app.database.migrations.upgrade import MigrationFailedError
from desktop_app.domain.backups import Backup, BackupReason, superfluous
from desktop_app.domain.errors import CopyFailedError, CopyReason, FileReason, FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = BackupReason.MANUAL
TODAY = date(2026, 11, 25)
USER = (
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active, notes) VALUES ('{0}', 1, '', '{1}', '{0}', '{0}', '{0}', 1, 'kept')"
)
MANY = (
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<{0}) "
    "INSERT INTO users(id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active, notes) SELECT x, 1, '', '', 'u'||x, 'u'||x, 'u'||x, 1,"
    " hex(randomblob(500)) FROM c"
)
NEW_CHANGE_SET = (
    "INSERT INTO change_sets(id, time, login, author, kind, deed, label, count)"
    " VALUES ('1', '', '', '', '', '', '', 1)"
)
WRITER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10) as c:
    c.execute("PRAGMA journal_mode=WAL")
    print("writing", flush=True)
    while True:
        c.execute("BEGIN IMMEDIATE")
        c.execute("UPDATE users SET notes = hex(randomblob(500)) WHERE key % 50 = 7")
        c.execute("INSERT INTO meta VALUES (hex(randomblob(8)), 'x'), (hex(randomblob(8)), 'x')")
        c.execute("COMMIT")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    path = create_document(tmp_path / "folder" / "staff.userbook").path
    run(path, "PRAGMA journal_mode=WAL", USER.format("ada", "1"))
    return path


@pytest.fixture
def large(path) -> Path:
    run(path, MANY.format(5000))
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def folder(root, path) -> BackupFolder:
    return BackupFolder(root, path)


@pytest.fixture
def older(path: Path) -> Path:
    """A file of the version before this one."""
    run(path, f"PRAGMA user_version={head() - 1}")
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def made(folder: BackupFolder) -> list[str]:
    return sorted(each.name for each in folder.path.iterdir()) if folder.path.exists() else []


# Making


def test_a_backup_is_one_whole_file_that_only_its_owner_may_read(folder, path):
    backup = folder.make(MANUAL)
    assert made(folder) == [backup.path.name]
    assert backup.path.name == f"{backup.when:%Y-%m-%d %H%M%S} manual.userbook"
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert rows(backup.path, "PRAGMA journal_mode") == [("delete",)]
    assert rows(backup.path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(backup.path, "SELECT user_name, notes FROM users") == [("ada", "kept")]
    assert made(folder) == [backup.path.name]
    assert (backup.reason, backup.users, backup.size) == (MANUAL, 1, backup.path.stat().st_size)
    assert open_document(backup.path, writable=False).version == head()


def test_the_folder_of_a_file_is_found_again_and_is_its_own(root, path, tmp_path):
    link = tmp_path / "staff.userbook"
    link.symlink_to(path)
    assert BackupFolder(root, link).path == BackupFolder(root, path).path
    assert (
        BackupFolder(root, tmp_path / "x" / "staff.userbook").path != BackupFolder(root, path).path
    )
    assert BackupFolder(root, tmp_path / f"{'й' * 120}.userbook").path.name.startswith(
        "й" * 40 + "-"
    )


def test_what_is_only_in_the_log_is_kept_too(folder, path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE users SET notes = 'in the log'")
        other.commit()
        backup = folder.make(MANUAL)
    assert rows(backup.path, "SELECT notes FROM users") == [("in the log",)]


def test_two_backups_in_one_second_are_two(folder):
    made = [folder.make(MANUAL).path for _ in range(3)]
    assert len(set(made)) == 3
    assert [each.path for each in folder.list()] == made[::-1]


def test_a_backup_while_another_program_commits_is_of_one_moment(large, folder):
    """The other program writes rows of meta two at a time."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(large)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "writing\n"
        backups = [folder.make(MANUAL) for _ in range(10)]
        writer.kill()
    for backup in backups:
        assert rows(backup.path, "PRAGMA integrity_check") == [("ok",)]
        assert rows(backup.path, "SELECT count(*) FROM users") == [(5001,)]
        (extra,) = rows(
            backup.path, "SELECT count(*) FROM meta WHERE name NOT IN ('backup', 'program')"
        )
        assert extra[0] % 2 == 0


def test_a_backup_that_is_stopped_leaves_nothing(large, folder):
    seen: list[float] = []
    watch = Watch(lambda: len(seen) > 2, seen.append)
    with pytest.raises(CopyStoppedError):
        folder.make(MANUAL, watch)
    assert seen
    assert 0 < seen[0] < 1
    assert made(folder) == []


@pytest.mark.parametrize("times", [1, 3, 8, 15, 22])
def test_it_can_be_stopped_at_any_moment(large, folder, times):
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(0)
        return len(asked) > times

    with pytest.raises(CopyStoppedError):
        folder.make(MANUAL, Watch(stopped))
    assert made(folder) == []


def test_a_damaged_file_is_refused_with_its_own_reason(large, folder):
    pages = large.stat().st_size // 4096
    with large.open("r+b") as file:
        for page in range(pages // 2, pages // 2 + 5):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    with pytest.raises(CopyFailedError) as caught:
        folder.make(MANUAL)
    assert (caught.value.path, caught.value.reason) == (large, CopyReason.DAMAGED)
    assert made(folder) == []


def test_a_file_that_another_program_locks_is_busy(path, folder, monkeypatch):
    monkeypatch.setattr(copying, "_PATIENCE", 0.05)
    run(path, "PRAGMA journal_mode=DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CopyFailedError) as caught:
            folder.make(MANUAL)
    assert caught.value.reason is CopyReason.BUSY
    assert made(folder) == []


def test_a_copy_with_other_counts_is_no_backup(folder, monkeypatch):
    counts = iter([{"users": 1}, {"users": 1}, {"users": 1}, {"users": 2}])
    monkeypatch.setattr(copying, "counts", lambda _connection: next(counts))
    with pytest.raises(CopyFailedError) as caught:
        folder.make(MANUAL)
    assert caught.value.reason is CopyReason.DAMAGED
    assert made(folder) == []


def test_a_failure_to_sync_leaves_nothing(folder, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CopyFailedError) as caught:
        folder.make(MANUAL)
    assert caught.value.reason is CopyReason.FULL
    assert made(folder) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only the superuser may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_no_half_of_a_backup(large, small_disk):
    folder = BackupFolder(small_disk, large)
    with pytest.raises(CopyFailedError) as caught:
        folder.make(MANUAL)
    assert caught.value.reason is CopyReason.FULL
    assert made(folder) == []
    assert rows(large, "SELECT count(*) FROM users") == [(5001,)]


def test_a_folder_that_cannot_be_made_is_told(path, tmp_path):
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(CopyFailedError) as caught:
        BackupFolder(tmp_path / "backups", path).make(MANUAL)
    assert caught.value.reason is CopyReason.NOT_WRITTEN
    assert caught.value.detail


def test_what_a_killed_program_left_half_done_goes_after_a_day(folder):
    folder.make(MANUAL)
    old, new = folder.path / ".a.part", folder.path / ".b.part"
    for each in (old, new):
        each.write_text("half")
    os.utime(old, (1, 1))
    (folder.path / ".c.part").mkdir()
    os.utime(folder.path / ".c.part", (1, 1))
    folder.make(MANUAL)
    assert [name for name in made(folder) if name.startswith(".")] == [".b.part"]


# A copy where a person says


def test_a_copy_overwrites_nothing(path, tmp_path):
    place = tmp_path / "copy.userbook"
    place.write_text("a diary")
    with pytest.raises(FileRefusedError) as caught:
        make_copy(Source(path), [place])
    assert caught.value.reason is FileReason.EXISTS
    assert place.read_text() == "a diary"
    assert {each.name for each in tmp_path.iterdir()} == {"folder", "copy.userbook"}


def test_a_copy_is_a_userbook_for_anywhere(path, tmp_path):
    place = make_copy(Source(path), [tmp_path / "copy.userbook"])
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert rows(place, "PRAGMA journal_mode") == [("delete",)]
    assert rows(place, "SELECT name FROM meta") == rows(path, "SELECT name FROM meta")
    assert open_document(place).version == head()


def test_a_copy_where_no_folder_is_fails(path, tmp_path):
    for place in (tmp_path / "nowhere" / "x.userbook", tmp_path / "\0" / "x"):
        with pytest.raises(CopyFailedError) as caught:
            make_copy(Source(path), [place])
        assert caught.value.reason is CopyReason.NOT_WRITTEN


# Listing


def test_a_folder_with_junk_in_it_lists_what_are_backups(folder):
    assert folder.list() == []
    backup = folder.make(BackupReason.DAILY)
    for name in ("notes.txt", "2026-01-01 000000 daily.txt", "2026-01-01 000000 else.userbook"):
        (folder.path / name).write_text("junk")
    (folder.path / "2026-99-01 000000 daily.userbook").write_text("no such day")
    (folder.path / "2026-01-02 000000 daily.userbook").mkdir()
    (folder.path / "2026-01-03 000000 daily.userbook").symlink_to(backup.path)
    (folder.path / "2026-01-04 000000 import.userbook").write_text("no database")
    (folder.path / "2026-01-05 000000 erase 2.userbook").touch()
    listed = folder.list()
    assert [(each.reason, each.users) for each in listed] == [
        (BackupReason.DAILY, 1),
        (BackupReason.ERASE, None),
        (BackupReason.IMPORT, None),
    ]
    assert listed[0] == backup
    assert listed[1].when == datetime(2026, 1, 5, tzinfo=UTC)


def test_a_file_that_would_keep_us_busy_for_ever_is_unreadable(folder):
    folder.path.mkdir(parents=True)
    endless = folder.path / "2026-01-04 000000 import.userbook"
    run(
        endless,
        "CREATE TABLE meta(name, value)",
        "CREATE VIEW users AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) "
        "SELECT x FROM c",
    )
    assert [each.users for each in folder.list()] == [None]


def test_users_of_a_backup_without_a_note_are_counted(folder, path):
    backup = folder.make(MANUAL)
    for change in ("'[]'", "'{no json'", """'{"users": "many"}'"""):
        run(backup.path, f"UPDATE meta SET value = {change}")  # noqa: S608
        assert folder.list()[0].users in {1, None}
    run(backup.path, "DELETE FROM meta")
    assert folder.list()[0].users == 1
    run(backup.path, "DROP TABLE meta")
    assert folder.list()[0].users == 1


# When one is due


def test_one_is_due_once_a_day_and_only_after_a_change(folder, path):
    today = date.today()
    assert folder.is_due(today)
    folder.make(BackupReason.DAILY)
    assert not folder.is_due(today)
    tomorrow = today + timedelta(days=1)
    assert not folder.is_due(tomorrow), "nothing has changed"
    run(path, USER.format("alan", "2"))
    assert not folder.is_due(today)
    assert folder.is_due(tomorrow)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE users SET last_modified = '2'",
        "DELETE FROM users WHERE key = 1",
        NEW_CHANGE_SET,
    ],
)
def test_every_kind_of_change_is_noticed(folder, path, change):
    folder.make(BackupReason.DAILY)
    run(path, change)
    assert folder.is_due(date.today() + timedelta(days=1))


def test_an_empty_file_needs_none(folder, path):
    run(path, "DELETE FROM users")
    assert not folder.is_due(date.today())


def test_a_file_that_is_gone_is_told(folder, path):
    path.unlink()
    with pytest.raises(CopyFailedError):
        folder.is_due(date.today())


# Thinning


def kept(*ago: float) -> list[float]:
    """Which of the backups made so many days before noon of today stay."""
    noon = datetime(2026, 11, 25, 12).astimezone()
    backups = {Path(str(days)): days for days in ago}
    all_ = [Backup(p, noon - timedelta(days=days), MANUAL, 1) for p, days in backups.items()]
    gone = {each.path for each in superfluous(all_, TODAY)}
    return [days for path, days in backups.items() if path not in gone]


def test_all_of_today_stay():
    assert kept(0, 0.1, 0.2, 0.3, -1) == [0, 0.1, 0.2, 0.3, -1]


def test_of_each_of_seven_days_the_newest_stays():
    assert kept(0, 1, 1.2, 1.4, 2, 2.1) == [0, 1, 2]


def test_of_seldom_days_as_many_stay():
    assert kept(100, 200, 300, 400) == [100, 200, 300, 400]


def test_the_newest_stays_however_old_it_is():
    assert kept(4000) == [4000]


def test_a_year_of_daily_backups_becomes_days_weeks_and_months():
    stay = kept(*range(400))
    assert stay[:8] == list(range(8))
    assert len(stay) == 1 + 7 + 4 + 12
    gaps = [b - a for a, b in pairwise(stay)]
    assert gaps[:7] == [1] * 7
    assert all(1 <= gap <= 12 for gap in gaps[7:11])
    assert all(20 <= gap <= 45 for gap in gaps[12:])


def test_thinning_day_by_day_keeps_old_months():
    """What is thinned out each day of a year still reaches back a year."""
    noon = datetime(2025, 1, 1, 12).astimezone()
    there: list[Backup] = []
    for number in range(500):
        now = noon + timedelta(days=number)
        there.append(Backup(Path(str(number)), now, MANUAL, 1))
        gone = superfluous(there, now.date())
        there = [each for each in there if each not in gone]
        assert there[-1].when == now
    assert (there[-1].when - there[0].when).days > 300
    assert 20 <= len(there) <= 24


def test_the_folder_is_thinned_but_what_was_just_made_stays(folder):
    newest = folder.make(MANUAL)
    names = ["2026-01-05 100000 daily", "2026-01-05 110000 daily", "2026-01-05 120000 erase"]
    for name in names:
        (folder.path / f"{name}.userbook").write_bytes(newest.path.read_bytes())
    first = folder.list()[-1]
    folder.thin(date.today(), kept=first)
    assert made(folder) == [f"{names[0]}.userbook", f"{names[2]}.userbook", newest.path.name]
    folder.remove(newest)
    folder.remove(newest)
    assert len(folder.list()) == 2


# Before a migration


def test_an_upgraded_file_leaves_the_old_one_among_the_backups(older, root):
    assert open_document(older, backups=root).version == head()
    (backup,) = BackupFolder(root, older).list()
    assert beside(older) == {older.name}
    assert backup.reason is BackupReason.MIGRATION
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert rows(backup.path, "PRAGMA user_version") == [(head() - 1,)]
    assert rows(backup.path, "PRAGMA journal_mode") == [("delete",)]
    assert rows(backup.path, "SELECT notes FROM users") == [("kept",)]


def test_without_a_place_for_backups_they_are_beside_the_file(older):
    open_document(older)
    assert beside(older) == {older.name, "backups"}
    assert len(BackupFolder(older.parent / "backups", older).list()) == 1


def test_a_file_of_this_version_gets_no_backup(path, root):
    open_document(path, backups=root)
    assert not root.exists()


def test_a_migration_that_fails_leaves_no_backup_since_it_changed_nothing(older, root, monkeypatch):
    folder = BackupFolder(root, older)

    def fail(_path: Path) -> None:
        assert len(folder.list()) == 1
        raise MigrationFailedError

    monkeypatch.setattr(upgrade_module, "upgrade", fail)
    with pytest.raises(MigrationFailedError):
        open_document(older, backups=root)
    assert folder.list() == []


def test_without_a_backup_there_is_no_upgrade(older, root, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CopyFailedError) as caught:
        open_document(older, backups=root)
    assert caught.value.reason is CopyReason.FULL
    assert made(BackupFolder(root, older)) == []
    assert rows(older, "PRAGMA user_version") == [(head() - 1,)]


def test_opening_can_be_stopped_while_the_old_file_is_kept(older, root):
    with pytest.raises(CopyStoppedError):
        open_document(older, backups=root, watch=Watch(lambda: True))
    assert made(BackupFolder(root, older)) == []
    assert rows(older, "PRAGMA user_version") == [(head() - 1,)]


# Looking into one


def test_looking_into_a_backup_changes_nothing(folder):
    backup = folder.make(MANUAL)
    before = backup.path.read_bytes(), made(folder)
    with glimpse_of(backup.path) as document:
        assert document.read_only
        assert document.path == backup.path
    assert (backup.path.read_bytes(), made(folder)) == before


def test_a_backup_of_an_older_version_is_looked_at_as_a_copy(older, folder):
    backup = folder.make(BackupReason.MIGRATION)
    before = backup.path.read_bytes()
    glimpse = glimpse_of(backup.path)
    assert glimpse.document.version == head()
    assert glimpse.document.read_only
    assert glimpse.document.opened != backup.path
    glimpse.close()
    assert not glimpse.document.opened.exists()
    assert made(folder) == [backup.path.name]
    assert backup.path.read_bytes() == before


def test_a_damaged_backup_is_refused_like_any_file(folder):
    backup = folder.make(MANUAL)
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(FileRefusedError) as caught:
        glimpse_of(backup.path)
    assert caught.value.reason is FileReason.TRUNCATED


def test_a_glimpse_that_is_stopped_leaves_no_copy(older, folder, tmp_path, monkeypatch):
    backup = folder.make(BackupReason.MIGRATION)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with pytest.raises(CopyStoppedError):
        glimpse_of(backup.path, Watch(lambda: True))
    assert made(folder) == [backup.path.name]
    asked = count()
    with pytest.raises(CopyStoppedError):
        glimpse_of(backup.path, Watch(lambda: next(asked) > 1))
    assert next(asked) > 2, "it was stopped within the copy"
    assert list((tmp_path / "temporary").iterdir()) == []
