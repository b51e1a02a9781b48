"""A file looked at from outside, before SQLite touches it.

``application_id`` and ``user_version`` stand at fixed places of SQLite's header
(https://www.sqlite.org/fileformat.html, 1.3).
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.database.sqlite_uri import in_database_url
from desktop_app.domain.errors import FileReason, FileRefusedError
from desktop_app.domain.read_only import ReadOnly

if TYPE_CHECKING:
    from desktop_app.database.private_folders import PrivateFolder

APPLICATION_ID = 0x5542_4B31  # "UBK1"
_HEADER_SIZE = 100
_MAGIC = b"SQLite format 3\x00"
_WRITE_AHEAD = 2
_SUPER_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_READ_ONLY_MEDIUM = getattr(os, "ST_RDONLY", 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may be opened; ``version`` is that of its schema, ``mode`` SQLite's way in.

    ``reason`` is why nothing can be changed, ``program`` the version of Userbook that made a newer
    schema. ``copy`` is what is opened in the place of a file that cannot be read where it is;
    ``private`` is its folder, which goes with it.
    """

    path: Path
    version: int
    mode: str = "mode=rw"
    reason: ReadOnly | None = None
    program: str = ""
    copy: Path | None = None
    private: PrivateFolder | None = None

    @property
    def read_only(self) -> bool:
        return self.mode != "mode=rw"

    @property
    def opened(self) -> Path:
        return self.copy or self.path

    @property
    def url(self) -> str:
        """For DatabaseHelper."""
        return f"sqlite+aiosqlite:///{in_database_url(self.opened)}?{self.mode}&uri=true"

    def discard(self) -> None:
        """Nobody needs the copy any more."""
        if self.private is not None:
            self.private.close()


def inspect_document(path: Path) -> Document:
    """The file's type, header and neighbours; changes nothing, asks SQLite nothing."""
    try:
        path = Path(os.path.realpath(path))
    except ValueError as error:  # no file system has such a name
        raise FileRefusedError(path, FileReason.MISSING) from error
    header, size = _read_header(path)
    if not size:
        raise FileRefusedError(path, FileReason.EMPTY)
    if not header.startswith(_MAGIC):
        raise FileRefusedError(path, FileReason.NOT_OURS)
    if len(header) < _HEADER_SIZE:
        raise FileRefusedError(path, FileReason.TRUNCATED)
    version = int.from_bytes(header[60:64], "big")
    refuse_other(path, int.from_bytes(header[68:72], "big"))
    if _has_hostile_journal(path):
        raise FileRefusedError(path, FileReason.HOSTILE_JOURNAL)
    if _is_truncated(header, size) and not unfinished(path):
        raise FileRefusedError(path, FileReason.TRUNCATED)
    reason = _why_read_only(path)
    return Document(path, version, _mode(path, header) if reason else "mode=rw", reason)


def refuse_other(path: Path, application_id: int) -> None:
    if application_id != APPLICATION_ID:
        raise FileRefusedError(path, FileReason.OTHER_DATABASE)


def unfinished(path: Path) -> list[str]:
    """What lies beside a file from which SQLite will make it whole again."""
    return [suffix for suffix in ("-wal", "-journal") if _size(beside(path, suffix))]


def _read_header(path: Path) -> tuple[bytes, int]:
    try:
        _refuse_odd(path, path.stat())
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            _refuse_odd(path, status)
            return file.read(_HEADER_SIZE), status.st_size
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileReason.MISSING) from error
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error


def _refuse_odd(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileRefusedError(path, FileReason.DIRECTORY)
    if not stat.S_ISREG(status.st_mode):
        raise FileRefusedError(path, FileReason.NOT_A_FILE)
    if status.st_nlink > 1:  # two names have two write-ahead logs
        raise FileRefusedError(path, FileReason.HARD_LINK)


def _is_truncated(header: bytes, size: int) -> bool:
    """The page count is valid only where two counters agree (file format, 1.3.7)."""
    if header[24:28] != header[92:96]:
        return False
    page = int.from_bytes(header[16:18], "big")
    return size < int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def _has_hostile_journal(path: Path) -> bool:
    """A journal that names a super-journal makes SQLite delete that file; we never write one."""
    journal = beside(path, "-journal")
    try:
        status = journal.lstat()
        if not stat.S_ISREG(status.st_mode):
            return True
        with journal.open("rb") as file:
            file.seek(max(0, status.st_size - len(_SUPER_JOURNAL_MAGIC)))
            return file.read() == _SUPER_JOURNAL_MAGIC
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error


def _why_read_only(path: Path) -> ReadOnly | None:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    if hasattr(os, "statvfs") and os.statvfs(path).f_flag & _READ_ONLY_MEDIUM:
        return ReadOnly.MEDIUM
    return ReadOnly.FOLDER if os.access(path, os.W_OK) else ReadOnly.FILE


def _mode(path: Path, header: bytes) -> str:
    """In a folder that is not ours SQLite can make no log, and needs one to read such a file."""
    has_log = beside(path, "-wal").exists() and beside(path, "-shm").exists()
    return "immutable=1" if header[18] == _WRITE_AHEAD and not has_log else "mode=ro"


def stamp_of(path: Path) -> str:
    """Another one after anybody wrote; for a file that nobody here has open.

    Empty if it cannot be told. SQLite counts changes in the header (file format, 1.3.7).
    """
    try:
        header, size = _read_header(path)
        time = path.stat().st_mtime_ns
    except (FileRefusedError, OSError):
        return ""
    counters = (header[24:28] + header[92:96]).hex()
    return "" if unfinished(path) else f"{size} {time} {counters}"


def looking_mode(document: Document) -> str:
    """The way in that changes nothing: even the last to close a file for writing changes it."""
    path = document.opened
    if not document.read_only and _is_write_ahead(path) and not beside(path, "-wal").exists():
        return "immutable=1"  # or SQLite would leave an empty log
    return "mode=ro" if document.mode == "mode=rw" else document.mode


def _is_write_ahead(path: Path) -> bool:
    header, _ = _read_header(path)
    return header[18] == _WRITE_AHEAD


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def is_same_file(path: Path, opened: Path | None) -> bool:
    """Whether two paths lead to one file, by asking the file system and not the names."""
    try:
        return opened is not None and path.samefile(opened)
    except (OSError, ValueError):
        return False
