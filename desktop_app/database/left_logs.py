"""What a crash left beside a file: pages that belong over it, or back into it.

A write-ahead log holds newer pages, a rollback journal older ones of a change that never became
whole. SQLite would put either right, but writes to the file in doing so, and only if it is sound.
The formats are sections 3 and 4 of https://www.sqlite.org/fileformat.html.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ORDERS = {bytes.fromhex("377f0682"): "<", bytes.fromhex("377f0683"): ">"}
_LOG_HEADER, _FRAME_HEADER = 32, 24
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_JOURNAL_HEADER = 28
_TO_THE_END = 0xFFFFFFFF
_WORD = 2**32
_STRIDE = 200
_LARGEST = 2**30


def left_pages(path: Path, size: int) -> dict[int, bytes]:
    """The pages that count in place of those in the file."""
    return _logged(_read(path, "-wal"), size) or _journalled(_read(path, "-journal"), size)


def _read(path: Path, suffix: str) -> bytes:
    beside = path.with_name(path.name + suffix)
    try:
        if beside.is_symlink() or not beside.is_file() or beside.stat().st_size > _LARGEST:
            return b""
        return beside.read_bytes()
    except OSError:
        return b""


def _logged(log: bytes, size: int) -> dict[int, bytes]:
    """Pages of whole transactions."""
    kept: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for number, commits, page in _frames(log, size):
        pending[number] = page
        if commits:
            kept |= pending
            pending = {}
    return kept


def _frames(log: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """Each is bound to all before it by its checksum: what does not fit is of an older log."""
    order = _ORDERS.get(log[:4])
    if len(log) < _LOG_HEADER or order is None or int.from_bytes(log[8:12], "big") != size:
        return
    salts, sums = log[16:24], _summed(log[:24], order, (0, 0))
    if sums != struct.unpack_from(">2I", log, 24):
        return
    whole = _FRAME_HEADER + size
    for start in range(_LOG_HEADER, len(log) - whole + 1, whole):
        page = log[start + _FRAME_HEADER : start + whole]
        sums = _summed(log[start : start + 8] + page, order, sums)
        if log[start + 8 : start + 24] != salts + struct.pack(">2I", *sums):
            return
        number, commits = struct.unpack_from(">2I", log, start)
        yield number, commits, page


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for i in range(0, len(words), 2):
        first = (first + words[i] + second) % _WORD
        second = (second + words[i + 1] + first) % _WORD
    return first, second


def _journalled(journal: bytes, size: int) -> dict[int, bytes]:
    """Pages as they were before the change that was broken off; the first of each is the oldest."""
    kept: dict[int, bytes] = {}
    start = 0
    while journal[start : start + 8] == _JOURNAL_MAGIC and len(journal) >= start + _JOURNAL_HEADER:
        count, nonce, _, sector, page_size = struct.unpack_from(">5I", journal, start + 8)
        if page_size != size or not sector:
            break
        place, record = start + sector, size + 8
        if count == _TO_THE_END:
            count = (len(journal) - place) // record
        for at in range(place, min(place + count * record, len(journal) - record + 1), record):
            page = journal[at + 4 : at + 4 + size]
            if _journal_sum(page, nonce) != struct.unpack_from(">I", journal, at + 4 + size)[0]:
                return kept
            kept.setdefault(struct.unpack_from(">I", journal, at)[0], page)
        start = -(-(place + count * record) // sector) * sector
    return kept


def _journal_sum(page: bytes, nonce: int) -> int:
    return (nonce + sum(page[i] for i in range(len(page) - _STRIDE, 0, -_STRIDE))) % _WORD
