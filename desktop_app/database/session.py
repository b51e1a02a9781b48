"""The name by which the floors above know a session: what it is made of is not their business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession as Session

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")

__all__ = ["Session", "in_one_go"]


async def in_one_go(session: Session, job: Callable[[sqlite3.Connection], T]) -> T:
    """Run a job of many statements where the session's connection is, in its transaction.

    Raises sqlite3.Error and whatever else the job raises.
    """
    connection = await session.connection()
    driver: Any = connection.sync_connection and connection.sync_connection.connection
    return await driver.driver_connection.run(job)
