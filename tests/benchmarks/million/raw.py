"""The same questions asked of the same file by nothing but ``sqlite3``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING, Any

from desktop_app.database.search_index import letters_of
from desktop_app.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PAGE = 128
FIRST_PAGE = (
    "SELECT u.* FROM (SELECT key FROM user_index {where} ORDER BY {sort}, key LIMIT 128) "
    "JOIN users u USING (key)"
)
IN_ORDER = FIRST_PAGE.format(where="", sort="display_name")
COUNT = "SELECT count(*) FROM user_index {where}"
BY_KEYS = f"SELECT * FROM users WHERE key IN ({', '.join('?' * PAGE)})"  # noqa: S608
ALL_KEYS = "SELECT key FROM user_index ORDER BY display_name, key"
FILTER_TEXT = "department:school active:no ann"
FILTER = "department LIKE '%school%' AND active = '1' AND search_text LIKE '%ann%'"

Statement = tuple[str, "Sequence[Any]"]


def search(needle: str) -> list[Statement]:
    """How many there are, and the first page."""
    words = fold(needle).split()
    conditions = ["search_text LIKE ?"] * len(words)
    values: list[str] = [f"%{word}%" for word in words]
    if letters := letters_of(words):
        conditions.append("key IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(letters)
    where = f"WHERE {' AND '.join(conditions)}"
    page = FIRST_PAGE.format(where=where, sort="display_name")
    return [(COUNT.format(where=where), values), (page, values)]


def filtered() -> list[Statement]:
    where = f"WHERE {FILTER}"
    page = FIRST_PAGE.format(where=where, sort="display_name")
    return [(COUNT.format(where=where), ()), (page, ())]


def sorted_by(column: str) -> list[Statement]:
    return [(FIRST_PAGE.format(where="", sort=column), ())]


def timed(file: Path, statements: Sequence[Statement], runs: int) -> list[float]:
    """Seconds of each run, on a connection that has read the file before."""
    return with_connection(file, lambda connection: _runs(connection, statements, runs))


def first_answer(file: Path, statement: Statement) -> int:
    (found,) = with_connection(file, lambda raw: raw.execute(*statement).fetchone())
    return int(found)


def with_connection(file: Path, work: Callable[[sqlite3.Connection], Any]) -> Any:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        return work(connection)


def written(file: Path, statement: Statement) -> float:
    """The seconds of one transaction that is safe on the disk, in the journal we write in."""
    return with_connection(file, lambda connection: _written(connection, statement))


def keys_in_order(file: Path) -> list[int]:
    return [key for (key,) in with_connection(file, lambda raw: raw.execute(ALL_KEYS).fetchall())]


def _runs(
    connection: sqlite3.Connection, statements: Sequence[Statement], runs: int
) -> list[float]:
    taken: list[float] = []
    for _ in range(runs + 1):
        begun = perf_counter()
        for sql, values in statements:
            connection.execute(sql, values).fetchall()
        taken.append(perf_counter() - begun)
    return taken[1:]


def _written(connection: sqlite3.Connection, statement: Statement) -> float:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    begun = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(*statement)
    connection.execute("COMMIT")
    return perf_counter() - begun
