"""Who has certain letters, asked of full-text search on the connection's thread.

However many keys there are, they come as one text: for each row by itself Python would take the
interpreter's lock once more, which the window needs for painting.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Integer, Text, bindparam, column, func, select, table

from desktop_app.database.prepared import prepared
from desktop_app.database.search_index import not_in_yet, quoted
from desktop_app.database.search_table import SEARCH

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)
_MANY_LETTERS = 200
_LAST = "\U0010ffff"
_TERMS = table("terms", column("term", Text), schema="temp")


def hits(connection: sqlite3.Connection, letters: str, limit: int) -> list[int] | None:
    """Whoever may have these letters; None if they are more than so many, or nobody can tell."""
    wanted = {"letters": letters, "limit": limit + 1}
    try:
        (found,) = prepared(_HITS).run(connection, wanted).fetchone()
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        _log.warning("the search index cannot be read: everybody is looked at")
        return None
    keys: list[int] = json.loads(f"[{found or ''}]")
    if len(keys) <= limit:
        keys += (key for (key,) in prepared(_NOT_IN_YET).run(connection, wanted))
    return keys if len(keys) <= limit else None


def letters_beginning(connection: sqlite3.Connection, words: Sequence[str]) -> str | None:
    """One or two letters are the first of some three: which of these there are at all."""
    short = max(words, key=len, default="")
    if not short:
        return None
    wanted = {"first": short, "last": short + _LAST, "limit": _MANY_LETTERS + 1}
    try:
        found = [term for (term,) in prepared(_BEGINNING).run(connection, wanted)]
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        return None  # there is no such table: the file is older, or another SQLite's
    if len(found) > _MANY_LETTERS:
        return None
    return " OR ".join(map(quoted, found or [short + _LAST]))


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the index that fails, and not somebody who gives the search up."""
    return getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT"


_LIMIT: ColumnElement[int] = bindparam("limit", type_=Integer)
_LETTERS: ColumnElement[str] = bindparam("letters", type_=Text)
_FOUND = select(SEARCH.c.rowid).where(SEARCH.c.search.op("MATCH")(_LETTERS)).limit(_LIMIT)
_HITS = select(func.group_concat(_FOUND.subquery("found").c.rowid))
_NOT_IN_YET = not_in_yet().limit(_LIMIT)
_BEGINNING = (
    select(_TERMS.c.term)
    .where(
        _TERMS.c.term.between(bindparam("first", type_=Text), bindparam("last", type_=Text)),
    )
    .limit(_LIMIT)
)
