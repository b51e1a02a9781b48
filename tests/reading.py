"""The rows of a result, as the table reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.database.results import Results

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.query import UserQuery
    from desktop_app.domain.user_row import UserRow


async def rows_of(
    session: AsyncSession, query: UserQuery, today: date, start: int = 0, size: int = 10_000
) -> list[UserRow]:
    """The rows ``start`` to ``start + size``, in order."""
    results = Results(session, query, today)
    return await results.page(await results.standing(), start, size)
