"""The pages of a file, read without SQLite, which gives up at the first one that is damaged.

Follows https://www.sqlite.org/fileformat.html. Never for a file that this process has open:
closing it here would drop SQLite's locks.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Self

from desktop_app.database.left_logs import left_pages
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_MAGIC = b"SQLite format 3\x00"
_SIZES = tuple(2**power for power in range(9, 17))
_USUAL_SIZE = 4096
_LEAST_USABLE = 480
_FREE_LIST = slice(32, 36)
_KINDS = frozenset({2, 5, 10, 13})
_SAMPLE = 2**20
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Pages:
    """Each page by its number, from 1, with what a crash left beside the file laid over it."""

    def __init__(self, path: Path) -> None:
        try:
            descriptor = os.open(path, _READ)
        except FileNotFoundError as error:
            raise FileRefusedError(path, FileReason.MISSING) from error
        except OSError as error:
            raise FileRefusedError(path, FileReason.NO_PERMISSION, error.strerror or "") from error
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            raise FileRefusedError(path, FileReason.NOT_A_FILE)
        self._file = os.fdopen(descriptor, "rb")
        header = self._file.read(100)
        self.size = _size_in(header) or self._likely_size(status.st_size)
        self._over = left_pages(path, self.size)
        on_disk = -(-status.st_size // self.size)
        self.count = max(on_disk, max(self._over, default=0))
        self.header = self.page(1)[:100]
        reserved = self.header[20] if self.is_headed else 0
        self.usable = self.size - reserved if self.size - reserved >= _LEAST_USABLE else self.size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def is_headed(self) -> bool:
        """Whether the first page can be what it was."""
        return self.header.startswith(_MAGIC)

    def page(self, number: int) -> bytes:
        """Always a whole page: what cannot be read, or is cut off, is zeros."""
        if (laid_over := self._over.get(number)) is not None:
            return laid_over
        try:
            self._file.seek((number - 1) * self.size)
            return self._file.read(self.size).ljust(self.size, b"\0")
        except OSError:  # a bad sector
            return bytes(self.size)

    def free(self) -> set[int]:
        """Pages that hold nothing any more, as far as their list can be followed."""
        free: set[int] = set()
        trunk = int.from_bytes(self.header[_FREE_LIST], "big") if self.is_headed else 0
        while 1 < trunk <= self.count and trunk not in free:
            page = self.page(trunk)
            leaves = int.from_bytes(page[4:8], "big")
            if leaves > self.usable // 4 - 2:
                break  # no page of this list
            free.add(trunk)
            numbers = (int.from_bytes(page[i : i + 4], "big") for i in range(8, 8 + 4 * leaves, 4))
            free.update(number for number in numbers if 1 < number <= self.count)
            trunk = int.from_bytes(page[:4], "big")
        return free

    def _likely_size(self, length: int) -> int:
        """At which size most pages begin as one does; the usual one if they do at none."""

        def evidence(size: int) -> int:
            """Of the same part of the file for all sizes; against it counts half as much."""
            places = range(size, min(length, _SAMPLE), size)
            hits = sum(map(self._begins_a_page, places))
            return 3 * hits - len(places)

        likely = max(_SIZES, key=evidence)
        return likely if evidence(likely) > 0 else _USUAL_SIZE

    def _begins_a_page(self, place: int) -> bool:
        self._file.seek(place)
        head = self._file.read(8)
        return len(head) == 8 and head[0] in _KINDS and head[7] == 0  # noqa: PLR2004


def _size_in(header: bytes) -> int:
    """What the header says, if it can be so; 0 otherwise."""
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if header.startswith(_MAGIC) and size in _SIZES else 0
