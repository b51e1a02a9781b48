"""A file that is only read shows all its users, the ones that no Userbook has seen yet as well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop_app.database.backends import understand
from desktop_app.database.check_index import PAIRS, clear_text, index_faults, orphans
from desktop_app.database.raw_rows import index_row
from desktop_app.database.search_index import forget
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.database.tallies import tally_anew

if TYPE_CHECKING:
    from desktop_app.database.file_look import Document


def lacks_users(document: Document, busy_timeout: float) -> bool:
    """Whether somebody is in the file and not in its index, or the other way round."""
    address = sqlite_uri(document.opened, document.mode)
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=busy_timeout)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            return any(
                connection.execute(
                    f"SELECT 1 FROM {one} WHERE key NOT IN (SELECT key FROM {other}) LIMIT 1"  # noqa: S608
                ).fetchone()
                for pair in PAIRS
                for one, other in (pair, reversed(pair))
            )
    except sqlite3.Error as error:
        raise understand(error) or error from error


def complete(document: Document) -> None:
    """Make the index of this private copy from its facts; nobody has it open."""
    try:
        with closing(sqlite3.connect(document.opened)) as connection, connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.text_factory = clear_text
            for index, key in list(orphans(connection)):
                connection.execute(f"DELETE FROM {index} WHERE key = ?", (key,))  # noqa: S608
            wrong = {key for _, key in index_faults(connection, lambda _: None)}
            for table, index in PAIRS:
                for key in sorted(wrong):
                    _put(connection, table, index, key)
            forget(connection)
            tally_anew(connection)
    except sqlite3.Error as error:
        raise understand(error) or error from error


def _put(connection: sqlite3.Connection, table: str, index: str, key: int) -> None:
    found = connection.execute(f"SELECT * FROM {table} WHERE key = ?", (key,))  # noqa: S608
    row = found.fetchone()
    if row is not None:
        names = [column[0] for column in found.description]
        wanted = index_row(dict(zip(names, row, strict=True)))
        marks = ", ".join("?" * len(wanted))
        connection.execute(
            f"INSERT OR REPLACE INTO {index} ({', '.join(wanted)}) VALUES ({marks})",  # noqa: S608
            tuple(wanted.values()),
        )
