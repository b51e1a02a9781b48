"""Very many new users at a time, on the connection's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from desktop_app.database.change_log import SEQUENCE
from desktop_app.database.kept_values import kept_time
from desktop_app.database.mapping import NEW_INDEX, NEW_USER
from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.database.prepared import prepared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from desktop_app.database.mapping import NewRow

LAST_KEY = select(func.coalesce(func.max(SEQUENCE.c.seq), 0)).where(SEQUENCE.c.name == USERS.name)
_USER = ("key", "version", "created", "last_modified", *NEW_USER)
_INDEX = ("key", *NEW_INDEX)
_ADD_USER, _ADD_INDEX = insert(USERS), insert(USER_INDEX)


def add_rows(connection: sqlite3.Connection, rows: Sequence[NewRow], now: datetime) -> int:
    """The key of the first, after which the others follow; raises sqlite3.Error."""
    (last,) = prepared(LAST_KEY).run(connection, {}).fetchone()
    when = kept_time(now)
    numbered = list(enumerate(rows, last + 1))
    users = ((key, 1, when, when, *user) for key, (user, _) in numbered)
    prepared(_ADD_USER, _USER).run_kept(connection, _USER, users)
    index = ((key, *keys) for key, (_, keys) in numbered)
    prepared(_ADD_INDEX, _INDEX).run_kept(connection, _INDEX, index)
    return int(last) + 1
