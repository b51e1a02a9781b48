"""Makes the search index what it should be, from the facts, in the session's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from desktop_app.database.check_index import index_fault
from desktop_app.database.models import TRASH, TRASH_INDEX, USER_INDEX, USERS
from desktop_app.database.raw_rows import index_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncSession

_BATCH = 400
_PAIRS = ((USERS, USER_INDEX), (TRASH, TRASH_INDEX))


class IndexRepair:
    """Writes only rows that are wrong; ``tell`` hears done and total, and may raise to stop."""

    def __init__(self, session: AsyncSession, tell: Callable[[int, int], None]) -> None:
        self._session = session
        self._tell = tell

    async def run(self) -> int:
        """How many rows were written or taken away."""
        counts = [await self._count(users) for users, _ in _PAIRS]
        done = mended = 0
        for users, index in _PAIRS:
            gone = delete(index).where(index.c.key.not_in(select(users.c.key)))
            mended += getattr(await self._session.execute(gone), "rowcount", 0)
            last: int | None = None
            while keys := await self._next(users, last):
                self._tell(done, sum(counts))
                mended += await self._mend(users, index, keys)
                done, last = done + len(keys), keys[-1]
        return mended

    async def _mend(self, users: Table, index: Table, keys: list[int]) -> int:
        indexed = {row["key"]: row for row in await self._rows(index, keys)}
        wrong = [
            user
            for user in await self._rows(users, keys)
            if index_fault(user, indexed.get(user["key"])) is not None
        ]
        if wrong:
            mended = [user["key"] for user in wrong]
            await self._session.execute(delete(index).where(index.c.key.in_(mended)))
            await self._session.execute(insert(index), [index_row(user) for user in wrong])
        return len(wrong)

    async def _rows(self, table: Table, keys: Iterable[int]) -> list[dict[str, Any]]:
        found = await self._session.execute(select(table).where(table.c.key.in_(keys)))
        return [dict(row) for row in found.mappings()]

    async def _next(self, users: Table, last: int | None) -> list[int]:
        query = select(users.c.key).order_by(users.c.key).limit(_BATCH)
        query = query if last is None else query.where(users.c.key > last)
        return list((await self._session.scalars(query)).all())

    async def _count(self, table: Table) -> int:
        return await self._session.scalar(select(func.count()).select_from(table)) or 0
