"""A connection that may change tables, for making a file and for migrating one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.pool import NullPool

from desktop_app.database.tracked_connection import READABLE

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry


def schema_engine(path: Path) -> Engine:
    """For DDL: real transactions, and foreign keys off, since batch changes drop tables."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        connection.text_factory = READABLE
        cursor = connection.cursor()
        for pragma in ("foreign_keys=OFF", "trusted_schema=OFF", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
