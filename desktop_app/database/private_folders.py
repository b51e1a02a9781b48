"""Folders for copies that are nobody else's business, and that must not outlive us.

Each holds a file that is locked for as long as somebody looks at the copy. So what a killed program
has left can be told from what is in use, and from what only has such a name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from desktop_app.file_lock import FileLock

_PREFIX = "userbook-"
_MARK = ".userbook-private"


class PrivateFolder:
    """A new folder that only this user may enter; whoever makes it removes it."""

    def __init__(self) -> None:
        lock = None
        while lock is None:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            lock = _lock(self.path)  # not if it was swept away at this very moment
        self._lock = lock

    def close(self) -> None:
        """With all that is in it; what Windows keeps while it is open goes at the second try."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def sweep() -> None:
    """Remove what programs that were killed have left, and nothing else."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not _is_ours(folder):
            continue
        if (lock := _lock(folder)) is not None:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> FileLock | None:
    try:
        return FileLock.of(folder / _MARK)
    except OSError:
        return None


def _is_ours(folder: Path) -> bool:
    """Nobody else can have put anything into a folder that is this user's alone."""
    with suppress(OSError):
        if folder.is_symlink() or not (folder / _MARK).is_file():
            return False
        return os.name == "nt" or folder.stat().st_uid == os.getuid()
    return False
