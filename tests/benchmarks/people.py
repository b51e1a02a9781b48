"""Files full of invented users, made fast: a benchmark is not to wait for its own input."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.database.document import create_document
from desktop_app.database.mapping import to_index_row, to_row
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.sample import sample_users

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_CHUNK = 1000
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def userbook(path: Path, count: int) -> Path:
    """A userbook with this many users, written below our repository."""
    create_document(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        write(connection, sample_users(count, today=date.today()))
    return path


def write(connection: sqlite3.Connection, people: Iterable[Mapping[str, object]]) -> None:
    """The same two tables as the program writes, by ``executemany`` alone."""
    rows = table_rows(people)
    while chunk := list(islice(rows, _CHUNK)):
        insert(connection, "users", [user for user, _ in chunk])
        insert(connection, "user_index", [index for _, index in chunk])


def table_rows(
    people: Iterable[Mapping[str, object]],
) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """What stands in ``users`` and in ``user_index`` for each of them."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for key, person in enumerate(people, 1):
        when = (yesterday - timedelta(minutes=key % 500_000)).strftime(_FORMAT)
        facts = {"key": key, "id": str(uuid7()), "version": 1, "created": when}
        row = to_row(person) | facts | {"last_modified": when}
        stored = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row.items()
        }
        yield stored, to_index_row(key, person)


def insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" for _ in rows[0])
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  # our own names
    connection.executemany(statement, [tuple(row.values()) for row in rows])
