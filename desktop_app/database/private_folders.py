"""Folders for copies that are nobody else's business, and that must not outlive us for long."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_PREFIX = "userbook-"
_DAY = 24 * 3600.0


def private_folder() -> Path:
    """A new folder that only this user may enter; whoever asks for it removes it."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def sweep(*, older_than: float = _DAY) -> None:
    """Remove what a program that was killed has left; ``older_than`` is in seconds.

    Not what is young: another window may just be looking at it.
    """
    limit = time.time() - older_than
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else's
            if folder.is_dir() and not folder.is_symlink() and folder.lstat().st_mtime < limit:
                shutil.rmtree(folder, ignore_errors=True)
