"""Who a query finds, in the way that is quickest for as many as there are.

All of it runs on the connection's thread in one go: each way there and back costs as much as
SQLite needs to find somebody.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Text, func, literal, select

from desktop_app.database.prepared import Prepared
from desktop_app.database.search_hits import hits, letters_beginning
from desktop_app.database.search_index import letters_of
from desktop_app.database.standing import Keys
from desktop_app.database.user_queries import (
    matching,
    needed_words,
    ordering,
    shelf_of,
    sort_column,
    unindexed,
)
from desktop_app.domain.query import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.sql.selectable import Select

    from desktop_app.domain.query import UserQuery

_FEW = 16_000  # users: to look at each and sort them takes a frame or two
_NOT_FEW = 150_000  # more than so many are found sooner by looking at everybody
_STRIDE = 60_000  # steps of SQLite's machine: as long, and then there is a better way


class Seeking:
    """One query; every method raises sqlite3.Error."""

    def __init__(self, query: UserQuery, today: date) -> None:
        self._query = query
        self._today = today
        self._words = needed_words(query)

    def first(self, connection: sqlite3.Connection, size: int) -> tuple[list[int], Keys | None]:
        """The first keys, and all of them where it takes no longer."""
        letters = letters_of(self._words)
        few = self._hits(connection, letters, _FEW)
        if few is not None:
            everybody = self._among(connection, few)
            return list(everybody.page(connection, 0, size)), everybody
        keys = _within(connection, self._top(size))
        if keys is None:
            found = self._sifted(self._by_any(connection, letters))
            keys = _keys(connection, self._in_order(found).limit(size))
        return keys, Keys(keys) if len(keys) < size else None

    def all(self, connection: sqlite3.Connection) -> Keys:
        """All keys; where their letters are rare, only users who may have them are looked at."""
        return self._among(connection, self._by_any(connection, letters_of(self._words)))

    def _among(self, connection: sqlite3.Connection, some: Sequence[int] | None) -> Keys:
        found = self._in_order(self._sifted(some))
        return Keys.of_rows(Prepared(found, None).run(connection, {}))

    def _hits(
        self, connection: sqlite3.Connection, letters: str | None, limit: int
    ) -> list[int] | None:
        if letters is None or self._query.place is Place.TRASH:
            return None
        return hits(connection, letters, limit)

    def _by_any(self, connection: sqlite3.Connection, letters: str | None) -> list[int] | None:
        letters = letters or letters_beginning(connection, self._words)
        return self._hits(connection, letters, _NOT_FEW)

    def _top(self, size: int) -> Select[Any]:
        return self._ordered(self._sifted(None), sort_column(self._query)).limit(size)

    def _in_order(self, found: Select[Any]) -> Select[Any]:
        return self._ordered(found, unindexed(self._query))

    def _ordered(self, found: Select[Any], by: ColumnElement[Any]) -> Select[Any]:
        return found.order_by(*ordering(self._query, by, shelf_of(self._query).key))

    def _sifted(self, among: Sequence[int] | None) -> Select[Any]:
        key = shelf_of(self._query).key
        found = matching(self._query, self._today, key)
        if among is None:
            return found
        each = func.json_each(literal(json.dumps(among), Text)).table_valued("value")
        return found.where(key.in_(select(each.c.value)))


def _keys(connection: sqlite3.Connection, rows: Select[Any]) -> list[int]:
    return [key for (key,) in Prepared(rows, None).run(connection, {})]


def _within(connection: sqlite3.Connection, rows: Select[Any]) -> list[int] | None:
    """The keys, unless it takes longer than another way would."""
    connection.set_progress_handler(lambda: 1, _STRIDE)
    try:
        return _keys(connection, rows)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)
