"""A userbook as a file on disk: made whole or not at all, and looked at before it is opened."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.backup import BackupFolder
from desktop_app.database.copying import placed, unfinished_in
from desktop_app.database.file_look import Document, inspect_document, looking_mode
from desktop_app.database.file_within import copied, duplicated, looked_into, needs_copy
from desktop_app.database.migrations import head
from desktop_app.database.schema import create_schema
from desktop_app.database.whole_index import complete, lacks_users
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.errors import (
    AppError,
    FileReason,
    FileRefusedError,
)
from desktop_app.domain.read_only import ReadOnly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.database.copying import Watch

__all__ = ["Document", "create_document", "inspect_document", "open_document"]
_log = logging.getLogger(__name__)


def create_document(path: Path, fill: Callable[[Path], object] | None = None) -> Document:
    """A new userbook, empty or with what ``fill`` puts into it before it gets its name.

    A file that is there already is left alone and refused.
    """
    try:
        if path.exists() or path.is_symlink():
            raise FileRefusedError(path, FileReason.EXISTS)
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_in(path.parent) as new:
            create_schema(new)
            if fill is not None:
                fill(new)
            placed(new, [path])
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
    except ValueError as error:  # no file system has such a name
        raise FileRefusedError(path, FileReason.NO_PERMISSION, str(error)) from error
    except (sqlite3.Error, DBAPIError) as error:
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
    Raises FileRefusedError, StorageError, CopyFailedError or CopyStoppedError, and leaves a refused
    file as it was.
    Never call it on a file that this process has open: closing any descriptor of it would drop
    SQLite's locks.
    """
    document = inspect_document(path)
    if not writable and not document.read_only:
        document = replace(document, mode=looking_mode(document), reason=ReadOnly.ASKED)
    if document.read_only or not writable:
        return _to_be_read(document, busy_timeout, watch)
    document = looked_into(document, busy_timeout)
    if document.read_only:
        return document
    if document.version < head():
        _upgrade(document, backups or document.path.with_name("backups"), watch)
        document = looked_into(document, busy_timeout)
    return document


def _to_be_read(document: Document, busy_timeout: float, watch: Watch | None) -> Document:
    """Where it lies, if it can be read there; else in a private copy, brought to this version."""
    document = copied(document) if needs_copy(document) else document
    try:
        document = looked_into(document, busy_timeout)
        if document.version < head():
            document = document if document.copy else duplicated(document, watch)
            _migrate(document.opened)
            document = looked_into(document, busy_timeout)
        if document.version == head() and lacks_users(document, busy_timeout):
            document = document if document.copy else duplicated(document, watch)
            complete(document)
    except AppError:
        document.discard()
        raise
    return document


def _migrate(path: Path) -> None:
    from desktop_app.database.migrations.upgrade import upgrade  # noqa: PLC0415  # Alembic

    try:
        upgrade(path)
        _log.info("upgraded %s to schema %d", path.name, head())
    except (sqlite3.Error, DBAPIError) as error:
        raise _known(error) or error from error


def _known(error: BaseException | None) -> AppError | None:
    """Alembic tidies up after a disk that is full, and then complains of what it found."""
    while error is not None:
        if isinstance(error, Exception) and (known := understand(error)) is not None:
            return known
        error = error.__context__
    return None


def _upgrade(document: Document, backups: Path, watch: Watch | None) -> None:
    """With the file as it was kept; a failure changed nothing, so nothing is kept."""
    folder = BackupFolder(backups, document.path)
    backup = folder.make(BackupReason.MIGRATION, watch)
    upgraded = False
    try:
        _migrate(document.path)
        upgraded = True
    finally:
        if not upgraded:
            folder.remove(backup)
