"""Who a query finds, in the way that is quickest for as many as there are.

All of it runs on the connection's thread in one go: each way there and back costs as much as
SQLite needs to find somebody.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop_app.database.chunks import KEYS
from desktop_app.database.numbers import as_text
from desktop_app.database.prepared import Prepared
from desktop_app.database.search_hits import hits
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
from desktop_app.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.sql.selectable import Select

    from desktop_app.database.ranks import Ranks
    from desktop_app.domain.query import UserQuery

_FEW = 16_000  # users: to look at each and sort them takes a frame or two
_VERY_FEW = 500  # to look at each takes no longer than to find out who comes first
_NOT_FEW = 150_000  # more than so many are found sooner by looking at everybody
_RANKED, _ALL_RANKED = 30_000, 3_000_000  # the same where it is known who comes first
_STRIDE = 60_000  # steps of SQLite's machine: as long, and then there is a better way


class Seeking:
    """One query; every method raises sqlite3.Error."""

    def __init__(self, query: UserQuery, today: date) -> None:
        self._query = query
        self._today = today
        self._words = needed_words(query)

    def first(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks | None = None
    ) -> tuple[list[int], Keys | None]:
        """The first keys, and all of them where it takes no longer."""
        keys = None
        if ranks is not None and ranks.fit(connection, self._query):
            keys = self._first_ranked(connection, size, ranks)
        if keys is None:
            keys = self._first_found(connection, size)
        if isinstance(keys, Keys):
            return list(keys.page(connection, 0, size)), keys
        return keys, Keys(keys) if len(keys) < size else None

    def all(self, connection: sqlite3.Connection) -> Keys:
        """All keys; where their letters are rare, only users who may have them are looked at."""
        return self._among(connection, self._hits(connection, _NOT_FEW))

    def _first_found(self, connection: sqlite3.Connection, size: int) -> list[int] | Keys:
        few = self._hits(connection, _FEW)
        if few is not None:
            return self._among(connection, few)
        keys = self._walked(connection, size)
        return self._sorted(connection, size) if keys is None else keys

    def _first_ranked(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks
    ) -> list[int] | Keys | None:
        """None if nobody can tell who may be found."""
        some = self._some(connection, _RANKED)
        if some is None:
            return None
        if len(some) > _RANKED:
            keys = self._first_of_many(connection, size, ranks, some)
        elif len(some) > _VERY_FEW:
            keys = ranks.first(some, partial(self._fitting, connection), size)
        else:
            return self._among(connection, some)
        return self._sorted(connection, size) if keys is None else keys

    def _first_of_many(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks, some: Sequence[int]
    ) -> list[int] | None:
        what = self._query, self._today, size
        if keys := ranks.known.get(what):
            return keys
        if not ranks.are_far(self._words):
            if keys := self._walked(connection, size):
                return keys
            if self._query.place is Place.ALL and [fold(self._query.text).strip()] == self._words:
                ranks.far.update(self._words)
        if keys := self._first_until(connection, size, ranks, ranks.place_of(2 * size, some)):
            ranks.known[what] = keys
        return keys

    def _first_until(
        self, connection: sqlite3.Connection, size: int, ranks: Ranks, place: int
    ) -> list[int] | None:
        """The first keys, if there are enough of them up to this place."""
        count, near = 0, list[int]()
        for part in hits(connection, self._words, _ALL_RANKED) or ():
            count += len(part)
            near += ranks.until(place, part)
        keys = ranks.first(near, partial(self._fitting, connection), size) or []
        return keys if count <= _ALL_RANKED and len(keys) == size else None

    def _among(self, connection: sqlite3.Connection, some: Sequence[int] | None) -> Keys:
        found = as_text(self._in_order(self._sifted(only_some=some is not None)))
        ((text,),) = Prepared(found, None).run(connection, _bound(some))
        return Keys.of_text(text)

    def _fitting(self, connection: sqlite3.Connection, some: Sequence[int]) -> list[int]:
        return [key for (key,) in self._those_who_fit.run(connection, _bound(some))]

    @cached_property
    def _those_who_fit(self) -> Prepared:
        return Prepared(self._in_order(self._sifted(only_some=True)), None)

    def _sorted(self, connection: sqlite3.Connection, size: int) -> list[int]:
        some = self._hits(connection, _NOT_FEW)
        found = self._in_order(self._sifted(only_some=some is not None))
        return _keys(connection, found.limit(size), some)

    def _hits(self, connection: sqlite3.Connection, limit: int) -> list[int] | None:
        some = self._some(connection, limit)
        return None if some is None or len(some) > limit else some

    def _some(self, connection: sqlite3.Connection, limit: int) -> list[int] | None:
        """Whoever may be found, but of more than ``limit`` not all; None if nobody can tell."""
        if self._query.place is Place.TRASH:
            return None
        parts = hits(connection, self._words, limit)
        return None if parts is None else list(chain.from_iterable(parts))

    def _walked(self, connection: sqlite3.Connection, size: int) -> list[int] | None:
        """The first keys in the order of an index; None if they take longer than another way."""
        found = self._ordered(self._sifted(only_some=False), sort_column(self._query))
        return _within(connection, found.limit(size))

    def _in_order(self, found: Select[Any]) -> Select[Any]:
        return self._ordered(found, unindexed(self._query))

    def _ordered(self, found: Select[Any], by: ColumnElement[Any]) -> Select[Any]:
        return found.order_by(*ordering(self._query, by, shelf_of(self._query).key))

    def _sifted(self, *, only_some: bool) -> Select[Any]:
        """All who are found, or those of some keys that are ``_bound`` when it is run."""
        key = shelf_of(self._query).key
        found = matching(self._query, self._today, key)
        return found.where(key.in_(KEYS)) if only_some else found


def _bound(some: Sequence[int] | None) -> dict[str, str]:
    return {} if some is None else {"keys": json.dumps(some)}


def _keys(
    connection: sqlite3.Connection, rows: Select[Any], some: Sequence[int] | None = None
) -> list[int]:
    return [key for (key,) in Prepared(rows, None).run(connection, _bound(some))]


def _within(connection: sqlite3.Connection, rows: Select[Any]) -> list[int] | None:
    """The keys; None after so many steps that another way would be quicker."""
    connection.set_progress_handler(lambda: 1, _STRIDE)
    try:
        return _keys(connection, rows)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)
