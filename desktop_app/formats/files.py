"""Opening a file somebody else wrote and replacing one safely; the same for every format."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.domain.errors import TableReason, TableRefusedError

if TYPE_CHECKING:
    from collections.abc import Generator

MAX_BYTES = 200 * 1024 * 1024

# Non-blocking, so that a pipe without a writer is refused and not waited for; Windows has neither.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


@contextmanager
def opened(path: Path) -> Generator[BinaryIO]:
    """A regular file of a bearable size, for reading; everything else is refused."""
    try:
        descriptor = os.open(path, _READING | _BINARY)
    except (OSError, ValueError) as error:
        raise TableRefusedError(path, _reason(error), detail=_words(error)) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise TableRefusedError(path, TableReason.NOT_A_FILE)
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size == 0:
            raise TableRefusedError(path, TableReason.EMPTY)
        if found.st_size > MAX_BYTES:
            raise TableRefusedError(path, TableReason.TOO_LARGE)
        try:
            yield file
        except OSError as error:
            raise TableRefusedError(path, _reason(error), detail=_words(error)) from error


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO]:
    """A new file that takes the place of ``path`` only when the block ends well."""
    try:
        target = path.resolve()
        mode = _mode_of(target)
        descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                temporary.chmod(mode)
                yield file
                file.flush()
                os.fsync(descriptor)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise
        raise TableRefusedError(path, TableReason.NOT_WRITTEN, detail=_words(error)) from error


def _mode_of(target: Path) -> int:
    """The permissions to keep; a device or a folder is never replaced by a file."""
    if not target.exists():
        return stat.S_IRUSR | stat.S_IWUSR
    mode = target.stat().st_mode
    if not stat.S_ISREG(mode):
        raise TableRefusedError(target, TableReason.NOT_A_FILE)
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(mode)


def _sync_folder(folder: Path) -> None:
    """A rename is lasting only when its folder is on the disk; Windows cannot open one."""
    if only_folders := getattr(os, "O_DIRECTORY", 0):
        descriptor = os.open(folder, os.O_RDONLY | only_folders)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: Exception) -> TableReason:
    if isinstance(error, PermissionError):
        return TableReason.NO_PERMISSION
    if isinstance(error, IsADirectoryError) or getattr(error, "errno", 0) == errno.ENXIO:
        return TableReason.NOT_A_FILE
    return TableReason.MISSING


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
