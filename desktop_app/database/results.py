"""The rows of a query: the first at once, any other as soon as it is known where each stands."""

from __future__ import annotations

import json
import logging
import sqlite3
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, bindparam, column, func, select, table
from sqlalchemy.exc import DatabaseError

from desktop_app.database.models import TRASH, USERS
from desktop_app.database.prepared import Prepared, prepared
from desktop_app.database.search_index import letters_of, matching_letters, perhaps, quoted
from desktop_app.database.session import in_one_go
from desktop_app.database.standing import Keys, Standing, head, walk
from desktop_app.database.tallies import COUNT_ALL
from desktop_app.database.user_queries import (
    conditions,
    matching,
    needed_words,
    ordering,
    shelf_of,
    shown_facts,
    sort_column,
    unindexed,
)
from desktop_app.domain.query import Place
from desktop_app.domain.user import ATTRIBUTES, UserRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.sql.selectable import Select

    from desktop_app.database.session import Session
    from desktop_app.domain.query import UserQuery

_log = logging.getLogger(__name__)
_FEW = 16_000  # users: to look at each and sort them takes a frame or two
SMALL = 5000  # users in the file: all of this takes a millisecond
_NOT_FEW = 150_000  # more than so many are found sooner by looking at everybody
_STRIDE = 60_000  # steps of SQLite's machine: as long, and then there is a better way
_MANY_LETTERS = 200
_LAST = "\U0010ffff"
_TERMS = table("terms", column("term", Text), schema="temp")


@dataclass(frozen=True, slots=True)
class FirstRows:
    """``count`` is None while nobody has counted; with ``standing`` all the others are there."""

    rows: list[UserRow]
    count: int | None
    standing: Standing | None = None


class Results:
    """Reads the result of one query within the session's transaction."""

    def __init__(self, session: Session, query: UserQuery, today: date) -> None:
        self._session = session
        self._query = query
        self._today = today
        self._conditions = conditions(query, today)
        self._words = needed_words(query)

    async def first(self, size: int) -> FirstRows:
        """The first rows, in the way that is fastest for as many hits as there are."""
        if self._is_walk:
            return await in_one_go(self._session, partial(self._head, size=size))
        if letters := await self._hits(letters_of(self._words), _FEW):
            return await self._first_of_all(self._sifted(letters), size)
        keys = await in_one_go(self._session, partial(_within, self._top(size)))
        if keys is None:
            found = self._in_order(await self._sifted_by_any()).limit(size)
            keys = list((await self._session.scalars(found)).all())
        rows = await self._rows(keys)
        if len(keys) < size:
            return FirstRows(rows, len(keys), Keys(keys))
        return FirstRows(rows, None if self._conditions else await self._count_all())

    async def standing(self) -> Standing:
        """Where every row stands."""
        if self._is_walk:
            query = self._query
            return await in_one_go(
                self._session, partial(walk, sort=query.sort, descending=query.descending)
            )
        return await self._keys(await self._sifted_by_any())

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
        query = self._query
        attribute = ATTRIBUTES.get(query.sort)
        is_indexed = attribute is not None and attribute.shown and not query.then
        return is_indexed and not self._conditions and query.place is Place.ALL

    def _head(self, connection: sqlite3.Connection, size: int) -> FirstRows:
        query = self._query
        keys = head(connection, query.sort, descending=query.descending, size=size)
        (count,) = prepared(COUNT_ALL).run(connection, {}).fetchone()
        rows, standing = list(_rows(connection, USERS, keys)), None
        if count <= SMALL:
            standing = walk(connection, query.sort, descending=query.descending)
            count = len(standing)
        return FirstRows(rows, count, standing)

    async def _first_of_all(self, found: Select[Any], size: int) -> FirstRows:
        standing = await self._keys(found)
        rows = await self.page(standing, 0, size)
        return FirstRows(rows, len(standing), standing)

    async def _count_all(self) -> int | None:
        is_trash = self._query.place is Place.TRASH
        return await self._session.scalar(_TRASHED if is_trash else COUNT_ALL)

    async def _rows(self, keys: Sequence[int]) -> list[UserRow]:
        users = shelf_of(self._query).users
        return await in_one_go(
            self._session, lambda connection: list(_rows(connection, users, keys))
        )

    async def _hits(self, letters: str | None, limit: int) -> str | None:
        """These letters again, if no more users than this have them."""
        if letters is None or self._query.place is Place.TRASH:
            return None
        some = matching_letters(letters).limit(limit + 1).subquery("some")
        try:
            count = await self._session.scalar(select(func.count()).select_from(some))
        except DatabaseError:
            _log.warning("the search index cannot be read: everybody is looked at")
            return None
        return letters if (count or 0) <= limit else None

    def _top(self, size: int) -> Select[Any]:
        key = shelf_of(self._query).key
        found = matching(self._query, self._today, key)
        return found.order_by(*ordering(self._query, sort_column(self._query), key)).limit(size)

    async def _keys(self, found: Select[Any]) -> Keys:
        rows = Prepared(self._in_order(found), None)

        def read(connection: sqlite3.Connection) -> Keys:
            return Keys.of_rows(rows.run(connection, {}))

        return await in_one_go(self._session, read)

    def _in_order(self, found: Select[Any]) -> Select[Any]:
        by = unindexed(self._query)
        return found.order_by(*ordering(self._query, by, shelf_of(self._query).key))

    async def _sifted_by_any(self) -> Select[Any]:
        """All matches; where their letters are rare, only users who may have them are looked at."""
        letters = letters_of(self._words) or await self._beginning_with(self._words)
        return self._sifted(await self._hits(letters, _NOT_FEW))

    def _sifted(self, letters: str | None) -> Select[Any]:
        key = shelf_of(self._query).key
        found = matching(self._query, self._today, key)
        return found if letters is None else found.where(key.in_(perhaps(letters)))

    async def _beginning_with(self, words: Sequence[str]) -> str | None:
        """One or two letters are the first of some three: which of these there are at all."""
        short = max(words, key=len, default="")
        if not short:
            return None
        terms = select(_TERMS.c.term).where(_TERMS.c.term.between(short, short + _LAST))
        try:
            found = (await self._session.scalars(terms.limit(_MANY_LETTERS + 1))).all()
        except DatabaseError:  # there is no such table: the file is older, or another SQLite's
            return None
        if len(found) > _MANY_LETTERS:
            return None
        return " OR ".join(map(quoted, found or [short + _LAST]))


def _within(statement: Select[Any], connection: sqlite3.Connection) -> list[int] | None:
    """The keys, unless it takes longer than another way would."""
    connection.set_progress_handler(lambda: 1, _STRIDE)
    try:
        return [key for (key,) in Prepared(statement, None).run(connection, {})]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)


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
    each = func.json_each(bindparam("keys", type_=Text)).table_valued("value")
    return shown_facts(users).where(users.c.key.in_(select(each.c.value)))


_TRASHED = select(func.count()).select_from(TRASH)
