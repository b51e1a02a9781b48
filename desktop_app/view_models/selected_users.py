"""Who the selected are: asked of the database when a deed needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository

if TYPE_CHECKING:
    from datetime import date

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.view_models.users_state import UsersState

_READ_ALONE = 4


async def selected_keys(database: DatabaseHelper, seen: UsersState, today: date) -> list[int]:
    """The keys of the rows that are selected in this result, from top to bottom."""
    ranges, keys = seen.selection.ranges, list[int]()
    async with database.get_db_session(read_only=True) as session:
        users = UserRepository(session)
        if len(ranges) <= _READ_ALONE:
            for part in ranges:
                keys += await users.user_keys(seen.query, today, offset=part.start, limit=len(part))
            return keys
        first = ranges[0].start
        length = ranges[-1].stop - first
        span = await users.user_keys(seen.query, today, offset=first, limit=length)
    for part in ranges:
        keys += span[part.start - first : part.stop - first]
    return keys
