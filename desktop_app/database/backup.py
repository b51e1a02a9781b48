"""The backups of one userbook: made, listed, thinned out and taken away.

They lie together in a folder of their own, away from the file, so that what happens to its folder
does not happen to them. The name of each says when (UTC, which knows no summer time) and why. What
would take long to find out by looking is written into the backup itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import stat
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from desktop_app.database.copying import (
    UNFINISHED,
    Source,
    Watch,
    failing,
    make_copy,
    reading,
)
from desktop_app.domain.backups import Backup, BackupReason, superfluous
from desktop_app.domain.errors import CopyFailedError, CopyReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_SUFFIX = ".userbook"
_TIME = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6}) ([a-z]+)( \d+)?\.userbook")
_STAMP = "backup"
_LONGEST_STEM = 40
_ENDLESS = 5_000_000  # steps: far more than looking at a sound backup takes
_DAY = 24 * 60 * 60
_CHANGED = (  # each is answered from an index
    "SELECT group_concat(name || seq) FROM (SELECT name, seq FROM sqlite_sequence ORDER BY name)",
    "SELECT count(*) FROM users",
    "SELECT max(last_modified) FROM users",
    "SELECT count(*) FROM trash",
    "SELECT max(seq) FROM change_sets",
)


class BackupFolder:
    """``root`` holds a folder for each userbook, found again by the place of the userbook."""

    def __init__(self, root: Path, userbook: Path, mode: str = "mode=rw") -> None:
        real = os.path.realpath(userbook)
        number = hashlib.sha256(os.fsencode(real)).hexdigest()[:8]
        self.path = root / f"{userbook.stem[:_LONGEST_STEM]}-{number}"
        self._source = Source(userbook, mode)

    def make(
        self, reason: BackupReason, watch: Watch | None = None, source: Source | None = None
    ) -> Backup:
        """Of ``source`` if the userbook cannot be reached by its name.

        Raises CopyFailedError or CopyStoppedError.
        """
        when = datetime.now(UTC).replace(microsecond=0)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep(when.timestamp() - _DAY)
        except OSError as error:
            raise CopyFailedError(
                self._source.path, CopyReason.NOT_WRITTEN, error.strerror or ""
            ) from error
        path = make_copy(source or self._source, self._places(when, reason), watch, _stamp)
        return _told(path, when, reason)

    def list(self) -> list[Backup]:
        """The newest first; what else lies there is passed over."""
        try:
            paths = tuple(self.path.iterdir())
        except OSError:
            return []
        found = map(_backup, paths)
        return sorted(
            (each for each in found if each is not None),
            key=lambda each: (each.when, _number(each)),
            reverse=True,
        )

    def newest(self) -> Backup | None:
        return next(iter(self.list()), None)

    def thin(self, today: date, kept: Backup | None = None) -> None:
        """Take away what is superfluous, but never ``kept``, whatever the clock says."""
        for backup in superfluous(self.list(), today):
            if kept is None or backup.path != kept.path:
                self.remove(backup)

    def remove(self, backup: Backup) -> None:
        backup.path.unlink(missing_ok=True)

    def is_due(self, today: date) -> bool:
        """Whether there is none of today, and something has changed since the newest."""
        newest = self.newest()
        if newest is not None and newest.when.astimezone().date() >= today:
            return False
        with failing(self._source.path), reading(self._source) as connection:
            mark, users = _mark(connection), _users(connection)
        return bool(users) if newest is None else mark != newest.mark

    def _places(self, when: datetime, reason: BackupReason) -> Iterator[Path]:
        for number in count(1):
            again = f" {number}" if number > 1 else ""
            yield self.path / f"{when.strftime(_TIME)} {reason}{again}{_SUFFIX}"

    def _sweep(self, before: float) -> None:
        """What a program that was killed has left half done; another may be at work just now."""
        for each in self.path.glob(f".*{UNFINISHED}*"):
            if each.lstat().st_mtime < before:
                if each.is_dir():
                    shutil.rmtree(each, ignore_errors=True)
                else:
                    each.unlink(missing_ok=True)


def _backup(path: Path) -> Backup | None:
    known = _NAME.fullmatch(path.name)
    if known is None or known[2] not in set(BackupReason):
        return None
    try:
        when = datetime.strptime(known[1], _TIME).replace(tzinfo=UTC)
        return _told(path, when, BackupReason(known[2]))
    except (OSError, ValueError):
        return None


def _number(backup: Backup) -> int:
    """Which it is of those of one second."""
    known = _NAME.fullmatch(backup.path.name)
    return int(known[3] or 1) if known else 0


def _told(path: Path, when: datetime, reason: BackupReason) -> Backup:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("no file")
    try:
        with reading(Source(path, "immutable=1")) as connection:
            connection.set_progress_handler(lambda: True, _ENDLESS)
            stamp = _stamp_of(connection)
            users, mark = int(stamp.get("users", -1)), str(stamp.get("mark", ""))
            users = users if users >= 0 else _users(connection)
    except (sqlite3.Error, ValueError):
        return Backup(path, when, reason, status.st_size)
    return Backup(path, when, reason, status.st_size, users, mark)


def _stamp(copy: sqlite3.Connection) -> None:
    """An old version has no place for it, and is counted anew each time."""
    if not _has(copy, "meta"):
        return
    value = json.dumps({"users": _users(copy), "mark": _mark(copy)})
    copy.execute(
        "INSERT INTO meta(name, value) VALUES (?, ?) "
        "ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (_STAMP, value),
    )


def _stamp_of(connection: sqlite3.Connection) -> dict[str, Any]:
    if not _has(connection, "meta"):
        return {}
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_STAMP,)).fetchone()
    stamp: Any = json.loads(row[0]) if row else {}
    return cast("dict[str, Any]", stamp) if isinstance(stamp, dict) else {}


def _users(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM users").fetchone()[0])


def _mark(connection: sqlite3.Connection) -> str:
    """Differs where anything was written since; the tables of an old version do not matter."""
    parts = [
        connection.execute(query).fetchone()[0] if _has(connection, query.split()[-1]) else None
        for query in _CHANGED[1:]
    ]
    return " ".join(map(str, (connection.execute(_CHANGED[0]).fetchone()[0], *parts)))


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None
