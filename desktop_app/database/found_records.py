"""All records of ours that stand anywhere in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.records import TABLE_INNER, cells_of, kind_of, records
from desktop_app.database.shapes import CHANGES_INDEX, SCHEMA, known_shapes, shapes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.database.pages import Pages
    from desktop_app.database.records import Record, Stored
    from desktop_app.database.shapes import Shape

_INDEX = "user_index"  # that of the trash looks the same
_NUMBER = re.compile(r"(?<!\d)(?=\d{12})0+(\d)")
_OURS = frozenset({"users", _INDEX})


@dataclass(frozen=True, slots=True)
class Found:
    """A record with the table it belongs to."""

    table: str
    row: dict[str, Stored]
    is_whole: bool


class FoundRecords:
    """Reads every page once; knows afterwards which ones nobody could read."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._free = pages.free()
        self._taken: set[int] = set()
        self._unclear: set[int] = set()
        statements = [record.value(4) for record in self._schema()]
        own = shapes_of(statements)
        self.is_userbook = any(shape.table in _OURS for shape in own) or self._has_users()
        known = {shape.table for shape in own}
        others = [shape for shape in known_shapes() if shape.table not in known]
        self._shapes = [*own, *others, CHANGES_INDEX]
        self.index_names: dict[int, str] = {}
        self._changes: set[int] = set()

    @property
    def page_count(self) -> int:
        return self._pages.count

    def pages(self) -> Iterator[list[Found]]:
        """The records of each page."""
        for number in range(1, self._pages.count + 1):
            yield [] if number in self._free else self._found(number)

    def unreadable_pages(self) -> tuple[int, ...]:
        """Those that hold nothing known and are not what anything known continues in."""
        return tuple(sorted(self._unclear - self._taken))

    def _found(self, number: int) -> list[Found]:
        page = self._pages.page(number)
        kind = kind_of(page, number)
        if kind is None:
            self._unclear.add(number)
            return []
        found: list[Found] = []
        count = 0
        for record in records(self._pages, number, self._taken):
            count += 1
            shape = next((shape for shape in self._shapes if shape.fits(record)), None)
            if shape is not None and not self._remember(shape, record):
                found.append(Found(shape.table, shape.row(record), record.is_whole))
        if not count and kind != TABLE_INNER and cells_of(page, number):
            self._unclear.add(number)
        return found

    @property
    def indexed_changes(self) -> int:
        """How many changes SQLite's index of them has."""
        return len(self._changes)

    def _remember(self, shape: Shape, record: Record) -> bool:
        """Whether it is only the index of something, which tells what there was."""
        if shape.table == _INDEX and record.rowid is not None:
            names = [column.name for column in shape.columns]
            self.index_names[record.rowid] = _readable(record.value(names.index("user_name")))
        elif shape is CHANGES_INDEX:
            self._changes.add(hash(tuple(map(record.value, range(3)))))
        else:
            return False
        return True

    def _schema(self) -> list[Record]:
        taken: set[int] = set()
        return [
            record
            for number in self._worth_reading()
            for record in records(self._pages, number, taken)
            if SCHEMA.fits(record)
        ]

    def _worth_reading(self) -> Iterator[int]:
        """The list of tables stands where a file begins, or wherever it fitted in."""
        for number in range(1, self._pages.count + 1):
            page = self._pages.page(number)
            if number not in self._free and (number == 1 or b"CREATE " in page):
                yield number

    def _has_users(self) -> bool:
        """Whether there are records that can be nothing but users."""
        users = next(shape for shape in known_shapes() if shape.table == "users")
        taken: set[int] = set()
        return any(
            users.fits(record)
            for number in range(1, self._pages.count + 1)
            for record in records(self._pages, number, taken)
        )


def _readable(sort_key: Stored) -> str:
    """Numbers are filled up with zeros for sorting."""
    return _NUMBER.sub(r"\1", sort_key) if isinstance(sort_key, str) else ""
