"""Brings a file to the newest schema version, in one transaction that also stamps the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from desktop_app.database.migrations import FOLDER, head
from desktop_app.database.program import sign
from desktop_app.database.schema_engine import schema_engine

if TYPE_CHECKING:
    from pathlib import Path

_COUNTED = ("users", "user_index")
_INDEX_OF_NOBODY = "SELECT count(*) FROM user_index WHERE key NOT IN (SELECT key FROM users)"


class MigrationFailedError(Exception):
    """A migration would have lost records; nothing was changed."""


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(path: Path) -> None:
    """All or nothing; raises MigrationFailedError if a record would be lost or orphaned."""
    engine = schema_engine(path)
    try:
        with engine.begin() as connection:
            before = _counts(connection)
            command.upgrade(alembic_config(connection), "head")
            orphans = connection.execute(text("PRAGMA foreign_key_check")).first()
            if orphans is not None or _counts(connection) != before:
                raise MigrationFailedError(f"to version {head()}")
            sign(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={head()}")
    finally:
        engine.dispose()


def _counts(connection: Connection) -> list[int]:
    """An empty file has no tables yet, and in these nothing."""
    if not all(connection.dialect.has_table(connection, table) for table in _COUNTED):
        return [0, 0, 0]
    queries = [f"SELECT count(*) FROM {table}" for table in _COUNTED]  # noqa: S608
    return [connection.execute(text(query)).scalar_one() for query in [*queries, _INDEX_OF_NOBODY]]
