"""Which Userbook made the tables of a file, as the file itself says."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import text

from desktop_app import __version__

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PROGRAM = "program"
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,20}")


def sign(connection: Connection) -> None:
    """Write down which Userbook made these tables, for an older one that cannot read them."""
    query = text("INSERT OR REPLACE INTO meta VALUES (:name, :value)")
    connection.execute(query, {"name": _PROGRAM, "value": __version__})


def program_of(connection: sqlite3.Connection) -> str:
    """Which Userbook made these tables; empty where that is not said, or is no version."""
    try:
        query = "SELECT value FROM meta WHERE name = ?"
        row = connection.execute(query, (_PROGRAM,)).fetchone()
    except sqlite3.OperationalError:  # there is no such table
        return ""
    return row[0] if row and _VERSION.fullmatch(str(row[0])) else ""
