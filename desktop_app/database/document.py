"""A userbook as a file on disk: made whole or not at all, and looked at before it is opened.

``application_id`` and ``user_version`` stand at fixed places of SQLite's header
(https://www.sqlite.org/fileformat.html, 1.3), so a file can be refused before SQLite touches it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.database.backends import understand
from desktop_app.database.migrations import head
from desktop_app.database.schema import APPLICATION_ID, create_schema, is_current, runs_code
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from pathlib import Path

_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"
_SUPER_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OPEN_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may be opened; ``version`` is that of its schema."""

    path: Path
    version: int
    read_only: bool

    @property
    def url(self) -> str:
        """For DatabaseHelper."""
        uri = self.path.as_uri()
        if not self.read_only:
            return f"sqlite+aiosqlite:///{uri}?mode=rw&uri=true"
        # Without its -wal, a file in WAL mode can be read in a read-only folder only as immutable.
        mode = "mode=ro" if _beside(self.path, "-wal").exists() else "immutable=1"
        return f"sqlite+aiosqlite:///{uri}?{mode}&uri=true"


def create_document(path: Path) -> Document:
    """A new, empty userbook; what was at ``path`` is replaced only once the new file is whole."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            create_schema(new)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
    return Document(path.resolve(), head(), read_only=False)


def open_document(path: Path) -> Document:
    """Look at a file from outside, then through SQLite, and bring it to this version.

    Raises FileRefusedError or StorageError and leaves a refused file as it was. Never call it on
    a file that this process has open: closing any descriptor of it would drop SQLite's locks.
    """
    document = inspect_document(path)
    _look_inside(document)
    if document.version < head() and not document.read_only:
        from desktop_app.database.migrations.upgrade import upgrade  # noqa: PLC0415  # Alembic

        upgrade(document.path)
        document = replace(document, version=head())
        _look_inside(document)
    return document


def inspect_document(path: Path) -> Document:
    """The file's type, header and neighbours; changes nothing, asks SQLite nothing."""
    path = path.resolve()
    header, size = _read_header(path)
    if not size:
        raise FileRefusedError(path, FileReason.EMPTY)
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise FileRefusedError(path, FileReason.NOT_OURS)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise FileRefusedError(path, FileReason.OTHER_DATABASE)
    version = int.from_bytes(header[60:64], "big")
    if version > head():
        raise FileRefusedError(path, FileReason.NEWER, str(version))
    if _is_truncated(header, size):
        raise FileRefusedError(path, FileReason.TRUNCATED)
    if _has_hostile_journal(path):
        raise FileRefusedError(path, FileReason.HOSTILE_JOURNAL)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return Document(path, version, read_only=not writable)


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


def _has_hostile_journal(path: Path) -> bool:
    """A journal that names a super-journal makes SQLite delete that file; we never write one."""
    journal = _beside(path, "-journal")
    try:
        if not stat.S_ISREG(journal.lstat().st_mode):
            return True
        return journal.read_bytes()[-len(_SUPER_JOURNAL_MAGIC) :] == _SUPER_JOURNAL_MAGIC
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error


def _look_inside(document: Document) -> None:
    path, read_only = document.path, "mode=ro" if document.read_only else "mode=rw"
    if "immutable" in document.url:
        read_only = "immutable=1"
    try:
        with closing(
            sqlite3.connect(f"{path.as_uri()}?{read_only}", uri=True, timeout=_OPEN_TIMEOUT)
        ) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            hostile = runs_code(connection)
            current = document.version < head() or is_current(connection)
    except sqlite3.Error as error:
        if (known := understand(error)) is not None:
            raise known from error
        raise FileRefusedError(path, FileReason.DAMAGED) from error
    if hostile or not current:
        raise FileRefusedError(path, FileReason.DAMAGED, "schema")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
