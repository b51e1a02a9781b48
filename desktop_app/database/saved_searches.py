"""The searches that a file keeps: they belong to it as its settings do, and have no history."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from desktop_app.database.meta import get_meta, set_meta
from desktop_app.domain.query import LONGEST_SEARCH, Place
from desktop_app.domain.saved_search import LONGEST_NAME, SavedSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.ext.asyncio import AsyncSession

_NAME = "saved_searches"
_MOST = 200


async def get_searches(session: AsyncSession) -> tuple[SavedSearch, ...]:
    """In their order; what another tool has spoiled is left out."""
    stored: Any = None
    with suppress(ValueError, RecursionError):
        stored = json.loads(await get_meta(session, _NAME) or "[]")
    return tuple(_understood(stored))[:_MOST]


async def set_searches(session: AsyncSession, searches: Iterable[SavedSearch]) -> None:
    stored = [
        {"name": search.name, "search": search.text, "place": search.place.value}
        for search in searches
    ]
    await set_meta(session, _NAME, json.dumps(stored, ensure_ascii=False))


def _understood(stored: Any) -> Iterator[SavedSearch]:
    names: set[str] = set()
    for one in stored if isinstance(stored, list) else []:  # pyright: ignore[reportUnknownVariableType]
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            found = SavedSearch(
                str(one["name"])[:LONGEST_NAME],  # pyright: ignore[reportUnknownArgumentType]
                str(one["search"])[:LONGEST_SEARCH],  # pyright: ignore[reportUnknownArgumentType]
                Place(one.get("place", Place.ALL)),  # pyright: ignore[reportUnknownMemberType]
            )
            if found.name.strip() and found.name not in names:
                names.add(found.name)
                yield found
