"""A userbook that nobody has open, looked through by ``sqlite3`` alone.

Each fault is one line. "corrupt" is what SQLite finds wrong, "torn" where what belongs together
does not agree: facts and what is worked out from them, history and facts.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.database.mapping import as_text, to_index_row, to_row
from desktop_app.domain.attributes import Kind
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWN = 5
PAIRS = (("users", "user_index"), ("trash", "trash_index"))


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """For writing, as whoever opens a file after a crash must: it plays the log back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def faults(path: Path) -> list[str]:
    """Everything that is wrong in the file; none is what is promised."""
    with looking(path) as connection:
        found = [*_corrupt(connection)]
        for facts, index in PAIRS:
            found += _index_faults(connection, facts, index)
        found += _tally_faults(connection)
        found += _history_faults(connection)
    return found


def people(path: Path, table: str = "users") -> dict[int, dict[str, Any]]:
    """The attributes of everybody, by key, as the domain has them."""
    with looking(path) as connection:
        return _people(connection, table)


def _corrupt(connection: sqlite3.Connection) -> Iterator[str]:
    for pragma, good in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
        answer = [tuple(row) for row in connection.execute(f"PRAGMA {pragma}")]
        if answer != good:
            yield f"corrupt: {pragma} {answer[:SHOWN]}"


def _people(connection: sqlite3.Connection, table: str) -> dict[int, dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  # our own names
    return {row["key"]: {name: _value(name, row[name]) for name in ATTRIBUTES} for row in rows}


def _value(name: str, stored: Any) -> Any:
    kind = ATTRIBUTES[name].kind
    if stored is None:
        return None
    if kind is Kind.FLAG:
        return bool(stored)
    return date.fromisoformat(stored) if kind is Kind.DATE else stored


def _index_faults(connection: sqlite3.Connection, facts: str, index: str) -> Iterator[str]:
    there = _people(connection, facts)
    wanted = {key: to_index_row(key, fields) for key, fields in there.items()}
    found = {row["key"]: dict(row) for row in connection.execute(f"SELECT * FROM {index}")}  # noqa: S608
    for key, row in found.items():
        if row["digest"] == 0 and key in wanted:
            row["digest"] = wanted[key]["digest"]  # not known yet
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            yield f"torn: {index} of {key} {_difference(wanted.get(key), found.get(key))}"
    for row in connection.execute(f"SELECT key, user_name, user_name_key FROM {facts}"):  # noqa: S608
        if to_row({"user_name": row["user_name"]})["user_name_key"] != row["user_name_key"]:
            yield f"torn: user_name_key of {row['key']}"


def _tally_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Everybody is counted, and nobody twice."""
    wanted = Counter(
        (row["active"], row["valid_from"], row["valid_until"])
        for row in connection.execute("SELECT active, valid_from, valid_until FROM user_index")
    )
    found = {tuple(row)[:3]: row["count"] for row in connection.execute("SELECT * FROM tallies")}
    for standing in sorted(wanted.keys() | found.keys()):
        if wanted[standing] != found.get(standing, 0):
            yield f"torn: {found.get(standing)} are {standing}, not {wanted[standing]}"


def _difference(wanted: dict[str, Any] | None, found: dict[str, Any] | None) -> str:
    if wanted is None or found is None:
        return "is missing" if found is None else "is left over"
    return "differs in " + ", ".join(name for name in wanted if wanted[name] != found.get(name))


def _history_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Whether the history tells of the file as it is."""
    for row in connection.execute(
        "SELECT later.seq FROM change_sets later LEFT JOIN change_sets earlier "
        "ON earlier.seq = later.reverts WHERE later.reverts IS NOT NULL "
        "AND (earlier.seq IS NULL OR earlier.seq >= later.seq)"
    ):
        yield f"torn: change set {row['seq']} takes back what is not there"
    yield from _count_faults(connection)
    yield from _value_faults(connection)
    yield from _span_faults(connection)


def _count_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Each change set counts the users that it tells of; of the purged, history tells less."""
    if connection.execute("SELECT 1 FROM spans WHERE event = 'purged'").fetchone():
        return
    users: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute("SELECT seq, key FROM changes"):
        users[row["seq"]].add(row["key"])
    for row in connection.execute("SELECT * FROM spans"):
        users[row["seq"]].update(range(row["first"], row["last"] + 1))
    for row in connection.execute("SELECT seq, count FROM change_sets"):
        if row["count"] != len(users[row["seq"]]):
            yield f"torn: change set {row['seq']} counts {row['count']}, {users[row['seq']]}"


def _value_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Each value is what the last change of it left, and each change begins where one ended."""
    now = _people(connection, "users") | _people(connection, "trash")
    last: dict[tuple[int, str], str | None] = {}
    changes = "SELECT * FROM changes WHERE secret = 0 ORDER BY seq"
    for row in connection.execute(changes):
        place = row["key"], row["field"]
        if place in last and last[place] != row["before"]:
            yield f"torn: change {row['seq']} of {place} does not begin where the last one ended"
        last[place] = row["after"]
    for (key, name), text in last.items():
        if key in now and name in ATTRIBUTES and as_text(now[key][name]) != text:
            yield f"torn: {name} of {key} is not what the history says"


def _span_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Who came is there, who went is not."""
    events: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute("SELECT * FROM spans ORDER BY seq"):
        for key in range(row["first"], row["last"] + 1):
            events[key].append(row["event"])
    places = {
        table: {row[0] for row in connection.execute(f"SELECT key FROM {table}")}  # noqa: S608
        for table in ("users", "trash")
    }
    if both := places["users"] & places["trash"]:
        yield f"torn: in two places at once {sorted(both)[:SHOWN]}"
    for key, told in events.items():
        there = next((table for table, keys in places.items() if key in keys), "")
        wanted = {"created": "users", "restored": "users", "trashed": "trash"}.get(told[-1], "")
        if there != wanted:
            yield f"torn: user {key} is in {there or 'no place'}, the history says {told}"
