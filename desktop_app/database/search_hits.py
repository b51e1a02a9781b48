"""Who has certain letters, asked of full-text search on the connection's thread."""

from __future__ import annotations

import logging
import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Integer, Text, bindparam, column, func, select, table

from desktop_app.database.numbers import as_text, numbers
from desktop_app.database.prepared import prepared
from desktop_app.database.search_index import letters_of, not_in_yet
from desktop_app.database.search_table import SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_log = logging.getLogger(__name__)
_LAST = "\U0010ffff"
_TERMS = table("terms", column("term", Text), schema="temp")


def hits(
    connection: sqlite3.Connection, words: Sequence[str], limit: int
) -> Iterator[list[int]] | None:
    """Whoever may have all these words, some at a time; None if nobody can tell.

    Of more than ``limit`` not all. Some come twice, and are counted twice.
    """
    short = max(words, key=len, default="")
    if not short:
        return None
    letters = letters_of(words)
    wanted = {"letters": letters, "first": short, "last": short + _LAST, "limit": limit + 1}
    try:
        found = prepared(_MATCHING if letters else _BEGINNING).run(connection, wanted).fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise
        if letters:  # else there may be no such table: the file is older, or another SQLite's
            _log.warning("the search index cannot be read: everybody is looked at")
        return None
    more = [key for (key,) in prepared(_NOT_IN_YET).run(connection, wanted)]
    return chain(numbers(found[0]), [more])


def _limited(found: Any) -> Any:
    return found.limit(bindparam("limit", type_=Integer))


def _who_has(letters: ColumnElement[str], *conditions: ColumnElement[bool]) -> Any:
    found = select(SEARCH.c.rowid.label("key")).where(*conditions)
    return as_text(_limited(found.where(SEARCH.c.search.op("MATCH")(letters))))


_MATCHING = _who_has(bindparam("letters", type_=Text))
# One or two letters are the first of some three: each of these by itself, which full-text search
# answers sooner than which users have any of them.
_QUOTED = func.replace(_TERMS.c.term, '"', '""')
_FIRST, _AFTER = bindparam("first", type_=Text), bindparam("last", type_=Text)
_BEGINNING = _who_has('"' + _QUOTED + '"', _TERMS.c.term.between(_FIRST, _AFTER))
_NOT_IN_YET = _limited(not_in_yet())
