"""The records that stand in one page, following sections 1.6 and 2 of the file format.

A page is judged by itself. No other page has to be sound for it to be read, except those that
what is too long for it continues in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.database.pages import Pages

Stored = int | float | str | bytes | None

INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_INNER = frozenset({INDEX_INNER, TABLE_INNER})
_HEADER = 100  # of the file, at the beginning of its first page
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BLOB, _FIRST_TEXT = 7, 8, 9, 12, 13
_CONTINUED = 0x80
_LONGEST_VARINT = 9


class UnclearText(str):
    """A text some bytes of which were no text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Record:
    """``types`` are SQLite's serial types; ``payload`` may end before the values do."""

    rowid: int | None
    types: tuple[int, ...]
    starts: tuple[int, ...]
    payload: bytes
    length: int

    @property
    def is_whole(self) -> bool:
        return len(self.payload) == self.length

    def has(self, place: int) -> bool:
        """Whether all of a value was found."""
        return place < len(self.types) and self._end(place) <= len(self.payload)

    def value(self, place: int) -> Stored:
        kind, start = self.types[place], self.starts[place]
        if not self.has(place):
            return None
        data = self.payload[start : self._end(place)]
        if kind in _INTEGERS:
            return int.from_bytes(data, "big", signed=True)
        if kind in {_ZERO, _ONE}:
            return kind - _ZERO
        if kind == _FLOAT:
            return float(struct.unpack(">d", data)[0])
        if kind < _FIRST_BLOB:
            return None
        return _text(data) if kind % 2 else data

    def _end(self, place: int) -> int:
        return self.starts[place] + _size_of(self.types[place])


def kind_of(page: bytes, number: int) -> int | None:
    """Which of the four kinds a page is, if its head can be that of one."""
    start = _HEADER if number == 1 else 0
    kind = page[start]
    if kind not in {INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF}:
        return None
    head = 12 if kind in _INNER else 8
    return kind if start + head + 2 * cells_of(page, number) <= len(page) else None


def cells_of(page: bytes, number: int) -> int:
    """How many records, or ways to other pages, a page says it has."""
    start = _HEADER if number == 1 else 0
    return int.from_bytes(page[start + 3 : start + 5], "big")


def records(pages: Pages, number: int, taken: set[int]) -> Iterator[Record]:
    """What stands in a page; ``taken`` are pages that something continues in already."""
    page = pages.page(number)
    kind = kind_of(page, number)
    if kind is None or kind == TABLE_INNER:
        return
    start = _HEADER if number == 1 else 0
    head = start + (12 if kind in _INNER else 8)
    cells = cells_of(page, number)
    for place in struct.unpack_from(f">{cells}H", page, head):
        if head + 2 * cells <= place < pages.usable:
            record = _record(pages, page, kind, place, taken)
            if record is not None:
                yield record


def _record(pages: Pages, page: bytes, kind: int, place: int, taken: set[int]) -> Record | None:
    place += 4 if kind == INDEX_INNER else 0
    length, place = _varint(page, place)
    rowid = None
    if kind == TABLE_LEAF:
        rowid, place = _varint(page, place)
        rowid -= 2**64 if rowid >= 2**63 else 0
    if not 0 < length <= pages.count * pages.size:
        return None
    local = _local(length, pages.usable, kind)
    if place + local + (4 if local < length else 0) > pages.usable:
        return None
    payload = page[place : place + local]
    if local < length:
        following = int.from_bytes(page[place + local : place + local + 4], "big")
        payload += _continued(pages, following, length - local, taken)
    return _parsed(rowid, payload, length)


def _local(length: int, usable: int, kind: int) -> int:
    """How much of so long a record stands in the page itself (section 1.6)."""
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    rest = least + (length - least) % (usable - 4)
    return rest if rest <= most else least


def _continued(pages: Pages, number: int, rest: int, taken: set[int]) -> bytes:
    """A chain of pages, each with the number of the next in front; what was found of it."""
    found: list[bytes] = []
    while rest > 0 and 1 < number <= pages.count and number not in taken:
        taken.add(number)
        page = pages.page(number)
        part = page[4 : min(4 + rest, pages.usable)]
        following = int.from_bytes(page[:4], "big")
        rest -= len(part)
        if (rest > 0) != (following != 0):
            break  # no part of this chain: it ends where more must come, or goes on after the end
        found.append(part)
        number = following
    return b"".join(found)


def _parsed(rowid: int | None, payload: bytes, length: int) -> Record | None:
    head, place = _varint(payload, 0)
    if not 0 < head <= len(payload):
        return None
    types: list[int] = []
    starts: list[int] = []
    start = head
    while place < head:
        kind, place = _varint(payload, place)
        if kind in {10, 11}:
            return None
        types.append(kind)
        starts.append(start)
        start += _size_of(kind)
    if place != head or start != length:
        return None
    return Record(rowid, tuple(types), tuple(starts), payload, length)


def _size_of(kind: int) -> int:
    if kind >= _FIRST_BLOB:
        return (kind - _FIRST_BLOB) // 2
    return 8 if kind == _FLOAT else _INTEGERS.get(kind, 0)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it; past the end it is nothing."""
    value = 0
    for i in range(_LONGEST_VARINT):
        if place >= len(data):
            return 0, place
        byte = data[place]
        place += 1
        if i == _LONGEST_VARINT - 1:
            return value << 8 | byte, place
        value = value << 7 | byte & 0x7F
        if byte < _CONTINUED:
            break
    return value, place


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return UnclearText(data.decode(errors="replace"))
