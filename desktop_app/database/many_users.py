"""The change of very many users, by statements over thousands of them at once.

What is worked out from their values is worked out by functions that SQLite calls, so that no row
is brought here and back. What is not plain is left to the one who does it one by one: a user whom
another tool has changed, somebody who is in the trash, a value that something else follows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
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
    insert,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from desktop_app.database.mapping import SEARCHED, SEPARATOR, as_text, hashed, searched
from desktop_app.database.models import CHANGES, SEARCH_TAIL, USER_INDEX, USERS
from desktop_app.database.prepared import Prepared, prepared
from desktop_app.database.tallies import tallied
from desktop_app.domain.attributes import Kind
from desktop_app.domain.text import EMPTY_SORT_KEY, fold, sort_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from desktop_app.domain.rules import Value

_SHORT = 30
_FOLLOWED = frozenset(
    {
        *("user_name", "display_name", "given_name", "middle_name", "family_name", "nick_name"),
        *("locale", "preferred_language", "valid_from", "valid_until"),
    }
)


def is_plain(names: Iterable[str]) -> bool:
    """Whether nothing follows from these attributes but their own sort keys."""
    return _FOLLOWED.isdisjoint(names) and not any(ATTRIBUTES[name].sensitive for name in names)


@dataclass(frozen=True, slots=True)
class ManyUsers:
    """Writes a few thousand users at a time, and their history into change set ``seq``."""

    connection: sqlite3.Connection
    seq: int
    now: datetime

    def change(
        self, keys: Sequence[int], values: Mapping[str, Value], seen: Mapping[str, Value]
    ) -> tuple[list[int], list[int]]:
        """The same values for all; answers who is changed and who is left to others.

        ``seen`` is what all have in common by what was shown; who has not is left, too.
        """
        plain, left = self._parted(keys)
        columns = {name: USERS.c[name] for name in values}
        if moved := self._moved(plain, values, seen):
            left += moved
            plain = sorted(set(plain).difference(moved))
        differs = or_(*(column.is_distinct_from(values[n]) for n, column in columns.items()))
        found = Prepared(select(USERS.c.key).where(_AMONG, differs), None)
        changed = [key for (key,) in found.run(self.connection, {"keys": _listed(plain)})]
        for name, column in columns.items():
            new = column.is_distinct_from(values[name])
            self._note(name, as_text(values[name]), changed, new)
        stored = update(USERS).where(_AMONG).values({**values, **_MARKS})
        Prepared(stored, None).run(self.connection, {"keys": _listed(changed), "now": self.now})
        self._reindex(changed, tuple(values))
        return changed, left

    def take_back(self, target: int, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        """What change set ``target`` made of them; who was changed since is left to others."""
        plain, left = self._parted(keys)
        at = {"target": target, "keys": _listed(plain)}
        fields = [name for (name,) in prepared(_FIELDS).run(self.connection, at)]
        if not is_plain(fields):
            return [], list(keys)
        since = {
            key for name in fields for (key,) in prepared(_overtaken(name)).run(self.connection, at)
        }
        there = [key for key in plain if key not in since]
        at |= {"keys": _listed(there), "seq": self.seq, "now": self.now}
        prepared(_TURNED).run(self.connection, at)
        for name in fields:
            prepared(_put_back(name)).run(self.connection, at)
        prepared(_MARKED).run(self.connection, at)
        self._reindex(there, tuple(fields))
        return there, [*left, *since]

    def _parted(self, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        """Those who are as we left them, and the others."""
        _teach(self.connection)
        found = prepared(_PLAIN).run(self.connection, {"keys": _listed(keys)})
        plain = [key for (key,) in found]
        known = set(plain)
        return plain, [key for key in keys if key not in known]

    def _moved(
        self, keys: Sequence[int], values: Mapping[str, Value], seen: Mapping[str, Value]
    ) -> list[int]:
        other = [
            and_(USERS.c[n].is_distinct_from(seen[n]), USERS.c[n].is_distinct_from(values[n]))
            for n in values
            if n in seen
        ]
        if not other:
            return []
        found = Prepared(select(USERS.c.key).where(_AMONG, or_(*other)), None)
        return [key for (key,) in found.run(self.connection, {"keys": _listed(keys)})]

    def _note(
        self, name: str, after: str | None, keys: list[int], new: ColumnElement[bool]
    ) -> None:
        rows = select(
            literal(self.seq, Integer),
            USERS.c.key,
            literal(name, Text),
            cast(type_coerce(USERS.c[name], Text), Text),
            literal(after, Text),
        ).where(_AMONG, new)
        statement = insert(CHANGES).from_select(["seq", "key", "field", "before", "after"], rows)
        Prepared(statement, None).run(self.connection, {"keys": _listed(keys)})

    def _reindex(self, keys: Sequence[int], names: tuple[str, ...]) -> None:
        at = {"keys": _listed(keys)}
        with tallied(self.connection, keys, names):
            prepared(_indexed(names)).run(self.connection, at)
        if SEARCHED.keys() & names:
            prepared(_TAIL).run(self.connection, at)


def _listed(keys: Sequence[int]) -> str:
    return json.dumps(list(keys))


def _teach(connection: sqlite3.Connection) -> None:
    """What SQLite cannot work out by itself."""
    for name, count, function in (
        ("userbook_digest", 1, _digest),
        ("userbook_sort_key", 1, _sort_key),
        ("userbook_search_text", len(SEARCHED), _search_text),
    ):
        connection.create_function(name, count, function, deterministic=True)


def _digest(text: bytes) -> int:
    return hashed(text)


@lru_cache(maxsize=10_000)
def _sort_key(text: str | None) -> str:
    return sort_key(text) if text else EMPTY_SORT_KEY


def _search_text(*texts: str | None) -> str:
    return searched(texts, _folded)


_fold_short = lru_cache(maxsize=10_000)(fold)


def _folded(text: str) -> str:
    """Departments, first names and the like are the same in many users; notes are not."""
    return _fold_short(text) if len(text) <= _SHORT else fold(text)


def _written(name: str) -> ColumnElement[str]:
    """An attribute as it enters a digest."""
    begin: ColumnElement[str] = literal_column(f"'{name}='", Text)
    end: ColumnElement[str] = literal_column(f"char({ord(SEPARATOR)})", Text)
    value: ColumnElement[str] = type_coerce(USERS.c[name], Text)
    return func.coalesce(begin.concat(value).concat(end), literal_column("''"))


def _all_written() -> ColumnElement[str]:
    first, *others = map(_written, ATTRIBUTES)
    for other in others:
        first = first.concat(other)
    return first


def _key_of(name: str) -> ColumnElement[str]:
    column: ColumnElement[Any] = USERS.c[name]
    match ATTRIBUTES[name].kind:
        case Kind.FLAG:
            return case((type_coerce(column, Integer) == 1, "0"), else_="1")
        case Kind.DATE:
            return func.coalesce(type_coerce(column, Text), EMPTY_SORT_KEY)
        case _:
            return func.userbook_sort_key(column)


@lru_cache(maxsize=64)
def _indexed(names: tuple[str, ...]) -> Any:
    values: dict[str, Any] = {name: _key_of(name) for name in names}
    values["digest"] = _DIGEST
    if SEARCHED.keys() & names:
        values["search_text"] = func.userbook_search_text(*(USERS.c[name] for name in SEARCHED))
    statement = update(USER_INDEX).where(USER_INDEX.c.key == USERS.c.key, _AMONG)
    return statement.values(values)


@lru_cache(maxsize=64)
def _overtaken(name: str) -> Any:
    """Those who do not have any more what the change set gave them."""
    now = cast(type_coerce(USERS.c[name], Text), Text)
    noted = and_(CHANGES.c.seq == _TARGET, CHANGES.c.field == name, CHANGES.c.key == USERS.c.key)
    return (
        select(USERS.c.key)
        .join_from(USERS, CHANGES, noted)
        .where(_AMONG, or_(now.is_distinct_from(CHANGES.c.after), CHANGES.c.secret != 0))
    )


@lru_cache(maxsize=64)
def _put_back(name: str) -> Any:
    before: ColumnElement[Any] = CHANGES.c.before
    if ATTRIBUTES[name].kind is Kind.FLAG:
        before = cast(before, Integer)
    noted = and_(CHANGES.c.seq == _TARGET, CHANGES.c.field == name, CHANGES.c.key == USERS.c.key)
    value = type_coerce(before, USERS.c[name].type)
    return update(USERS).where(noted, _AMONG).values({name: value})


_each = func.json_each(bindparam("keys", type_=Text)).table_valued("value")
_KEYS = select(_each.c.value)
_AMONG = USERS.c.key.in_(_KEYS)
_TARGET: ColumnElement[int] = bindparam("target", type_=Integer)
_MARKS: dict[str, Any] = {
    "version": USERS.c.version + 1,
    "last_modified": bindparam("now", type_=USERS.c.last_modified.type),
}
_DIGEST = func.userbook_digest(cast(_all_written(), LargeBinary))
_PLAIN = (
    select(USERS.c.key)
    .join_from(USERS, USER_INDEX, USER_INDEX.c.key == USERS.c.key)
    .where(_AMONG, USER_INDEX.c.digest == _DIGEST)
)
_FIELDS = (
    select(CHANGES.c.field).where(CHANGES.c.seq == _TARGET, CHANGES.c.key.in_(_KEYS)).distinct()
)
_TURNED = insert(CHANGES).from_select(
    ["seq", "key", "field", "before", "after"],
    select(
        bindparam("seq", type_=Integer),
        CHANGES.c.key,
        CHANGES.c.field,
        CHANGES.c.after,
        CHANGES.c.before,
    ).where(CHANGES.c.seq == _TARGET, CHANGES.c.key.in_(_KEYS)),
)
_MARKED = update(USERS).where(_AMONG).values(_MARKS)
_TAIL = (
    insert(SEARCH_TAIL)
    .prefix_with("OR IGNORE")
    .from_select(["key"], select(USERS.c.key).where(_AMONG))
)
