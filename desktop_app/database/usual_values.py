"""Which values an attribute has in this file, for somebody who is about to type one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop_app.database.filter_conditions import Asked, condition
from desktop_app.database.user_queries import shelf_of
from desktop_app.domain.filter import Comparison, Operator, Presence
from desktop_app.domain.query import UserQuery

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.query import Place

_LOOKED_AT = 20_000  # users, so that it does not matter how many there are
_LONGEST = 60


async def usual_values(
    session: AsyncSession, name: str, typed: str, place: Place, today: date, *, limit: int = 12
) -> list[str]:
    """Those that begin with what is typed, the most frequent first.

    Counted by their keys among the first 20,000 users that have one.
    """
    shelf = shelf_of(UserQuery(place=place))
    begins = Comparison(name, Operator.STARTS, typed) if typed else Presence(name)
    index, users = shelf.index.c, shelf.users.c
    asked = Asked(shelf.users, shelf.index, today)
    some = (
        select(index[name].label("value"), index.key)
        .where(condition(begins, asked))
        .limit(_LOOKED_AT)
        .subquery("some")
    )
    often: Any = func.count().label("often")
    usual = (
        select(func.min(some.c.key).label("key"), often)
        .group_by(some.c.value)
        .order_by(often.desc(), some.c.value)
        .limit(limit)
        .subquery("usual")
    )
    found = (
        select(users[name])
        .join_from(usual, shelf.users, users.key == usual.c.key)
        .where(func.length(users[name]) <= _LONGEST)
        .order_by(usual.c.often.desc(), users[name])
    )
    return [str(value) for value in await session.scalars(found)]
