"""Users that another tool wrote into a file, or deleted from it, without our index.

Everything is found and sorted through ``user_index``: without a row there nobody would see them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete, insert, select

from desktop_app.database.mapping import to_index_row
from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.database.schema_engine import schema_engine
from desktop_app.database.sqlite_uri import sqlite_uri
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

# To look every key up would take ten times as long, at each opening of a file.
_DIGEST = (
    "SELECT count(*), sum(key % 1000003), sum((key % 1000003) * (key % 1000003) % 1000003) FROM {}"
)
_BATCH = 400


def mend_index(path: Path, *, busy_timeout: float) -> None:
    """Index what is not indexed and forget what is gone; a whole file is only looked at."""
    with closing(
        sqlite3.connect(sqlite_uri(path, "mode=rw"), uri=True, timeout=busy_timeout)
    ) as connection:
        users, index = (
            connection.execute(_DIGEST.format(table.name)).fetchone()
            for table in (USERS, USER_INDEX)
        )
    if users == index:
        return
    engine = schema_engine(path)
    try:
        with engine.begin() as connection:
            _mend(connection)
    finally:
        engine.dispose()


def _mend(connection: Connection) -> None:
    users, index = USERS.c.key, USER_INDEX.c.key
    connection.execute(delete(USER_INDEX).where(index.not_in(select(users))))
    missing = connection.scalars(select(users).where(users.not_in(select(index)))).all()
    columns = [users, *(USERS.c[name] for name in ATTRIBUTES)]
    for start in range(0, len(missing), _BATCH):
        chunk = missing[start : start + _BATCH]
        rows = connection.execute(select(*columns).where(users.in_(chunk))).mappings()
        connection.execute(insert(USER_INDEX), [_index_row(cast("Any", row)) for row in rows])


def _index_row(row: dict[str, Any]) -> dict[str, Any]:
    return to_index_row(row["key"], {name: row[name] for name in ATTRIBUTES})
