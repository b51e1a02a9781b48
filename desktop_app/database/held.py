"""The way to a file that was replaced or deleted: a connection that has it open still."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from desktop_app.database.copying import Source
    from desktop_app.database.file_guard import FileGuard


@asynccontextmanager
async def reached(source: Source, engine: AsyncEngine, guard: FileGuard) -> AsyncGenerator[Source]:
    """The same source while it has its name; nobody else has the connection meanwhile.

    Raises StorageError if no connection is left.
    """
    if guard.trouble is None:
        yield source
        return
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        yield replace(source, held=driver.plain)
