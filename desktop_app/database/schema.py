"""The tables of a file: making them, and telling whether a file has them and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from desktop_app.database.file_look import APPLICATION_ID
from desktop_app.database.migrations import head
from desktop_app.database.models import Base
from desktop_app.database.program import sign
from desktop_app.database.schema_engine import schema_engine
from desktop_app.database.search_table import SEARCH_NAMES, SEARCH_TABLE

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from sqlalchemy import Table

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_CONDITION = re.compile(r"\bCHECK\b", re.IGNORECASE)
_LITERAL = re.compile(r"'[^']*'|-?[0-9]+|NULL")
_DIALECT = sqlite.dialect()
# The last two are SQLite's: any tool that analyses the file leaves them.
_OWN = frozenset({"alembic_version", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"})


def create_schema(path: Path) -> None:
    """The newest schema in an empty file, stamped in the same transaction.

    The same tables come from running every migration; making them directly spares Alembic's
    import.
    """
    engine = schema_engine(path)
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            connection.exec_driver_sql(SEARCH_TABLE)
            connection.exec_driver_sql(_VERSION_TABLE)
            connection.execute(
                text("INSERT INTO alembic_version VALUES (:version)"), {"version": f"{head():04d}"}
            )
            sign(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={head()}")
    finally:
        engine.dispose()


def runs_code(connection: sqlite3.Connection) -> bool:
    """Whether a file holds anything that SQLite would run by itself.

    Triggers, views, and formulas wherever they may stand: in a column, a default, a condition or an
    index.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    if any(kind not in {"table", "index"} for kind, _, _ in rows):
        return True
    return any(
        _CONDITION.search(sql or "") or _has_formulas(connection, name)
        for kind, name, sql in rows
        if kind == "table" and sql != SEARCH_TABLE
    )


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the file has exactly the tables, columns and indexes of this version."""
    rows = connection.execute("SELECT type, name FROM sqlite_schema WHERE sql NOT NULL").fetchall()
    tables = {name for kind, name in rows if kind == "table"} - _OWN
    indexes = {name for kind, name in rows if kind == "index"}
    expected = Base.metadata.tables
    return (
        tables == set(expected) | SEARCH_NAMES
        and _others(connection) == SEARCH_NAMES
        and indexes == {index.name for table in expected.values() for index in table.indexes}
        and all(_has_same_indexes(connection, table) for table in expected.values())
        and all(
            _is_strict(connection, name) and _columns(connection, name) == _columns_of(table)
            for name, table in expected.items()
        )
    )


def is_readable(connection: sqlite3.Connection) -> bool:
    """Whether a newer file has at least the tables and columns that this version reads."""
    return _others(connection) in (frozenset(), SEARCH_NAMES) and all(
        _is_strict(connection, name) and _columns(connection, name) >= _columns_of(table)
        for name, table in Base.metadata.tables.items()
    )


def _others(connection: sqlite3.Connection) -> frozenset[str] | None:
    """What is no plain table; None if the one that searches is not made as we make it."""
    rows = connection.execute("SELECT name FROM pragma_table_list WHERE type <> 'table'")
    query = "SELECT name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"
    made = connection.execute(query).fetchall()
    is_ours = made in ([], [("search", SEARCH_TABLE)])
    return frozenset(name for (name,) in rows) if is_ours else None


def _has_same_indexes(connection: sqlite3.Connection, table: Table) -> bool:
    query = "SELECT name FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno"
    return all(
        [name for (name,) in connection.execute(query, (index.name,))]
        == [column.name for column in index.columns]
        for index in table.indexes
    )


def _is_strict(connection: sqlite3.Connection, table: str) -> bool:
    """A table that is not could hold anything in any column."""
    query = "SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = ?"
    return connection.execute(query, (table,)).fetchone() == (1,)


def _columns(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    query = 'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)'
    return set(connection.execute(query, (table,)))


def _columns_of(table: Table) -> set[tuple[object, ...]]:
    keys = {c.name: place for place, c in enumerate(table.primary_key.columns, 1)}
    return {
        (c.name, c.type.compile(_DIALECT), int(not c.nullable), keys.get(c.name, 0))
        for c in table.columns
    }


def _has_formulas(connection: sqlite3.Connection, table: str) -> bool:
    columns = connection.execute("SELECT hidden, dflt_value FROM pragma_table_xinfo(?)", (table,))
    if any(hidden or not _LITERAL.fullmatch(default or "0") for hidden, default in columns):
        return True
    indexes = connection.execute("SELECT name, partial FROM pragma_index_list(?)", (table,))
    return any(partial or _is_of_formulas(connection, name) for name, partial in indexes.fetchall())


def _is_of_formulas(connection: sqlite3.Connection, index: str) -> bool:
    query = "SELECT count(*) FROM pragma_index_xinfo(?) WHERE cid = -2"
    return bool(connection.execute(query, (index,)).fetchone()[0])
