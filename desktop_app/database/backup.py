"""The file as it was, kept beside the one that a migration is about to change."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTED = ("users", "user_index")


def keep_backup(path: Path, version: int) -> Path:
    """A copy that was looked through and is on the disk; nothing that exists is overwritten."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".backup")
    os.close(descriptor)
    new = Path(name)
    try:
        _copy(path, new)
        _sync(new)
        return _placed(new, path, version)
    finally:
        new.unlink(missing_ok=True)


def _copy(path: Path, new: Path) -> None:
    with (
        closing(sqlite3.connect(sqlite_uri(path, "mode=rw"), uri=True)) as source,
        closing(sqlite3.connect(new, isolation_level=None)) as target,
    ):
        source.execute("PRAGMA trusted_schema=OFF")
        source.execute("BEGIN")  # what is counted is what is copied
        counted = _counts(source)
        source.backup(target)
        target.execute("PRAGMA trusted_schema=OFF")
        target.execute("PRAGMA journal_mode=DELETE")  # a copy is one file
        answer = target.execute("PRAGMA quick_check").fetchone()
        if answer != ("ok",) or _counts(target) != counted:
            raise FileRefusedError(path, FileReason.DAMAGED, "backup")


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """An old version may be without a table."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in _COUNTED
        if table in there
    }


def _placed(new: Path, path: Path, version: int) -> Path:
    for place in _places(path, version):
        try:
            place.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        try:
            new.replace(place)
            _sync(place.parent)
        except OSError:
            place.unlink(missing_ok=True)
            raise
        return place
    raise AssertionError("there is always another number")


def _places(path: Path, version: int) -> Iterator[Path]:
    stem, number = f"{path.stem} (before update to {version})", 1
    while True:
        yield path.with_name(f"{stem}{f' {number}' if number > 1 else ''}{path.suffix}")
        number += 1


def _sync(path: Path) -> None:
    """On the disk, and not only on its way; Windows gives no descriptor of a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
