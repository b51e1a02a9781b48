"""The statements that find the users of one query, all of them or among some keys.

They are kept, and those of a search for plain words are the same for as many words: to make one
takes longer than SQLite needs to find somebody, and a person types letter by letter.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Integer, bindparam, select, union_all

from desktop_app.database.chunks import KEYS
from desktop_app.database.filter_conditions import plain_words
from desktop_app.database.numbers import as_text
from desktop_app.database.prepared import Prepared
from desktop_app.database.standing import Keys
from desktop_app.database.text_conditions import contains_given, given
from desktop_app.database.user_queries import matching, ordering, shelf_of, sort_column, unindexed
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.query import Place
from desktop_app.domain.text import EMPTY_SORT_KEY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from sqlalchemy import ColumnElement, CompoundSelect, Select

    from desktop_app.domain.query import UserQuery

_LIMIT = bindparam("limit", type_=Integer)


class Sifting:
    """``plain_words`` are all that the text asks for; None if it asks for something else, too."""

    def __init__(self, query: UserQuery, today: date) -> None:
        self._today = today
        self.plain_words = plain_words(parse(query.text))
        self._written = query if self.plain_words is None else replace(query, text="")
        words = enumerate(self.plain_words or ())
        self._values = {_name(number): given(word) for number, word in words}

    def found(
        self,
        connection: sqlite3.Connection,
        some: Sequence[int] | None = None,
        *,
        limit: int | None = None,
        walking: bool = False,
    ) -> Keys:
        """Who is found, or who of some keys, in the order; no more than ``limit``.

        ``walking`` through the index of the order finds the first of very many soonest, and
        anything else last. Raises sqlite3.Error.
        """
        way = _Way(only_some=some is not None, is_limited=limit is not None, walking=walking)
        values = self._values | {"limit": limit, "keys": json.dumps(some or ())}
        statement = _statement(self._written, self._today, len(self._values), way)
        ((text,),) = statement.run(connection, values)
        return Keys.of_text(text)


class _Way(NamedTuple):
    """SQLite sorts in another and slower way as soon as there is a limit, however large."""

    only_some: bool
    is_limited: bool
    walking: bool


@lru_cache(maxsize=128)
def _statement(query: UserQuery, today: date, count: int, way: _Way) -> Prepared:
    """Those that fit the query and have ``count`` more words, which are given when it is run."""
    shelf = shelf_of(query)
    text, key = shelf.index.c.search_text, shelf.key
    found = matching(query, today, key)
    found = found.where(*(contains_given(text, _name(number)) for number in range(count)))
    if way.only_some:
        found = found.where(key.in_(KEYS))
    if way.walking and query.descending and query.place is not Place.TRASH:
        return Prepared(as_text(_walked_down(found, query, key)), None)
    by = sort_column(query) if way.walking else unindexed(query)
    found = found.order_by(*ordering(query, by, key))
    return Prepared(as_text(found.limit(_LIMIT) if way.is_limited else found), None)


def _walked_down(
    found: Select[Any], query: UserQuery, key: ColumnElement[Any]
) -> CompoundSelect[Any]:
    """In parts: no index goes down and has what is empty last.

    What another tool has left may sort after what is empty, and comes first.
    """
    by = sort_column(query)
    _, *levels = ordering(query, by, key)
    parts = [
        found.where(there).order_by(*levels).limit(_LIMIT).subquery()
        for there in (by > EMPTY_SORT_KEY, by < EMPTY_SORT_KEY, by == EMPTY_SORT_KEY)
    ]
    return union_all(*(select(part.c.key) for part in parts)).limit(_LIMIT)


def _name(number: int) -> str:
    return f"word_{number}"
