"""A file of the first version, with people in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from alembic import command
from people import insert, table_rows

from desktop_app.database.file_look import APPLICATION_ID
from desktop_app.database.migrations.upgrade import alembic_config
from desktop_app.database.schema_engine import schema_engine
from desktop_app.domain.sample import sample_users

if TYPE_CHECKING:
    from pathlib import Path


def older_file(path: Path, count: int) -> Path:
    engine = schema_engine(path)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=1")
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = list(table_rows(sample_users(count, today=date.today())))
        for place, table in enumerate(("users", "user_index")):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            insert(connection, table, [_only(row[place], columns) for row in rows])
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def _only(row: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    return {name: row[name] for name in columns}
