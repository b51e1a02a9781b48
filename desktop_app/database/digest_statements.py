"""What many users are to become, looked at in one go with whether others have changed them.

A digest before and one after differ in a few attributes that stand together. So SQLite puts the
text of a user together once: what comes before these, what they are, what they will be, what comes
after them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    LargeBinary,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
)

from desktop_app.database.chunks import KEYS
from desktop_app.database.mapping import SEPARATOR, hashed
from desktop_app.database.models import CHANGES, USER_INDEX, USERS
from desktop_app.database.prepared import prepared
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from sqlalchemy.sql.selectable import Select

    Texts = dict[str, ColumnElement[Any]]

AMONG = USERS.c.key.in_(KEYS)
TARGET: ColumnElement[int] = bindparam("target", type_=Integer)


def apart(
    connection: sqlite3.Connection, statement: Select[Any], at: Mapping[str, Any]
) -> tuple[dict[int, int], dict[int, int]]:
    """The new digests of those who become others, and the digests of those who are so already.

    Neither holds anybody whom others have changed, or who is not what he was taken for.
    """
    different, same = dict[int, int](), dict[int, int]()
    rows = prepared(statement).run(connection, at)
    for key, digest, begin, was, becomes, end, is_other in rows:
        if is_other or hashed(begin + was + end) != digest:
            continue
        if was == becomes:
            same[key] = digest
        else:
            different[key] = hashed(begin + becomes + end)
    return different, same


@lru_cache(maxsize=64)
def changing(names: tuple[str, ...], seen: frozenset[str]) -> Select[Any]:
    """For ``apart``: each of these attributes becomes what is bound as ``x_new``.

    Its text is bound as ``x_text``, and as ``x_seen`` what it was taken for.
    """
    texts: Texts = {name: bindparam(f"{name}_text", type_=Text) for name in names}
    other = [
        and_(
            USERS.c[name].is_distinct_from(bindparam(f"{name}_seen", type_=USERS.c[name].type)),
            USERS.c[name].is_distinct_from(bindparam(f"{name}_new", type_=USERS.c[name].type)),
        )
        for name in names
        if name in seen
    ]
    return _looked(texts, other)


@lru_cache(maxsize=64)
def taking_back(names: tuple[str, ...]) -> Select[Any]:
    """For ``apart``: these attributes become what they were before change set ``target``.

    Who does not have any more what that gave him is another.
    """
    texts, other, noted = dict[str, ColumnElement[Any]](), list[ColumnElement[bool]](), list[Any]()
    for name in names:
        change = CHANGES.alias(f"of_{name}")
        at = (change.c.seq == TARGET, change.c.key == USERS.c.key, change.c.field == name)
        noted.append((change, and_(*at)))
        is_noted, now = change.c.key.is_not(None), as_text_of(name)
        texts[name] = case((is_noted, change.c.before), else_=now)
        overtaken = or_(now.is_distinct_from(change.c.after), change.c.secret != 0)
        other.append(and_(is_noted, overtaken))
    statement = _looked(texts, other)
    for change, on in noted:
        statement = statement.outerjoin(change, on)
    return statement


def as_text_of(name: str) -> ColumnElement[Any]:
    """An attribute of ``users`` as text, as history keeps it."""
    return cast(type_coerce(USERS.c[name], Text), Text)


def _looked(texts: Texts, other: Sequence[ColumnElement[bool]]) -> Select[Any]:
    every = list(ATTRIBUTES)
    places = [every.index(name) for name in texts]
    first, last = min(places), max(places) + 1
    columns: list[Any] = [
        USERS.c.key,
        USER_INDEX.c.digest,
        _bytes(every[:first], {}),
        _bytes(every[first:last], {}),
        _bytes(every[first:last], texts),
        _bytes(every[last:], {}),
        or_(*other) if other else literal_column("0"),
    ]
    statement: Any = select(*columns)
    beside = USER_INDEX.c.key == USERS.c.key
    return statement.join_from(USERS, USER_INDEX, beside).where(AMONG)


def _bytes(names: Sequence[str], texts: Texts) -> ColumnElement[Any]:
    """These attributes as they enter a digest; those of ``texts`` with another value."""
    text: ColumnElement[Any] = literal_column("''")
    for name in names:
        text = text.concat(_written(name, texts.get(name, type_coerce(USERS.c[name], Text))))
    return cast(text, LargeBinary)


def _written(name: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
    begin: ColumnElement[str] = literal_column(f"'{name}='", Text)
    end: ColumnElement[str] = literal_column(f"char({ord(SEPARATOR)})", Text)
    return func.coalesce(begin.concat(value).concat(end), literal_column("''"))
