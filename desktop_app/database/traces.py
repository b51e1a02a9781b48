"""What was erased leaves no trace in the file, be it only when others have closed it.

A reader of another program keeps the pages it began with. So the file remembers that traces may be
left, and its next opening does what could not be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.meta import get_meta, set_meta
from desktop_app.domain.errors import TracesLeftError

if TYPE_CHECKING:
    from desktop_app.database.helper import DatabaseHelper

_TRACES = "traces"
_LEFT, _NONE = "left", ""


async def leave_no_traces(database: DatabaseHelper) -> None:
    """Raises TracesLeftError if another program has to close the file first."""
    await _note(database, _LEFT)
    if not await database.compact():
        raise TracesLeftError
    await _note(database, _NONE)


async def finish_erasing(database: DatabaseHelper) -> None:
    """The same, if an earlier one was not finished."""
    async with database.get_db_session(read_only=True) as session:
        left = await get_meta(session, _TRACES)
    if left:
        await leave_no_traces(database)


async def _note(database: DatabaseHelper, value: str) -> None:
    async with database.get_db_session() as session:
        await set_meta(session, _TRACES, value)
