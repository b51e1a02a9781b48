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
    return [
        connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
        if connection.dialect.has_table(connection, table)
        else 0
        for table in _COUNTED
    ]
