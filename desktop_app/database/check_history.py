"""Whether history holds together: each change goes on from the one before, up to what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from desktop_app.domain.checking import Fault
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_OUTSIDE = "outside"
_MOST_KEYS = 2**26
_NOWHERE, _THERE, _TRASHED, _UNTOLD = 1, 2, 3, 0
_AFTER = {"created": _THERE, "restored": _THERE, "trashed": _TRASHED, "purged": _NOWHERE}
_BEFORE = {
    "created": frozenset({_NOWHERE, _UNTOLD}),
    "restored": frozenset({_TRASHED, _UNTOLD}),
    "trashed": frozenset({_THERE, _UNTOLD}),
    "purged": frozenset({_THERE, _TRASHED, _UNTOLD}),
}
_CHAINS = """
    SELECT c.key, c.field, c.seq, c."before", c."after", c.secret, s.kind
    FROM changes c LEFT JOIN change_sets s USING (seq) ORDER BY c.key, c.seq
"""
_SPANS = """
    SELECT p."first", p."last", p.event, s.kind
    FROM spans p LEFT JOIN change_sets s USING (seq)
    WHERE typeof(p."first") = 'integer' AND typeof(p."last") = 'integer' ORDER BY p.seq, p."first"
"""
_NO_SET = """
    SELECT DISTINCT seq FROM (
        SELECT seq FROM changes UNION ALL SELECT seq FROM spans UNION ALL SELECT seq FROM trash
    ) WHERE seq NOT IN (SELECT seq FROM change_sets) ORDER BY seq
"""
_REVERTS = """
    SELECT a.seq FROM change_sets a LEFT JOIN change_sets b ON b.seq = a.reverts
    WHERE a.reverts IS NOT NULL AND (b.seq IS NULL OR b.seq >= a.seq)
    UNION
    SELECT a.seq FROM change_sets a LEFT JOIN change_sets b ON b.seq = a.reverted_by
    WHERE a.reverted_by IS NOT NULL AND (b.reverts IS NOT a.seq OR b.seq <= a.seq)
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """The last thing history tells of a field is not what is stored."""

    key: int
    field: str
    told: str | None
    stored: str | None


def history_faults(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    """Each fault with the change set, or the user, that it was found in."""
    for (seq,) in connection.execute(_REVERTS):
        yield Fault.WRONG_REVERT, seq
    for key, changes in _chains(connection):
        row = _row(connection, key)
        if _breaks(changes) or (row and any(_ends(key, changes, row))):
            yield Fault.BROKEN_CHAIN, key
    for key in _wrong_whereabouts(connection):
        yield Fault.WRONG_WHEREABOUTS, key


def without_change_set(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    """Changes, and users in the trash, of a change set that is not there."""
    for (seq,) in connection.execute(_NO_SET):
        yield Fault.NO_CHANGE_SET, seq


def loose_ends(connection: sqlite3.Connection) -> list[LooseEnd]:
    """Of all users that are there, in the trash or not."""
    return [
        end
        for key, changes in _chains(connection)
        if (row := _row(connection, key)) is not None
        for end in _ends(key, changes, row)
    ]


def _chains(connection: sqlite3.Connection) -> Iterator[tuple[int, list[_Change]]]:
    """All changes of one user after another. A cursor of its own: others are asked between."""
    rows = (_Change(*row) for row in connection.execute(_CHAINS))
    for key, changes in groupby(rows, lambda change: change.key):
        yield key, list(changes)


@dataclass(frozen=True, slots=True)
class _Change:
    key: int
    field: str
    seq: int
    before: str | None
    after: str | None
    secret: int
    kind: str | None


def _breaks(changes: Sequence[_Change]) -> bool:
    """What another program did may have happened at any time before it was noticed."""
    told: dict[str, str | None] = {}
    for change in changes:
        if change.secret:
            told.pop(change.field, None)
            continue
        known = change.field in told and change.kind != _OUTSIDE
        if known and told[change.field] != change.before:
            return True
        told[change.field] = change.after
    return False


def _ends(key: int, changes: Sequence[_Change], row: dict[str, Any]) -> Iterator[LooseEnd]:
    last = {change.field: change for change in changes}
    for name, change in last.items():
        if change.secret or name not in ATTRIBUTES:
            continue
        stored = row[name]
        text = None if stored is None else str(stored)
        if change.after != text:
            yield LooseEnd(key, name, change.after, text)


def _row(connection: sqlite3.Connection, key: int) -> dict[str, Any] | None:
    for table in ("users", "trash"):
        found = connection.execute(f"SELECT * FROM {table} WHERE key = ?", (key,))  # noqa: S608
        if (row := found.fetchone()) is not None:
            return {name[0]: value for name, value in zip(found.description, row, strict=True)}
    return None


def _wrong_whereabouts(connection: sqlite3.Connection) -> list[int]:
    """Where history leaves each user, as one byte a key, beside where it is.

    Those that are older than history are told of nowhere, and that is no fault.
    """
    query = "SELECT max(key) FROM (SELECT key FROM users UNION ALL SELECT key FROM trash)"
    (last,) = connection.execute(query).fetchone()
    query = "SELECT max(last) FROM spans WHERE typeof(last) = 'integer'"
    (told_last,) = connection.execute(query).fetchone()
    length = max(min(max(last or 0, told_last or 0) + 1, _MOST_KEYS), 0)
    told, wrong = bytearray(length), set[int]()
    for first, end, event, kind in connection.execute(_SPANS):
        part = slice(max(first, 0), max(min(end + 1, length), 0))
        now = told[part]
        expected = _BEFORE.get(event, frozenset[int]())
        if kind != _OUTSIDE and set(now) - expected:
            wrong.update(part.start + i for i, state in enumerate(now) if state not in expected)
        told[part] = bytes([_AFTER.get(event, _UNTOLD)]) * len(now)
    there = bytearray(length)
    for state, table in ((_THERE, "users"), (_TRASHED, "trash")):
        for (key,) in connection.execute(f"SELECT key FROM {table}"):  # noqa: S608
            if 0 <= key < length:
                there[key] = state
    pairs = enumerate(zip(told, there, strict=True))
    wrong.update(key for key, (tale, fact) in pairs if tale and (fact or _NOWHERE) != tale)
    return sorted(wrong)
