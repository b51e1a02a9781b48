"""What a file knows of itself, by name: settings that belong to it and to no program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.database.models import META

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

TRASH_DAYS = "trash_days"
INDEX_MENDED = "index_mended"  # another value each time


async def get_meta(session: AsyncSession, name: str) -> str | None:
    return await session.scalar(select(META.c.value).where(META.c.name == name))


async def set_meta(session: AsyncSession, name: str, value: str) -> None:
    row = upsert(META).values(name=name, value=value)
    await session.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"value": row.excluded.value})
    )
