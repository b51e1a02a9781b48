"""Files full of invented users, made as the program's own command makes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from desktop_app.database.document import create_document
from desktop_app.database.filling import Filling, user_rows
from desktop_app.domain.change import Author
from desktop_app.domain.sample import sample_users

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def userbook(path: Path, count: int) -> Path:
    """A userbook with this many users, written below our repository."""
    return create_document(path, Filling(sample_users(count, today=date.today()), Author())).path


def write(connection: sqlite3.Connection, people: Iterable[Mapping[str, object]]) -> None:
    """The same two tables as the program writes, by ``executemany`` alone."""
    rows = table_rows(people)
    for place, table in enumerate(("users", "user_index")):
        insert(connection, table, [row[place] for row in rows])


def table_rows(
    people: Iterable[Mapping[str, object]],
) -> list[tuple[dict[str, object], dict[str, object]]]:
    """What stands in ``users`` and in ``user_index`` for each of them."""
    rows = user_rows(people, 1, datetime.now(UTC))
    return [({name: _plain(value) for name, value in user.items()}, i) for user, i in rows]


def insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" for _ in rows[0])
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # our own names
    connection.executemany(statement, [tuple(row.values()) for row in rows])


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime(_FORMAT)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, (int, str)) else str(value)
