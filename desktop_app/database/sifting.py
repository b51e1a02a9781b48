"""The statements that find the users of one query, all of them or among some keys.

Those of a search for plain words are made once for as many words: to make one takes longer than
SQLite needs to find somebody, and a person types letter by letter.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam

from desktop_app.database.chunks import KEYS
from desktop_app.database.filter_conditions import plain_words
from desktop_app.database.numbers import as_text
from desktop_app.database.prepared import Prepared
from desktop_app.database.standing import Keys
from desktop_app.database.text_conditions import contains_given, given
from desktop_app.database.user_queries import matching, ordering, shelf_of, sort_column, unindexed
from desktop_app.domain.filter_parser import parse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from desktop_app.domain.query import UserQuery

_LIMIT = bindparam("limit", type_=Integer)


class Sifting:
    """``plain_words`` are all that a user has to have; None if something else is asked, too."""

    def __init__(self, query: UserQuery, today: date) -> None:
        self._query = query
        self._today = today
        self.plain_words = plain_words(parse(query.text))
        words = enumerate(self.plain_words or ())
        self._values = {_name(number): given(word) for number, word in words}

    def found(
        self,
        connection: sqlite3.Connection,
        some: Sequence[int] | None = None,
        *,
        limit: int = -1,
        walking: bool = False,
    ) -> Keys:
        """Who is found, or who of some keys, in the order; no more than ``limit``, -1 is all.

        ``walking`` through the index of the order finds the first of very many soonest, and
        anything else last. Raises sqlite3.Error.
        """
        statement = self._statement(only_some=some is not None, walking=walking)
        values = self._values | {"limit": limit, "keys": json.dumps(some or ())}
        ((text,),) = statement.run(connection, values)
        return Keys.of_text(text)

    def _statement(self, *, only_some: bool, walking: bool) -> Prepared:
        if self.plain_words is None:
            return _statement(self._query, self._today, 0, only_some=only_some, walking=walking)
        bare = replace(self._query, text="")
        count = len(self.plain_words)
        return _kept(bare, self._today, count, only_some=only_some, walking=walking)


def _statement(
    query: UserQuery, today: date, count: int, *, only_some: bool, walking: bool
) -> Prepared:
    """Those that fit the query and have ``count`` more words, which are given when it is run."""
    shelf = shelf_of(query)
    text, key = shelf.index.c.search_text, shelf.key
    found = matching(query, today, key)
    found = found.where(*(contains_given(text, _name(number)) for number in range(count)))
    if only_some:
        found = found.where(key.in_(KEYS))
    by = sort_column(query) if walking else unindexed(query)
    return Prepared(as_text(found.order_by(*ordering(query, by, key)).limit(_LIMIT)), None)


_kept = lru_cache(maxsize=64)(_statement)


def _name(number: int) -> str:
    return f"word_{number}"
