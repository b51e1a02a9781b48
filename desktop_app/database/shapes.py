"""Which table a record belongs to, told by what it looks like and not by where it stands.

The tree that leads to a page is what a damage takes first. Columns are strict, so the types of a
record's values are as good as a name.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite

from desktop_app.database.models import Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Table

    from desktop_app.database.records import Record, Stored

_DIALECT = sqlite.dialect()
_FEW = 8
_WHOLE_NUMBERS = frozenset({1, 2, 3, 4, 5, 6, 8, 9})
_FIRST_TEXT = 13
_PLAIN_TABLE = re.compile(r'CREATE TABLE "?(\w+)"? ?\(')


@dataclass(frozen=True, slots=True)
class _Column:
    """``is_rowid`` where the value is the record's number and not stored again."""

    name: str
    is_text: bool
    is_needed: bool
    is_rowid: bool = False

    def takes(self, kind: int) -> bool:
        if self.is_rowid or kind == 0:
            return kind == 0 and (self.is_rowid or not self.is_needed)
        is_text = kind >= _FIRST_TEXT and kind % 2 == 1
        return is_text if self.is_text else kind in _WHOLE_NUMBERS


@dataclass(frozen=True, slots=True)
class Shape:
    """What the records of a table look like; ``has_rowid`` tells tables from sorted records."""

    table: str
    columns: tuple[_Column, ...]
    has_rowid: bool = True

    def fits(self, record: Record) -> bool:
        """A record from before a column was added is shorter."""
        given, known = len(record.types), len(self.columns)
        least = known if known <= _FEW else known // 2
        return (
            self.has_rowid == (record.rowid is not None)
            and least <= given <= known
            and all(map(_Column.takes, self.columns, record.types))
        )

    def row(self, record: Record) -> dict[str, Stored]:
        """The values that were found, by column."""
        return {
            column.name: record.rowid if column.is_rowid else record.value(place)
            for place, column in enumerate(self.columns)
            if record.has(place)
        }


def _told(table: str, columns: str, *, has_rowid: bool = True) -> Shape:
    """``name:text number:int name:text?``, for what is no table of ours."""
    pairs = (column.partition(":")[::2] for column in columns.split())
    shown = tuple(_Column(n, k[:4] == "text", not k.endswith("?")) for n, k in pairs)
    return Shape(table, shown, has_rowid)


SCHEMA = _told("sqlite_schema", "type:text name:text tbl_name:text rootpage:int sql:text?")
SEQUENCE = _told("sqlite_sequence", "name:text seq:int")
CHANGES_INDEX = _told("ix_changes_key", "key:int seq:int field:text", has_rowid=False)


def known_shapes() -> list[Shape]:
    """Those of this version."""
    return [SEQUENCE, *map(_shape_of, Base.metadata.tables.values())]


def shapes_of(statements: Iterable[Stored]) -> list[Shape]:
    """Those that a file's own CREATE TABLE statements tell: columns may be in another order."""
    return [shape for sql in statements if isinstance(sql, str) and (shape := _read(sql))]


def _shape_of(table: Table) -> Shape:
    keys = [column.name for column in table.primary_key.columns]
    with_rowid = table.dialect_options["sqlite"]["with_rowid"] is not False
    rows = [
        (
            column.name,
            column.type.compile(_DIALECT),
            not column.nullable,
            keys.index(column.name) + 1 if column.name in keys else 0,
        )
        for column in table.columns
    ]
    return _shape(table.name, rows, with_rowid=with_rowid)


def _read(sql: str) -> Shape | None:
    """SQLite itself reads the statement; it makes nothing but an empty table in memory."""
    named = _PLAIN_TABLE.match(sql)
    if named is None or named[1] not in Base.metadata.tables:
        return None
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute(sql)
            rows = connection.execute(
                'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (named[1],)
            ).fetchall()
    except (sqlite3.Error, sqlite3.Warning):
        return None
    with_rowid = "WITHOUT ROWID" not in sql.upper()
    return _shape(named[1], rows, with_rowid=with_rowid)


def _shape(table: str, rows: Sequence[Sequence[object]], *, with_rowid: bool) -> Shape:
    """Rows are name, type, whether it must be there, and the place in the primary key."""
    keys = sum(1 for row in rows if row[3])
    if not with_rowid:
        rows = sorted(rows, key=lambda row: (not row[3], row[3] or 0))
    columns = tuple(
        _Column(
            str(name),
            str(kind).upper() != "INTEGER",
            bool(needed) or (bool(key) and not with_rowid),
            with_rowid and bool(key) and keys == 1 and str(kind).upper() == "INTEGER",
        )
        for name, kind, needed, key in rows
    )
    return Shape(table, columns, with_rowid)
