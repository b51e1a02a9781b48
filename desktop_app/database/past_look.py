"""A private copy of an open file, rolled back to some change set, to be looked at."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from desktop_app.database.backends import understand
from desktop_app.database.document import open_document
from desktop_app.database.past import roll_back
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.errors import StorageError, StorageReason

if TYPE_CHECKING:
    from threading import Event

    from desktop_app.database.document import Document

_STEPS = 10_000
_PATIENCE = 5.0


class PastStoppedError(Exception):
    """Somebody asked for it; nothing of the copy is left."""


@dataclass(frozen=True, slots=True)
class PastLook:
    """``document`` is a copy in a folder of its own; of ``missing`` users nothing is left."""

    document: Document
    temporary: Path
    missing: int = 0

    def close(self) -> None:
        shutil.rmtree(self.temporary, ignore_errors=True)


def past_look(path: Path, mode: str, seq: int, stop: Event) -> PastLook:
    """The file as it was after this change set; it may be open, so only SQLite touches it.

    The folder is nobody else's business (0700), and goes when the look is closed.
    """
    folder = Path(tempfile.mkdtemp(prefix="userbook-"))
    copy = folder / path.name

    def check() -> None:
        if stop.is_set():
            raise PastStoppedError

    with ExitStack() as undoing:
        undoing.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            _copy(path, mode, copy, stop)
            missing = roll_back(copy, seq, check)
        except OSError as error:
            raise StorageError(StorageReason.UNREACHABLE) from error
        except (sqlite3.Error, DBAPIError) as error:
            check()  # a statement that was stopped says only that it was interrupted
            raise understand(error) or error from error
        look = PastLook(open_document(copy, writable=False), folder, missing)
        undoing.pop_all()
    return look


def _copy(path: Path, mode: str, copy: Path, stop: Event) -> None:
    copy.touch(mode=0o600)
    address = sqlite_uri(path, mode)
    with closing(
        sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    ) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.set_progress_handler(stop.is_set, _STEPS)
        connection.execute("VACUUM INTO ?", (str(copy),))
