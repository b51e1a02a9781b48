"""The first rows of a file that is not open yet, read without anything that takes time to load.

Only of a file that everybody has closed: no log lies beside it, so what it holds is whole, and it
is read as if it could not change, which leaves nothing behind. What is wrong with a file is found
and told when it is opened; until then there is no preview of it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from desktop_app.database.file_look import inspect_document, unfinished
from desktop_app.database.kept_values import date_kept, time_kept
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.attributes import Kind
from desktop_app.domain.errors import AppError
from desktop_app.domain.preview import Preview
from desktop_app.domain.text import EMPTY_SORT_KEY
from desktop_app.domain.user_row import UserRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.domain.preview import Layout

_TABLES = frozenset(("table", name) for name in ("users", "user_index", "tallies"))
_TIMES = ("created", "last_modified")
_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON")
_STEPS = 1_000_000  # of SQLite's machine, some hundredths of a second: an index needs far fewer
_READ: dict[Kind, Callable[[Any], Any]] = {Kind.FLAG: bool, Kind.DATE: date_kept}


def preview_of(path: Path, layout: Layout, size: int) -> Preview | None:
    """``size`` rows from the first one on; None where they are not to be had at once."""
    try:
        path = inspect_document(path).path
        if unfinished(path):
            return None
        address = sqlite_uri(path, "immutable=1")
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.set_progress_handler(lambda: True, _STEPS)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            return _read(connection, layout, size)
    except (AppError, sqlite3.Error, OSError, ValueError, LookupError):
        return None


def _read(connection: sqlite3.Connection, layout: Layout, size: int) -> Preview | None:
    parts = connection.execute("SELECT type, name FROM sqlite_schema").fetchall()
    if not {tuple(part) for part in parts} >= {*_TABLES, ("index", f"ix_user_index_{layout.sort}")}:
        return None
    (count,) = connection.execute("SELECT total(count) FROM tallies").fetchone()
    found = connection.execute(_statement(layout), {"empty": EMPTY_SORT_KEY, "size": size})
    stored = found.fetchall()
    if not stored or len(stored) < min(size, count):
        return None
    return Preview([_row(one, layout) for one in stored], int(count))


def _statement(layout: Layout) -> str:
    """In the order of the table, with what is empty last: from the top of it those are left out."""
    way = "DESC" if layout.descending else "ASC"
    asked = f'"{layout.sort}" < :empty' if layout.descending else "TRUE"
    return f"""
        SELECT users.* FROM (
            SELECT key, "{layout.sort}" AS place FROM user_index
            WHERE {asked} ORDER BY place {way}, key {way} LIMIT :size
        ) JOIN users USING (key) ORDER BY place {way}, key {way}"""  # noqa: S608


def _row(stored: sqlite3.Row, layout: Layout) -> UserRow:
    values: dict[str, Any] = dict(stored)
    for name, kind in layout.kinds.items():
        values[name] = _READ[kind](values[name])
    for name in _TIMES:
        values[name] = time_kept(values[name])
    return UserRow(stored["key"], values)
