"""Finding users by three letters in a row, and taking new text into that index.

What is written to a user enters ``search_tail`` in the same transaction, or lies beyond the last
key that was taken in; so nobody is overlooked at any time. When nobody writes, ``index_more`` moves
the tail into ``search``, some at a time: a million users there would make a change of all of them
five times as slow.

Entries of a text that is no more stay: whoever is found is looked at again in ``user_index``.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    delete,
    func,
    insert,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.database.letters import take_letters
from desktop_app.database.models import META, SEARCH_LETTERS, SEARCH_TAIL, USER_INDEX
from desktop_app.database.prepared import prepared
from desktop_app.database.search_table import (
    CONFIG,
    DATA,
    EMPTY_CONFIG,
    EMPTY_DATA,
    IDX,
    LAST_TAKEN,
    LEAST,
    SEARCH,
    TAKEN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.sql.selectable import CompoundSelect

    from desktop_app.database.session import Session

LETTERS = 3
SLICE = 1000
_MOST_LETTERS = 12
_END = "\n\n"  # so that the last letters, too, are the first of three
_KEY = USER_INDEX.c.key
NOTE_TAIL = upsert(SEARCH_TAIL).on_conflict_do_nothing()


def letters_of(words: Iterable[str]) -> str | None:
    """What full-text search is to match; None if no word has three letters.

    Each word of more letters than that is looked for by some of its threes: to read who has one
    more takes longer than to look at the few who have all the others, and not the word.
    """
    threes = {
        word[start : start + LETTERS]
        for word in words
        for start in _starts(min(len(word), _MOST_LETTERS) - LETTERS)
    }
    return " AND ".join(map(quoted, sorted(threes))) or None


def _starts(last: int) -> Iterable[int]:
    """Every other one, and the last."""
    return [*range(0, last, 2), last] if last >= 0 else []


def quoted(letters: str) -> str:
    return '"' + letters.replace('"', '""') + '"'


def not_in_yet() -> CompoundSelect[Any]:
    """The keys of all users who may have any letters: full-text search does not know them."""
    return union_all(select(SEARCH_TAIL.c.key), select(_KEY).where(LAST_TAKEN < _KEY))


async def progress(session: Session) -> tuple[int, int]:
    """How far it has come: another answer while anybody takes text in."""
    last, left = (await session.execute(_PROGRESS)).one()
    return last, left


def index_more(connection: sqlite3.Connection) -> bool:
    """One slice of what is not in yet; whether there is more. Raises sqlite3.Error."""
    return _take_tail(connection) or _take_new(connection)


def start_anew(connection: sqlite3.Connection) -> bool:
    """``forget``, after which there is always more."""
    forget(connection)
    return True


def forget(connection: sqlite3.Connection) -> None:
    """As if nothing had been taken in: it will be, anew. Raises sqlite3.Error."""
    try:
        prepared(_EMPTY).run(connection, {})
    except sqlite3.Error as error:
        if not is_unusable(error):
            raise
        _make_as_new(connection)
        prepared(_EMPTY).run(connection, {})
    for emptied in _CUT_ALL:
        prepared(emptied).run(connection, {})
    _write_taken(connection, LEAST)


def is_unusable(error: BaseException) -> bool:
    """Whether what SQLite keeps this index in is not what it left there."""
    return getattr(error, "sqlite_errorname", "") in {"SQLITE_CORRUPT_VTAB", "SQLITE_ERROR"}


def _make_as_new(connection: sqlite3.Connection) -> None:
    """By way of the tables behind it: SQLite would not even drop one that it cannot open."""
    for emptied in _EMPTY_BEHIND:
        prepared(emptied).run(connection, {})
    prepared(_FILL_CONFIG, ("k", "v")).run_many(connection, EMPTY_CONFIG)
    prepared(_FILL_DATA, ("id", "block")).run_many(connection, EMPTY_DATA)


def _take_tail(connection: sqlite3.Connection) -> bool:
    keys = [key for (key,) in prepared(_NEXT_OF_TAIL).run(connection, {})]
    if keys:
        between = {"first": keys[0], "last": keys[-1]}
        prepared(_TAKE_TAIL).run(connection, between)
        take_letters(connection, keys)
        prepared(_CUT_TAIL).run(connection, between)
    return bool(keys)


def _take_new(connection: sqlite3.Connection) -> bool:
    (first,) = prepared(_READ_TAKEN).run(connection, {}).fetchone()
    keys = [key for (key,) in prepared(_NEXT_NEW).run(connection, {"after": first})]
    if keys:
        prepared(_TAKE_NEW).run(connection, {"first": keys[0], "last": keys[-1]})
        take_letters(connection, keys)
        _write_taken(connection, keys[-1])
    return bool(keys)


def _write_taken(connection: sqlite3.Connection, key: int) -> None:
    prepared(_WRITE_TAKEN).run(connection, {"name": TAKEN, "value": str(key)})


def _entries(*conditions: ColumnElement[bool]) -> Any:
    text = USER_INDEX.c.search_text.concat(_END)
    rows = select(_KEY, text).where(_KEY.between(_FIRST, _LAST), *conditions)
    return insert(SEARCH).from_select(["rowid", "text"], rows)


_FIRST: ColumnElement[int] = bindparam("first", type_=Integer)
_LAST: ColumnElement[int] = bindparam("last", type_=Integer)
_NEXT_OF_TAIL = select(SEARCH_TAIL.c.key).order_by(SEARCH_TAIL.c.key).limit(SLICE)
_TAKE_TAIL = _entries(_KEY.in_(select(SEARCH_TAIL.c.key)))
_CUT_TAIL = delete(SEARCH_TAIL).where(SEARCH_TAIL.c.key.between(_FIRST, _LAST))
_AFTER: ColumnElement[int] = bindparam("after", type_=Integer)
_NEXT_NEW = select(_KEY).where(_KEY > _AFTER).order_by(_KEY).limit(SLICE)
_TAKE_NEW = _entries()
_NOTED = upsert(META)
_WRITE_TAKEN = _NOTED.on_conflict_do_update(
    index_elements=["name"], set_={"value": _NOTED.excluded.value}
)
_CUT_ALL = delete(SEARCH_TAIL), delete(SEARCH_LETTERS)
_READ_TAKEN = select(LAST_TAKEN)
_PROGRESS = select(LAST_TAKEN, select(func.count()).select_from(SEARCH_TAIL).scalar_subquery())
_EMPTY = insert(SEARCH).values({"search": "delete-all"})
_EMPTY_BEHIND = delete(CONFIG), delete(IDX), delete(DATA)
_FILL_CONFIG, _FILL_DATA = insert(CONFIG), insert(DATA)
# Keys that are used again, by another tool's doing, are beyond the last one only by their number.
NOTE_TAKEN = (
    insert(SEARCH_TAIL)
    .prefix_with("OR IGNORE")
    .from_select(["key"], select(_KEY).where(_KEY.between(_FIRST, _LAST), LAST_TAKEN >= _KEY))
)
