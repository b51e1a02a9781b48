"""The new userbook that found records go into: who is who, and what is told of it in the history.

A record may be found twice, as it is and as it was; the newer one counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.database.check_history import loose_ends
from desktop_app.database.raw_rows import index_row, mended
from desktop_app.database.rescued_history import RescuedHistory
from desktop_app.database.tallies import tally_anew

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from desktop_app.database.found_records import Found

_BATCH = 400
_HISTORY = frozenset({"change_sets", "changes", "spans", "meta", "sqlite_sequence"})


class Rescued:
    """``lost`` and ``unclear`` are names by key; nothing is kept before the caller commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._history = RescuedHistory(connection)
        self._losers: list[dict[str, Any]] = []
        self.lost: dict[int, str] = {}
        self.unclear: dict[int, str] = {}
        self.set_aside: list[str] = []

    def take(self, found: Found) -> None:
        if found.table in _HISTORY:
            self._history.take(found.table, found.row)
        elif found.table in {"users", "trash"}:
            row, wrong = mended(found.row, whole=found.is_whole)
            if found.table == "users":
                is_kept = self._take_user(row)
            else:
                is_kept = self._keep("trash", row | {"seq": found.row.get("seq") or 0})
            if is_kept:
                self.unclear.pop(row["key"], None)
                self.unclear |= {row["key"]: row["user_name"]} if wrong else {}

    def settle(self, index_names: Mapping[int, str]) -> None:
        """What could only be known at the end: who is lost, and who had to give up a name."""
        for older, newer in (("users", "trash"), ("trash", "users")):
            self._connection.execute(
                f"DELETE FROM {older} WHERE key IN (SELECT o.key FROM {older} o JOIN {newer} n "  # noqa: S608
                "USING (key) WHERE n.version > o.version OR n.version = o.version AND ?)",
                (newer == "users",),
            )
        self._history.complete()
        there = {key for (key,) in self._connection.execute(_EVERYBODY)}
        self.lost = {key: name for key, name in index_names.items() if key not in there}
        losers = [row for row in self._losers if row["key"] not in there]
        for row in losers:
            self._keep("trash", row | {"seq": self._history.own_set()})
            self.set_aside.append(row["user_name"])
        self._history.tell(
            purged=list(self.lost),
            trashed=[row["key"] for row in losers],
            changed=loose_ends(self._connection),
        )

    def make_index(self, tell: Callable[[float], None]) -> None:
        """Sorting, finding and counting are worked out anew from the facts."""
        for table, index in (("users", "user_index"), ("trash", "trash_index")):
            count = self._count(table)
            rows = self._connection.execute(f"SELECT * FROM {table} ORDER BY key")  # noqa: S608
            done = 0
            while chunk := rows.fetchmany(_BATCH):
                tell(done / count)
                done += len(chunk)
                for row in chunk:
                    put_row(self._connection, index, index_row(dict(row)))
        tally_anew(self._connection)

    def counts(self) -> dict[str, int]:
        """As found, without what the salvage itself had to add."""
        history = {"change_sets": self._history.found_sets, "changes": self._history.found}
        return {"users": self._count("users"), "trash": self._count("trash"), **history}

    def lost_changes(self, indexed: int) -> int:
        """Of so many that the index has, and of change sets that something still refers to."""
        return max(0, indexed - self._history.found) + self._history.lost_sets

    def _take_user(self, row: dict[str, Any]) -> bool:
        """Whoever is there under this key, name or identifier already, is older or stays."""
        others = self._connection.execute(
            "SELECT * FROM users WHERE key = :key OR user_name_key = :user_name_key OR id = :id",
            row,
        ).fetchall()
        if any(_age(other) >= _age(row) for other in others):
            self._set_aside(row, {other["key"] for other in others})
            return False
        for other in others:
            self._connection.execute("DELETE FROM users WHERE key = ?", (other["key"],))
            self._set_aside(dict(other), {row["key"]})
        put_row(self._connection, "users", row)
        return True

    def _set_aside(self, row: dict[str, Any], kept: set[int]) -> None:
        """An older state of somebody who is there is no second person."""
        if row["key"] not in kept:
            self._losers.append(row)

    def _keep(self, table: str, row: dict[str, Any]) -> bool:
        query = f"SELECT version, last_modified FROM {table} WHERE key = ?"  # noqa: S608
        there = self._connection.execute(query, (row["key"],)).fetchone()
        is_newer = there is None or _age(there) < _age(row)
        if is_newer:
            put_row(self._connection, table, row, verb="INSERT OR REPLACE")
        return is_newer

    def _count(self, table: str) -> int:
        query = f"SELECT count(*) FROM {table}"  # noqa: S608
        return int(self._connection.execute(query).fetchone()[0])


_EVERYBODY = "SELECT key FROM users UNION ALL SELECT key FROM trash"


def put_row(
    connection: sqlite3.Connection, table: str, row: Mapping[str, Any], verb: str = "INSERT"
) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    statement = f"{verb} INTO {table} ({names}) VALUES ({marks})"  # our own names
    connection.execute(statement, tuple(row.values()))


def _age(row: Mapping[str, Any] | sqlite3.Row) -> tuple[int, str]:
    return row["version"], row["last_modified"]
