"""Which of several programs a side file belongs to. The lock of one that was killed is free."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ATTEMPTS = 5

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held until it is released or the program ends, however it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def of(cls, path: Path) -> FileLock | None:
        """None if another program has it."""
        for _ in range(_ATTEMPTS):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(descriptor)
            except (BlockingIOError, PermissionError):
                os.close(descriptor)
                return None
            except OSError:
                return cls(path, descriptor)  # a disk that knows no locks
            if _is_same(path, descriptor):
                return cls(path, descriptor)
            os.close(descriptor)  # its owner has taken it away meanwhile
        return None

    def release(self) -> None:
        """Nothing is left behind."""
        with suppress(OSError):  # Windows keeps what is open
            self._path.unlink()
        os.close(self._descriptor)


def _is_same(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
