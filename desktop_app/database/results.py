"""The rows of a query: the first at once, any other as soon as it is known where each stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop_app.database.chunks import KEYS
from desktop_app.database.models import TRASH, USERS
from desktop_app.database.prepared import prepared
from desktop_app.database.ranks import read_ranks
from desktop_app.database.seeking import Seeking
from desktop_app.database.session import in_one_go
from desktop_app.database.standing import Standing, head, walk
from desktop_app.database.tallies import COUNT_ALL
from desktop_app.database.user_queries import has_index, is_everybody, shelf_of, shown_facts
from desktop_app.domain.query import Place
from desktop_app.domain.user_row import UserRow

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.sql.selectable import Select

    from desktop_app.database.ranks import Ranks
    from desktop_app.database.session import Session
    from desktop_app.domain.query import UserQuery

SMALL = 5000  # users in the file: all of this takes a millisecond


@dataclass(frozen=True, slots=True)
class FirstRows:
    """``count`` is None while nobody has counted; with ``standing`` all the others are there."""

    rows: list[UserRow]
    count: int | None
    standing: Standing | None = None


class Results:
    """Reads the result of one query within the session's transaction."""

    def __init__(
        self, session: Session, query: UserQuery, today: date, ranks: Ranks | None = None
    ) -> None:
        self._session = session
        self._query = query
        self._ranks = ranks
        self._seeking = Seeking(query, today)
        self._is_whole = is_everybody(query, today)

    async def first(self, size: int) -> FirstRows:
        """The first rows, in the way that is fastest for as many hits as there are."""
        how = self._head if self._is_walk else self._sought
        return await in_one_go(self._session, partial(how, size=size))

    async def ranks(self) -> Ranks | None:
        """Who comes before whom, by which searches in this order are quicker; None if none are."""
        return await in_one_go(self._session, partial(read_ranks, query=self._query))

    async def has_ranks(self) -> bool:
        """Whether those it was given are still of use."""
        ranks, query = self._ranks, self._query
        return ranks is not None and await in_one_go(
            self._session, lambda connection: ranks.fit(connection, query)
        )

    async def standing(self) -> Standing:
        """Where every row stands."""
        query = self._query
        how = self._seeking.all
        if self._is_walk:
            how = partial(walk, sort=query.sort, descending=query.descending)
        return await in_one_go(self._session, how)

    async def page(self, standing: Standing, start: int, size: int) -> list[UserRow]:
        """The rows ``start`` to ``start + size``."""
        users = shelf_of(self._query).users
        return await in_one_go(self._session, partial(_page, standing, users, start, size))

    async def rows_of(self, standing: Standing, keys: Sequence[int]) -> list[int | None]:
        """Which rows these users are; None for who is not in the result."""
        if not keys:
            return []
        return await in_one_go(self._session, partial(standing.rows_of, keys=keys))

    async def ranges_of(self, standing: Standing, keys: Sequence[int]) -> list[range]:
        """The same of very many: those in the result, from its top."""
        return await in_one_go(self._session, partial(standing.ranges_of, keys=keys))

    @property
    def _is_walk(self) -> bool:
        return has_index(self._query) and self._is_whole and self._query.place is Place.ALL

    def _head(self, connection: sqlite3.Connection, size: int) -> FirstRows:
        query = self._query
        keys = head(connection, query.sort, descending=query.descending, size=size)
        (count,) = prepared(COUNT_ALL).run(connection, {}).fetchone()
        rows, standing = list(_rows(connection, USERS, keys)), None
        if count <= SMALL:
            standing = walk(connection, query.sort, descending=query.descending)
            count = len(standing)
        return FirstRows(rows, count, standing)

    def _sought(self, connection: sqlite3.Connection, size: int) -> FirstRows:
        keys, standing = self._seeking.first(connection, size, self._ranks)
        rows = list(_rows(connection, shelf_of(self._query).users, keys))
        if standing is None:
            return FirstRows(rows, self._count_all(connection) if self._is_whole else None)
        return FirstRows(rows, len(standing), standing)

    def _count_all(self, connection: sqlite3.Connection) -> int:
        is_trash = self._query.place is Place.TRASH
        (count,) = prepared(_TRASHED if is_trash else COUNT_ALL).run(connection, {}).fetchone()
        return int(count)


def _page(
    standing: Standing, users: Table, start: int, size: int, connection: sqlite3.Connection
) -> list[UserRow]:
    return list(_rows(connection, users, standing.page(connection, start, size)))


def _rows(connection: sqlite3.Connection, users: Table, keys: Sequence[int]) -> list[UserRow]:
    """In the order of the keys; whoever is gone is left out."""
    values = {"keys": json.dumps(list(keys))}
    found = {row["key"]: row for row in prepared(_facts(users)).rows(connection, values)}
    return [UserRow(key, found[key]) for key in keys if key in found]


@cache
def _facts(users: Table) -> Select[Any]:
    return shown_facts(users).where(users.c.key.in_(KEYS))


_TRASHED = select(func.count()).select_from(TRASH)
