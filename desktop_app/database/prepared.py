"""Statements made once, to be run many at a time on the connection's thread.

To send each there by itself costs more than SQLite needs for it.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import dialect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ClauseElement

_DIALECT = dialect(paramstyle="qmark")


class Prepared:
    """The text of a statement, and how its values are bound to it."""

    def __init__(self, statement: ClauseElement, names: Iterable[str] | None) -> None:
        compiled: Any = statement.compile(
            dialect=_DIALECT, column_keys=None if names is None else list(names)
        )
        self._sql = str(compiled)
        self._fixed: dict[str, Any] = dict(compiled.params)
        self._binds: list[tuple[str, Callable[[Any], Any] | None]] = [
            (name, compiled.binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
            for name in compiled.positiontup or ()
        ]

        shown: Any = getattr(statement, "selected_columns", ())
        self._names: list[str] = [column.key for column in shown]
        readers = [c.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for c in shown]
        named = zip(self._names, readers, strict=True)
        self._read = [(name, read) for name, read in named if read is not None]

    def rows(
        self, connection: sqlite3.Connection, values: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """What a SELECT finds, by column; raises sqlite3.Error."""
        for kept in self.run(connection, values).fetchall():
            row = dict(zip(self._names, kept, strict=True))
            for name, read in self._read:
                row[name] = read(row[name])
            yield row

    def run(self, connection: sqlite3.Connection, values: Mapping[str, Any]) -> sqlite3.Cursor:
        """Raises sqlite3.Error."""
        return connection.execute(self._sql, self._bound(values))

    def run_many(self, connection: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> int:
        """How many rows this has touched; raises sqlite3.Error."""
        return connection.executemany(self._sql, map(self._bound, rows)).rowcount

    def run_kept(
        self, connection: sqlite3.Connection, names: tuple[str, ...], rows: Iterable[Sequence[Any]]
    ) -> None:
        """The same with values as SQLite keeps them, in the order of ``names``."""
        in_order = itemgetter(*(names.index(name) for name, _ in self._binds))
        connection.executemany(self._sql, map(in_order, rows))

    def _bound(self, values: Mapping[str, Any]) -> list[Any]:
        fixed = self._fixed
        given = [(values.get(name, fixed.get(name)), process) for name, process in self._binds]
        return [process(value) if process else value for value, process in given]


@lru_cache(maxsize=256)
def prepared(statement: ClauseElement, names: tuple[str, ...] | None = None) -> Prepared:
    """``names`` are the columns that an INSERT or UPDATE is given."""
    return Prepared(statement, names)
