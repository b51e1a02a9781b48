"""A userbook that has been lived in: users, a trash, a history of everything, long notes."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from desktop_app.database.document import create_document
from desktop_app.database.mapping import to_row
from desktop_app.database.raw_rows import index_row
from desktop_app.database.tallies import tally_anew
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.sample import sample_users

if TYPE_CHECKING:
    from pathlib import Path

_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_LONG = "Nur eine lange Notiz, mit ö und ж. " * 200


class LivedIn:
    """Writes as the program does: facts, index and history in step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seq = 0
        self.random = random.Random(1)

    def create(self, count: int) -> None:
        """So many users come at once; every fiftieth has a note that needs pages of its own."""
        seq, rows = self._set("import", "import", count), []
        for key, person in enumerate(sample_users(count, today=date(2026, 1, 1)), 1):
            facts = {"key": key, "id": str(uuid7()), "version": 1}
            times = {"created": self._time(seq), "last_modified": self._time(seq)}
            row = to_row(person) | facts | times
            if key % 50 == 0:
                row["notes"] = _LONG[: self.random.randint(5000, 9000)]
            rows.append({name: _plain(value) for name, value in row.items()})
        self._insert("users", rows)
        self._insert("user_index", [index_row(row) for row in rows])
        self._span(seq, 1, count, "created")

    def change(self, key: int, field: str, value: str) -> None:
        """As the form does it."""
        seq = self._set("form", "change", 1, user_key=key)
        before = self._row("users", key)
        after = before | {
            field: value,
            "version": before["version"] + 1,
            "last_modified": self._time(seq),
        }
        note = {"seq": seq, "key": key, "field": field, "secret": 0}
        self._insert("changes", [note | {"before": before[field], "after": value}])
        self._replace("users", after)
        self._replace("user_index", index_row(after))

    def trash(self, first: int, last: int) -> None:
        seq = self._set("bulk", "delete", last - first + 1)
        self._span(seq, first, last, "trashed")
        for key in range(first, last + 1):
            row = self._row("users", key)
            self._connection.execute("DELETE FROM user_index WHERE key = ?", (key,))
            self._connection.execute("DELETE FROM users WHERE key = ?", (key,))
            self._insert("trash", [row | {"seq": seq}])
            self._insert("trash_index", [index_row(row)])

    def purge(self, first: int, last: int) -> None:
        seq = self._set("purge", "purge", last - first + 1)
        self._span(seq, first, last, "purged")
        for table in ("trash_index", "trash", "changes"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE key BETWEEN ? AND ?",  # noqa: S608
                (first, last),
            )

    def _set(self, kind: str, deed: str, count: int, user_key: int | None = None) -> int:
        self._seq += 1
        names = {"login": "ada", "author": "Ada", "kind": kind, "deed": deed, "label": ""}
        place = {"seq": self._seq, "id": str(uuid7()), "time": self._time(self._seq)}
        self._insert("change_sets", [place | names | {"count": count, "user_key": user_key}])
        return self._seq

    def _span(self, seq: int, first: int, last: int, event: str) -> None:
        self._insert("spans", [{"seq": seq, "first": first, "last": last, "event": event}])

    def _time(self, seq: int) -> str:
        return (_BEGUN + timedelta(minutes=seq)).strftime(_FORMAT)

    def _row(self, table: str, key: int) -> dict[str, Any]:
        query = f"SELECT * FROM {table} WHERE key = ?"  # noqa: S608
        return dict(self._connection.execute(query, (key,)).fetchone())

    def _replace(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(f'"{name}" = ?' for name in row)
        query = f"UPDATE {table} SET {names} WHERE key = ?"  # noqa: S608
        self._connection.execute(query, (*row.values(), row["key"]))

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        names = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        query = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
        self._connection.executemany(query, [tuple(row.values()) for row in rows])


def lived_in(path: Path, users: int = 300) -> Path:
    """So many came, a tenth went to the trash, a few for good; twice as many changes were made."""
    create_document(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA secure_delete=ON")
        life = LivedIn(connection)
        life.create(users)
        for number in range(2 * users):
            key = life.random.randint(1, users)
            field = life.random.choice(["department", "title", "phone", "notes"])
            life.change(key, field, f"{field} {number}")
        tenth = users // 10
        life.trash(users - 2 * tenth, users - tenth)
        life.purge(users - 2 * tenth, users - 2 * tenth + 3)
        connection.execute("INSERT INTO meta VALUES ('author', 'Ada')")
        tally_anew(connection)
    return path


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
