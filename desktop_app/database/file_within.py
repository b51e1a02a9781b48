"""A file looked at through SQLite, without a byte of it being changed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.backends import understand
from desktop_app.database.copying import Source, make_copy
from desktop_app.database.file_look import Document, beside, looking_mode, refuse_other, unfinished
from desktop_app.database.migrations import head
from desktop_app.database.private_folders import PrivateFolder
from desktop_app.database.program import program_of
from desktop_app.database.schema import is_current, is_readable, runs_code
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.tracked_connection import READABLE
from desktop_app.domain.errors import FileReason, FileRefusedError, StorageError, StorageReason
from desktop_app.domain.read_only import ReadOnly

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.database.copying import Watch


def needs_copy(document: Document) -> bool:
    """Whether records are in a log or journal that cannot be played back where it lies."""
    left = unfinished(document.path)
    return document.read_only and (
        "-journal" in left or ("-wal" in left and document.mode == "immutable=1")
    )


def copied(document: Document) -> Document:
    """The file with what lies beside it in a folder that is private, and made whole there."""
    private = PrivateFolder()
    copy = private.path / document.path.name
    try:
        _copy(document.path, copy)
        with closing(sqlite3.connect(sqlite_uri(copy, "mode=rw"), uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error as error:
        private.close()
        raise FileRefusedError(document.path, FileReason.DAMAGED, str(error)) from error
    except FileRefusedError:
        private.close()
        raise
    return replace(document, mode="mode=ro", reason=ReadOnly.COPY, copy=copy, private=private)


def duplicated(document: Document, watch: Watch | None) -> Document:
    """What is in the file now, in a folder that is private."""
    source = Source(document.path, document.mode)
    with ExitStack() as undoing:
        private = undoing.enter_context(closing(PrivateFolder()))
        copy = make_copy(source, [private.path / document.path.name], watch)
        undoing.pop_all()
    return replace(document, mode="mode=ro", copy=copy, private=private)


def looked_into(document: Document, busy_timeout: float) -> Document:
    """The document with its version as SQLite sees it, what a log holds included."""
    path = document.opened
    try:
        return _looked_through(document, sqlite_uri(path, looking_mode(document)), busy_timeout)
    except StorageError as error:
        if document.read_only or error.reason is not StorageReason.READ_ONLY:
            raise
    # What a crash left half done is undone in a copy, since the file may yet be refused.
    with closing(PrivateFolder()) as private:
        copy = private.path / "copy"
        _copy(path, copy)
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
            refuse_other(path, application_id)
            found = replace(document, version=version)
            if version > head():
                return _newer(found, connection)
            taken = not runs_code(connection) and (version < head() or is_current(connection))
    except sqlite3.Error as error:
        known = understand(error)
        if isinstance(known, StorageError) and known.reason is not StorageReason.DAMAGED:
            raise known from error
        raise FileRefusedError(path, FileReason.DAMAGED, str(error)) from error
    if not taken:
        raise FileRefusedError(path, FileReason.DAMAGED, "schema")
    return found


def _newer(document: Document, connection: sqlite3.Connection) -> Document:
    """To be read, if all that this version reads is there and nothing would run by itself."""
    program = program_of(connection)
    if runs_code(connection) or not is_readable(connection):
        raise FileRefusedError(document.path, FileReason.NEWER, program)
    mode = looking_mode(document)
    return replace(document, mode=mode, reason=ReadOnly.NEWER, program=program)


def _copy(path: Path, copy: Path) -> None:
    try:
        for suffix in ("", *unfinished(path)):
            shutil.copyfile(beside(path, suffix), beside(copy, suffix))
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
