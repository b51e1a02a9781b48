"""Whether what is worked out from the facts is what would be worked out from them now."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, Any

from desktop_app.database.letters import bits_of
from desktop_app.database.raw_rows import index_row, unreadable
from desktop_app.database.records import UnclearText
from desktop_app.domain.checking import Fault
from desktop_app.domain.query import STATUS
from desktop_app.domain.text import user_name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SAMPLES = 100
_NOT_IN_TAIL = """
SELECT key, search_text FROM user_index
WHERE key >= ? AND key <= ? AND length(search_text) > 2
AND key NOT IN (SELECT key FROM search_tail) ORDER BY key LIMIT 1
"""
_LETTERS = "SELECT ? & ~letters = 0 FROM search_letters WHERE key = ?"
_TALLIES = f"SELECT {', '.join(STATUS)}, count FROM tallies WHERE count <> 0"  # noqa: S608
PAIRS = (("users", "user_index"), ("trash", "trash_index"))


def clear_text(data: bytes) -> str:
    """For ``text_factory``: marks what is no text, and keeps nobody from reading on."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return UnclearText(data.decode(errors="replace"))


def index_faults(
    connection: sqlite3.Connection, tell: Callable[[int], None]
) -> Iterator[tuple[Fault, int]]:
    """Each fault with the key of the user; ``tell`` hears how many more were looked at.

    That users are miscounted is nobody's: its key is 0.
    """
    standing = Counter[tuple[str, ...]]()
    for table, index in PAIRS:
        users, beside = _rows(connection, table), _rows(connection, index)
        indexed = next(beside, None)
        for user in users:
            while indexed is not None and indexed["key"] < user["key"]:
                indexed = next(beside, None)  # an index row of nobody is another fault
            is_indexed = indexed is not None and indexed["key"] == user["key"]
            expected = index_row(user)
            standing[tuple(expected[name] for name in STATUS)] += table == "users"
            if fault := _index_fault(expected, indexed if is_indexed else None):
                yield fault, user["key"]
            elif user["user_name_key"] != (name := user_name_key(str(user["user_name"]))):
                yield _name_fault(connection, table, name), user["key"]
            tell(1)
    if +standing != {tuple(status): count for *status, count in connection.execute(_TALLIES)}:
        yield Fault.WRONG_TALLIES, 0


def search_faults(connection: sqlite3.Connection) -> Iterator[tuple[Fault, int]]:
    """Whether some of the users are found by their letters: each hundredth, at most."""
    (last,) = connection.execute("SELECT max(key) FROM user_index").fetchone()
    taken = connection.execute("SELECT value FROM meta WHERE name = 'search_taken'").fetchone()
    for step in range(_SAMPLES if last and taken else 0):
        row = connection.execute(_NOT_IN_TAIL, (last * step // _SAMPLES, int(taken[0]))).fetchone()
        if row is not None and not _is_found(connection, *row):
            yield Fault.WRONG_INDEX, row[0]


def _is_found(connection: sqlite3.Connection, key: int, text: str) -> bool:
    letters = '"' + text[:3].replace('"', '""') + '"'
    query = "SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?"
    try:
        has = connection.execute(_LETTERS, (bits_of(text), key)).fetchone()
        return has == (1,) and connection.execute(query, (letters, key)).fetchone() is not None
    except sqlite3.DatabaseError:
        return False


def orphans(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Each row of an index that is of nobody."""
    for table, index in PAIRS:
        query = f"SELECT key FROM {index} WHERE key NOT IN (SELECT key FROM {table})"  # noqa: S608
        yield from ((index, key) for (key,) in connection.execute(query))


def value_faults(
    connection: sqlite3.Connection, tell: Callable[[int], None]
) -> Iterator[tuple[Fault, int]]:
    """Users with a value that can be none."""
    for table, _ in PAIRS:
        for user in _rows(connection, table):
            if unreadable(user):
                yield Fault.NOT_TEXT, user["key"]
            tell(1)


def _name_fault(connection: sqlite3.Connection, table: str, name: str) -> Fault:
    """In the trash any name may be there twice."""
    taken = connection.execute("SELECT 1 FROM users WHERE user_name_key = ?", (name,)).fetchone()
    return Fault.SAME_NAME if taken and table == "users" else Fault.WRONG_INDEX


def _index_fault(expected: dict[str, Any], indexed: Mapping[str, Any] | None) -> Fault | None:
    """A digest of 0 is one that is not known yet."""
    if indexed is None:
        return Fault.NOT_INDEXED
    if indexed["digest"] == 0:
        expected["digest"] = 0
    return None if expected == indexed else Fault.WRONG_INDEX


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY key")  # noqa: S608
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
