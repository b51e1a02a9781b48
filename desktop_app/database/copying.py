"""A copy of a userbook by SQLite's own means: whole, looked through and on the disk, or none.

Only SQLite may touch an open file, and a copy that failed looks like an empty one that is sound
(https://www.sqlite.org/backup.html). So everything is counted in the transaction that is copied.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.database.backends import understand
from desktop_app.database.file_look import APPLICATION_ID
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.tracked_connection import READABLE
from desktop_app.domain.errors import (
    CopyFailedError,
    CopyReason,
    FileReason,
    FileRefusedError,
    StorageError,
    StorageReason,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    Counts = dict[str, int]

UNFINISHED = ".part"
_PAGES = 256  # a moment's work: how long a cancel may have to wait
_STEPS = 10_000
_PATIENCE = 5.0
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REASONS = {
    StorageReason.FULL: CopyReason.FULL,
    StorageReason.DAMAGED: CopyReason.DAMAGED,
    StorageReason.BUSY: CopyReason.BUSY,
}


class CopyStoppedError(Exception):
    """Somebody asked for it; nothing of the copy is left."""


@dataclass(frozen=True, slots=True)
class Source:
    """A userbook that may be open; ``mode`` is SQLite's way in.

    ``held`` has it open already, which is the only way in once it lost its name.
    """

    path: Path
    mode: str = "mode=rw"
    held: sqlite3.Connection | None = None


class Watch:
    """Asked again and again whether to go on, and told how much is done, from 0 to 1."""

    def __init__(
        self,
        stopped: Callable[[], bool] = lambda: False,
        tell: Callable[[float], None] = lambda _share: None,
    ) -> None:
        self.stopped = stopped
        self._tell = tell

    def check(self) -> None:
        if self.stopped():
            raise CopyStoppedError

    def on_pages(self, _status: int, remaining: int, total: int) -> None:
        self.check()
        self._tell(1 - remaining / max(total, 1))


def make_copy(
    source: Source,
    places: Iterable[Path],
    watch: Watch | None = None,
    stamp: Callable[[sqlite3.Connection], None] | None = None,
) -> Path:
    """Answers with the first of the places that was free; they are all in one folder.

    ``stamp`` may write into the copy. Raises CopyFailedError or CopyStoppedError.
    """
    places = iter(places)
    first, watch = next(places), watch or Watch()
    with failing(source.path, watch), unfinished_in(first.parent) as new:
        _copy(source, new, watch, stamp)
        watch.check()
        return placed(new, chain((first,), places))


@contextmanager
def unfinished_in(folder: Path) -> Generator[Path]:
    """A new file of a name that nobody knows; gone afterwards, unless it found its place."""
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=UNFINISHED)
    os.close(descriptor)
    new = Path(name)
    try:
        yield new
    finally:
        new.unlink(missing_ok=True)
        _remove_beside(new)


def placed(new: Path, places: Iterable[Path]) -> Path:
    """Move a file to the first of the places where there is none, and where none comes meanwhile.

    The log of a file that is gone from there would be played into the new one.
    """
    sync(new)
    place = new
    for place in places:
        try:
            place.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        try:
            _remove_beside(place)
            new.replace(place)
            sync(place.parent)
        except OSError:
            place.unlink(missing_ok=True)
            raise
        return place
    raise FileRefusedError(place, FileReason.EXISTS)


@contextmanager
def failing(path: Path, watch: Watch | None = None) -> Generator[None]:
    """Says in words of the domain why ``path`` could not be copied or looked at."""
    try:
        yield
    except OSError as error:
        reason = CopyReason.FULL if error.errno in _FULL else CopyReason.NOT_WRITTEN
        raise CopyFailedError(path, reason, error.strerror or "") from error
    except ValueError as error:  # no file system has such a name
        raise CopyFailedError(path, CopyReason.NOT_WRITTEN, str(error)) from error
    except sqlite3.Error as error:
        if watch is not None:
            watch.check()  # a statement that was stopped says only that it was interrupted
        known = understand(error)
        if not isinstance(known, StorageError):
            raise
        reason = _REASONS.get(known.reason, CopyReason.NOT_WRITTEN)
        raise CopyFailedError(path, reason, str(error)) from error


@contextmanager
def reading(source: Source, watch: Watch | None = None) -> Generator[sqlite3.Connection]:
    """A connection that writes nothing and can be stopped within any statement."""
    if source.held is not None:
        with _lent(source.held, watch):
            yield source.held
        return
    address = sqlite_uri(source.path, source.mode)
    with closing(
        sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    ) as connection:
        connection.text_factory = READABLE
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA query_only=ON")
        if watch is not None:
            connection.set_progress_handler(watch.stopped, _STEPS)
        yield connection


@contextmanager
def _lent(connection: sqlite3.Connection, watch: Watch | None) -> Generator[None]:
    if watch is not None:
        connection.set_progress_handler(watch.stopped, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def counts(connection: sqlite3.Connection) -> Counts:
    """The rows of every table; an old version may be without some."""
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search'"
    names = [name for (name,) in connection.execute(query)]  # in which nothing can be counted
    return {name: _count(connection, name) for name in names}


def sync(path: Path) -> None:
    """On the disk, and not only on its way; Windows gives no descriptor of a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(
    source: Source,
    new: Path,
    watch: Watch,
    stamp: Callable[[sqlite3.Connection], None] | None,
) -> None:
    with (
        reading(source, watch) as old,
        closing(sqlite3.connect(new, isolation_level=None)) as target,
    ):
        old.execute("BEGIN")  # what is counted is what is copied
        expected = counts(old)
        old.backup(target, pages=_PAGES, progress=watch.on_pages)
        old.execute("COMMIT")
        target.set_progress_handler(watch.stopped, _STEPS)
        target.execute("PRAGMA trusted_schema=OFF")
        target.execute("PRAGMA synchronous=OFF")  # it is synced as a whole
        target.execute("PRAGMA journal_mode=DELETE")  # a copy is one file
        if stamp is not None:
            before = counts(target)
            stamp(target)
            for name, count in counts(target).items():
                expected[name] += count - before[name]
    _verify(source, new, expected, watch)


def _verify(source: Source, new: Path, expected: Counts, watch: Watch) -> None:
    with reading(Source(new, "mode=ro"), watch) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise CopyFailedError(source.path, CopyReason.DAMAGED)
        (application_id,) = copy.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID or counts(copy) != expected:
            raise CopyFailedError(source.path, CopyReason.DAMAGED)


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608


def _remove_beside(path: Path) -> None:
    for suffix in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
