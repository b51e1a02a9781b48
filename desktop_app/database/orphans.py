"""Empty side files of a file that was replaced or deleted while it was open here.

SQLite leaves them, since they might belong to what lies there now. Whoever uses them holds a lock
on one byte (https://www.sqlite.org/wal.html, and UNIX_SHM_DMS in its source), so it can be told.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_IN_USE = 128

if sys.platform == "win32":  # there an open file cannot be replaced

    def remove_orphans(path: Path) -> None:
        """Nothing to do."""

else:
    import fcntl

    def remove_orphans(path: Path) -> None:
        """Only for a file that this process has not open."""
        log, memory = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
        try:
            descriptor = os.open(memory, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            return
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _IN_USE)
            if not log.lstat().st_size:
                log.unlink()
                memory.unlink()
        except OSError:
            return  # somebody has it
        finally:
            os.close(descriptor)
