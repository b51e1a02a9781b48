"""What other tools wrote into a file, which left neither history nor index behind.

The digest of every user is compared with what is stored now, in a thread, with a connection of its
own that only reads. SQLite puts the text together, so that Python only hashes it; each slice sees
the file anew, and between slices others have their turn.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_app.database.backends import understand
from desktop_app.database.check_index import PAIRS
from desktop_app.database.mapping import SEPARATOR, hashed
from desktop_app.database.tallies import are_tallied
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

_SLICE = 1000
_REST = 0.001
_SEPARATOR = f"x'{SEPARATOR.encode().hex()}'"
_TEXT = " || ".join(
    f"""coalesce('{name}=' || u."{name}" || CAST({_SEPARATOR} AS TEXT), '')"""
    for name in ATTRIBUTES
)
_DIGESTS = f"""
SELECT u.key, i.digest, {_TEXT} FROM {{users}} AS u LEFT JOIN {{index}} AS i ON i.key = u.key
WHERE u.key > ? ORDER BY u.key LIMIT {_SLICE}
"""  # noqa: S608
_ORPHANS = f"""
SELECT key, key IN (SELECT key FROM {{users}}) FROM {{index}}
WHERE key > ? ORDER BY key LIMIT {_SLICE}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class OutsideChanges:
    """Keys of users that other tools added, removed or changed; ``unknown`` have no digest yet.

    In the file or in the trash. ``is_miscounted`` if their index is not as it was counted.
    """

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    is_miscounted: bool = False

    @property
    def keys(self) -> tuple[int, ...]:
        return (*self.added, *self.removed, *self.changed, *self.unknown)


def find_outside_changes(address: str, stop: Event) -> OutsideChanges:
    """Look through the file at this address of SQLite; nothing is found once ``stop`` is set.

    Raises StorageError.
    """
    found = _Found()
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.text_factory = bytes
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA query_only=ON")
            for users, index in PAIRS:
                for row in _slices(connection, _DIGESTS.format(users=users, index=index), stop):
                    found.look_at(*row)
                query = _ORPHANS.format(users=users, index=index)
                orphans = _slices(connection, query, stop)
                found.removed += [key for key, is_there in orphans if not is_there]
            found.is_miscounted = not stop.is_set() and not are_tallied(connection)
    except sqlite3.Error as error:
        raise understand(error) or error from error
    if stop.is_set():
        return OutsideChanges()
    return OutsideChanges(
        tuple(found.added),
        tuple(found.removed),
        tuple(found.changed),
        tuple(found.unknown),
        is_miscounted=found.is_miscounted,
    )


class _Found:
    """What ``OutsideChanges`` is made of."""

    def __init__(self) -> None:
        self.added: list[int] = []
        self.removed: list[int] = []
        self.changed: list[int] = []
        self.unknown: list[int] = []
        self.is_miscounted = False

    def look_at(self, key: int, digest: int | None, text: bytes) -> None:
        if digest is None:
            self.added.append(key)
        elif not digest:
            self.unknown.append(key)
        elif hashed(text) != digest and hashed(_readable(text)) != digest:
            self.changed.append(key)


def _slices(connection: sqlite3.Connection, query: str, stop: Event) -> Iterator[tuple[Any, ...]]:
    last = -(2**63)
    while not stop.wait(_REST):
        rows = connection.execute(query, (last,)).fetchall()
        yield from rows
        if len(rows) < _SLICE:
            return
        last = rows[-1][0]


def _readable(text: bytes) -> bytes:
    """As it is read elsewhere: with a mark in the place of what is no text."""
    return text.decode(errors="replace").encode()
