"""The first rows of a file that is not open yet, read without anything that takes time to load.

Only of a file that everybody has closed: no log lies beside it, so what it holds is whole, and it
is read as if it could not change, which leaves nothing behind. What is wrong with a file, or what
a bar over its rows has to say, is found when it is opened; there is no preview of it then.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING, Any

from desktop_app.database.file_look import inspect_document, unfinished
from desktop_app.database.kept_values import date_kept, time_kept
from desktop_app.database.migrations import head
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.attributes import Kind
from desktop_app.domain.errors import AppError
from desktop_app.domain.preview import Preview
from desktop_app.domain.query import STATUS, TIMES
from desktop_app.domain.text import EMPTY_SORT_KEY
from desktop_app.domain.user_row import UserRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from desktop_app.domain.preview import Layout

_TABLES = ("users", "user_index", "tallies")
_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON")
_LARGEST_COUNT = 2**31  # rows that Qt can count
_LARGEST = 100_000  # bytes of a value or a row
_STEPS = 10_000  # of SQLite's machine
_PATIENCE = 0.25  # seconds
_READ: dict[Kind, Callable[[Any], Any]] = {Kind.FLAG: bool, Kind.DATE: date_kept}


def preview_of(path: Path, layout: Layout, size: int) -> Preview | None:
    """``size`` rows from the first one on; None where they are not to be had at once."""
    end = monotonic() + _PATIENCE
    try:
        document = inspect_document(path)
        if document.version != head() or document.reason or unfinished(document.path):
            return None
        address = sqlite_uri(document.path, "immutable=1")
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            return _read(connection, layout, size) if _is_plain(connection, layout) else None
    except (AppError, sqlite3.Error, OSError, ValueError, TypeError, ArithmeticError):
        return None


def _is_plain(connection: sqlite3.Connection, layout: Layout) -> bool:
    """Whether the tables are such that nothing but what stands in them is read."""
    parts = connection.execute("SELECT type, name FROM sqlite_schema WHERE rootpage > 0")
    wanted = {*(("table", name) for name in _TABLES), ("index", f"ix_user_index_{layout.sort}")}
    computed = [
        connection.execute("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden", (name,)).fetchone()
        for name in _TABLES
    ]
    return set(parts) >= wanted and not any(computed)


def _read(connection: sqlite3.Connection, layout: Layout, size: int) -> Preview | None:
    (count,) = connection.execute("SELECT sum(count) FROM tallies").fetchone()
    found = connection.execute("SELECT name FROM pragma_table_info('users')")
    names = {name for (name,) in found}.intersection(layout.shown) | {"key", *STATUS}
    connection.row_factory = sqlite3.Row
    stored = connection.execute(
        _statement(layout, names), {"empty": EMPTY_SORT_KEY, "size": size}
    ).fetchall()
    if not stored or not min(size, count or 0) <= len(stored) <= count < _LARGEST_COUNT:
        return None
    return Preview([_row(one, layout) for one in stored], count)


def _statement(layout: Layout, names: Iterable[str]) -> str:
    """In the order of the table, with what is empty last: from the top of it those are left out."""
    way = "DESC" if layout.descending else "ASC"
    asked = f'"{layout.sort}" < :empty' if layout.descending else "TRUE"
    columns = ", ".join(f'users."{name}"' for name in sorted(names))
    return f"""
        SELECT {columns} FROM (
            SELECT key, "{layout.sort}" AS place FROM user_index
            WHERE {asked} ORDER BY place {way}, key {way} LIMIT :size
        ) JOIN users USING (key) ORDER BY place {way}, key {way}"""  # noqa: S608


def _row(stored: sqlite3.Row, layout: Layout) -> UserRow:
    values: dict[str, Any] = dict(stored)
    for name in values.keys() & layout.kinds.keys():
        values[name] = _READ[layout.kinds[name]](values[name])
    for name in values.keys() & TIMES:
        values[name] = time_kept(values[name])
    return UserRow(stored["key"], values)
