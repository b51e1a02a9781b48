"""A userbook as a file on disk: made whole or not at all, and looked at before it is opened.

``application_id`` and ``user_version`` stand at fixed places of SQLite's header
(https://www.sqlite.org/fileformat.html, 1.3), so a file can be refused before SQLite touches it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.backup import BackupFolder
from desktop_app.database.connection import READABLE
from desktop_app.database.migrations import head
from desktop_app.database.reindex import mend_index
from desktop_app.database.schema import APPLICATION_ID, create_schema, is_current, runs_code
from desktop_app.database.sqlite_uri import in_database_url, sqlite_uri
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.errors import FileReason, FileRefusedError, StorageError, StorageReason

if TYPE_CHECKING:
    from desktop_app.database.copying import Watch

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"
_WRITE_AHEAD = 2
_SUPER_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SIDECARS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may be opened; ``version`` is that of its schema, ``mode`` SQLite's way in."""

    path: Path
    version: int
    mode: str = "mode=rw"

    @property
    def read_only(self) -> bool:
        return self.mode != "mode=rw"

    @property
    def url(self) -> str:
        """For DatabaseHelper."""
        return f"sqlite+aiosqlite:///{in_database_url(self.path)}?{self.mode}&uri=true"


def create_document(path: Path) -> Document:
    """A new, empty userbook; a file that is there already is left alone and refused."""
    new = path.with_name(f".{path.name}.new")
    try:
        if path.exists() or path.is_symlink():
            raise FileRefusedError(path, FileReason.EXISTS)
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(new)
        try:
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            create_schema(new)
            _remove(path)  # the log of a file that is gone would be played into this one
            new.replace(path)
        finally:
            _remove(new)
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
    except ValueError as error:  # no file system has such a name
        raise FileRefusedError(path, FileReason.NO_PERMISSION, str(error)) from error
    except DBAPIError as error:
        raise understand(error) or error from error
    return Document(path.resolve(), head())


def open_document(
    path: Path,
    *,
    busy_timeout: float = 5.0,
    writable: bool = True,
    backups: Path | None = None,
    watch: Watch | None = None,
) -> Document:
    """Look at a file from outside, then through SQLite, and bring it to this version.

    Before that a backup is kept under ``backups``, or under a folder of that name beside the file.
    Raises FileRefusedError, StorageError or CopyFailedError and leaves a refused file as it was.
    Never call it on a file that this process has open: closing any descriptor of it would drop
    SQLite's locks.
    """
    document = inspect_document(path)
    if not writable and not document.read_only:
        document = replace(document, mode=_looking_mode(document))
    document = _looked_into(document, busy_timeout)
    if document.read_only:
        return document
    if document.version < head():
        _upgrade(document, backups or document.path.with_name("backups"), watch)
        document = _looked_into(document, busy_timeout)
    _mend_index(document, busy_timeout)
    return document


def _upgrade(document: Document, backups: Path, watch: Watch | None) -> None:
    """With the file as it was kept; a failure changed nothing, so nothing is kept."""
    from desktop_app.database.migrations.upgrade import upgrade  # noqa: PLC0415  # Alembic

    folder = BackupFolder(backups, document.path)
    backup = folder.make(BackupReason.MIGRATION, watch)
    upgraded = False
    try:
        upgrade(document.path)
        upgraded = True
    except (sqlite3.Error, DBAPIError) as error:
        raise understand(error) or error from error
    finally:
        if not upgraded:
            folder.remove(backup)


def _mend_index(document: Document, busy_timeout: float) -> None:
    """A damaged page is named by whoever reads it: it does not stop the rest from being saved."""
    try:
        mend_index(document.path, busy_timeout=busy_timeout)
    except (sqlite3.Error, DBAPIError) as error:
        known = understand(error)
        if not isinstance(known, StorageError) or known.reason is not StorageReason.DAMAGED:
            raise known or error from error


def inspect_document(path: Path) -> Document:
    """The file's type, header and neighbours; changes nothing, asks SQLite nothing."""
    try:
        path = Path(os.path.realpath(path))
    except ValueError as error:  # no file system has such a name
        raise FileRefusedError(path, FileReason.MISSING) from error
    header, size = _read_header(path)
    if not size:
        raise FileRefusedError(path, FileReason.EMPTY)
    if not header.startswith(_MAGIC):
        raise FileRefusedError(path, FileReason.NOT_OURS)
    if len(header) < _HEADER_SIZE:
        raise FileRefusedError(path, FileReason.TRUNCATED)
    version = int.from_bytes(header[60:64], "big")
    _refuse_other(path, int.from_bytes(header[68:72], "big"), version)
    if _has_hostile_journal(path):
        raise FileRefusedError(path, FileReason.HOSTILE_JOURNAL)
    if _is_truncated(header, size) and not _is_interrupted(path):
        raise FileRefusedError(path, FileReason.TRUNCATED)
    return Document(path, version, _mode(path, header))


def _refuse_other(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID:
        raise FileRefusedError(path, FileReason.OTHER_DATABASE)
    if version > head():
        raise FileRefusedError(path, FileReason.NEWER, str(version))


def _read_header(path: Path) -> tuple[bytes, int]:
    try:
        _refuse_odd(path, path.stat())
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            _refuse_odd(path, status)
            return file.read(_HEADER_SIZE), status.st_size
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileReason.MISSING) from error
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error


def _refuse_odd(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileRefusedError(path, FileReason.DIRECTORY)
    if not stat.S_ISREG(status.st_mode):
        raise FileRefusedError(path, FileReason.NOT_A_FILE)
    if status.st_nlink > 1:  # two names have two write-ahead logs
        raise FileRefusedError(path, FileReason.HARD_LINK)


def _is_truncated(header: bytes, size: int) -> bool:
    """The page count is valid only where two counters agree (file format, 1.3.7)."""
    if header[24:28] != header[92:96]:
        return False
    page = int.from_bytes(header[16:18], "big")
    return size < int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def _is_interrupted(path: Path) -> bool:
    """Whether a log is left from which SQLite will make the file whole again."""
    return any(
        beside.exists() and beside.stat().st_size
        for beside in (_beside(path, "-wal"), _beside(path, "-journal"))
    )


def _has_hostile_journal(path: Path) -> bool:
    """A journal that names a super-journal makes SQLite delete that file; we never write one."""
    journal = _beside(path, "-journal")
    try:
        status = journal.lstat()
        if not stat.S_ISREG(status.st_mode):
            return True
        with journal.open("rb") as file:
            file.seek(max(0, status.st_size - len(_SUPER_JOURNAL_MAGIC)))
            return file.read() == _SUPER_JOURNAL_MAGIC
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error


def _mode(path: Path, header: bytes) -> str:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    # In a folder that is not ours SQLite can make no log, and needs one to read such a file.
    needs_log = header[18] == _WRITE_AHEAD and not _beside(path, "-wal").exists()
    return "immutable=1" if needs_log else "mode=ro"


def _looking_mode(document: Document) -> str:
    """The way in that changes nothing: even the last to close a file for writing changes it."""
    path = document.path
    if not document.read_only and _is_write_ahead(path) and not _beside(path, "-wal").exists():
        return "immutable=1"  # or SQLite would leave an empty log
    return "mode=ro" if document.mode == "mode=rw" else document.mode


def _is_write_ahead(path: Path) -> bool:
    header, _ = _read_header(path)
    return header[18] == _WRITE_AHEAD


def _looked_into(document: Document, busy_timeout: float) -> Document:
    """The document with its version as SQLite sees it, what a log holds included."""
    path = document.path
    try:
        return _looked_through(document, sqlite_uri(path, _looking_mode(document)), busy_timeout)
    except StorageError as error:
        if document.read_only or error.reason is not StorageReason.READ_ONLY:
            raise
    # What a crash left half done is undone in a copy, since the file may yet be refused.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        try:
            for suffix in ("", "-journal"):
                shutil.copyfile(_beside(path, suffix), _beside(copy, suffix))
        except OSError as error:
            raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
        return _looked_through(document, sqlite_uri(copy, "mode=rw"), busy_timeout)


def _looked_through(document: Document, address: str, busy_timeout: float) -> Document:
    path = document.path
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=busy_timeout)) as connection:
            connection.text_factory = READABLE
            connection.execute("PRAGMA trusted_schema=OFF")
            application_id, version = (
                int(connection.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version")
            )
            _refuse_other(path, application_id, version)
            hostile = runs_code(connection)
            current = version < head() or is_current(connection)
    except sqlite3.Error as error:
        known = understand(error)
        if isinstance(known, StorageError) and known.reason is not StorageReason.DAMAGED:
            raise known from error
        raise FileRefusedError(path, FileReason.DAMAGED, str(error)) from error
    if hostile or not current:
        raise FileRefusedError(path, FileReason.DAMAGED, "schema")
    return replace(document, version=version)


def _remove(path: Path) -> None:
    """A file with what SQLite leaves beside it."""
    for name in ("", *_SIDECARS):
        _beside(path, name).unlink(missing_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
