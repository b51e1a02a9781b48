"""History that was found in a damaged file, made whole enough to be history."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop_app.database.raw_rows import is_id
from desktop_app.domain.change import ChangeKind, Deed, Event
from desktop_app.domain.identifiers import uuid7

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from desktop_app.database.check_history import LooseEnd
    from desktop_app.database.records import Stored

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_NEVER = "1970-01-01T00:00:00.000000Z"
_REFERRED = "SELECT seq FROM changes UNION SELECT seq FROM spans UNION SELECT seq FROM trash"
_SET = (
    "INSERT INTO change_sets (seq, id, time, login, author, kind, deed, label, count) "
    "VALUES (?, ?, ?, ?, '', 'outside', 'outside', '', ?)"
)


class RescuedHistory:
    """Takes rows as they are found; what they refer to may come later, or be lost."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sequences: dict[str, int] = {}
        self._own = 0
        self._is_needed = False
        self.found = self.found_sets = self.lost_sets = 0

    def take(self, table: str, row: Mapping[str, Stored]) -> None:
        if table == "sqlite_sequence":
            name, seq = row["name"], row["seq"]
            if isinstance(name, str) and isinstance(seq, int):
                self._sequences[name] = max(seq, self._sequences.get(name, 0))
            return
        given = {name: value for name, value in row.items() if value is not None}
        if table == "change_sets":
            given |= _as_known(given)
        if given.get("event", Event.CREATED) in list(Event):
            names = ", ".join(f'"{name}"' for name in given)
            marks = ", ".join("?" * len(given))
            self._connection.execute(
                f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
                tuple(given.values()),
            )

    def complete(self) -> None:
        """A change whose change set is lost gets one that says no more than that there was one."""
        lost = self._connection.execute(
            f"SELECT DISTINCT seq FROM ({_REFERRED}) "  # noqa: S608
            "WHERE seq > 0 AND seq NOT IN (SELECT seq FROM change_sets) ORDER BY seq"
        ).fetchall()
        self.lost_sets = len(lost)
        self.found, self.found_sets = self._connection.execute(
            "SELECT (SELECT count(*) FROM changes), (SELECT count(*) FROM change_sets)"
        ).fetchone()
        for (seq,) in lost:
            earlier = self._connection.execute(
                "SELECT time FROM change_sets WHERE seq < ? ORDER BY seq DESC LIMIT 1", (seq,)
            ).fetchone()
            self._enter(seq, earlier[0] if earlier else _NEVER)
        for column in ("reverts", "reverted_by"):
            self._connection.execute(
                f"UPDATE change_sets SET {column} = NULL WHERE {column} IS NOT NULL "  # noqa: S608
                f"AND {column} NOT IN (SELECT seq FROM change_sets)"
            )
        for name, seq in self._sequences.items():
            self._connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name)
            )
        changed = self._connection.execute(
            "UPDATE trash SET seq = ? WHERE seq = 0", (self.own_set(),)
        )
        self._is_needed = changed.rowcount > 0

    def own_set(self) -> int:
        """The change set of the salvage itself."""
        if not self._own:
            (last,) = self._connection.execute("SELECT max(seq) FROM change_sets").fetchone()
            self._own = max(last or 0, self._sequences.get("change_sets", 0)) + 1
        return self._own

    def tell(
        self, *, purged: Iterable[int], trashed: Iterable[int], changed: Iterable[LooseEnd]
    ) -> None:
        """What the damage itself did, so that history goes on from what is there now."""
        spans = [*((key, "purged") for key in purged), *((key, "trashed") for key in trashed)]
        ends = list(changed)
        if not spans and not ends and not self._is_needed:
            return
        count = len({key for key, _ in spans} | {end.key for end in ends})
        login = ""
        with suppress(OSError, KeyError):  # a user id without a name
            login = getpass.getuser()
        self._enter(self.own_set(), datetime.now(UTC).strftime(_FORMAT), count, login)
        self._connection.executemany(
            "INSERT OR IGNORE INTO spans VALUES (?, ?, ?, ?)",
            ((self._own, key, key, event) for key, event in spans),
        )
        self._connection.executemany(
            'INSERT INTO changes (seq, key, field, "before", "after") VALUES (?, ?, ?, ?, ?)',
            ((self._own, end.key, end.field, end.told, end.stored) for end in ends),
        )

    def _enter(self, seq: int, time: str, count: int = 0, login: str = "") -> None:
        row: tuple[Any, ...] = (seq, str(uuid7()), time, login, count)
        self._connection.execute(_SET, row)


def _as_known(row: Mapping[str, Stored]) -> dict[str, Stored]:
    """What history can be read without: the kind of a change, and its own identifier."""
    return {
        "kind": row.get("kind") if row.get("kind") in list(ChangeKind) else ChangeKind.OUTSIDE,
        "deed": row.get("deed") if row.get("deed") in list(Deed) else Deed.OUTSIDE,
        "id": row.get("id") if is_id(row.get("id")) else str(uuid7()),
    }
