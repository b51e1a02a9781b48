"""Notices that the file at a path is no longer the one that was opened.

A sync client or another program may put a new file in its place. SQLite would go on writing to the
old one, which has no name any more. Only ``stat`` is asked: to open and close the file in this
process would drop SQLite's locks.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from desktop_app.database.orphans import remove_orphans
from desktop_app.domain.errors import StorageError, StorageReason

if TYPE_CHECKING:
    from pathlib import Path


class FileGuard:
    """Holds the identity of a file, as it was at the first look."""

    def __init__(self, path: Path | None) -> None:
        """``path`` is None where a database is no file: then there is nothing to notice."""
        self._path = path
        self._identity: tuple[int, int] | None = None

    @property
    def trouble(self) -> StorageReason | None:
        """What has become of the file; None while it is the same."""
        if self._path is None:
            return None
        try:
            status = os.stat(self._path)  # noqa: PTH116  # twice as fast, before each write
        except FileNotFoundError:
            return StorageReason.VANISHED
        except OSError:
            return StorageReason.UNREACHABLE
        identity = status.st_dev, status.st_ino
        if self._identity is None:
            self._identity = identity
        return None if identity == self._identity else StorageReason.REPLACED

    def clear_up(self) -> None:
        """When all is closed: what of the old file is left beside the new one."""
        if self._path is not None and self._identity is not None and self.trouble is not None:
            remove_orphans(self._path)

    def check(self) -> None:
        """Raises StorageError if what would be written could not be found again."""
        if (reason := self.trouble) is not None:
            raise StorageError(reason)
