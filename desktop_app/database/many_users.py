"""The change of very many users, by statements over thousands of them at once.

They are looked at once, by ``digest_statements``. What else follows from their values is worked out
by functions that SQLite calls, so that no row is brought here and back. What is not plain is left
to the one who does it one by one: a user whom another tool has changed, somebody who is in the
trash, a value that something else follows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    type_coerce,
    update,
)

from desktop_app.database.digest_statements import (
    AMONG,
    KEYS,
    TARGET,
    apart,
    as_text_of,
    changing,
    taking_back,
)
from desktop_app.database.mapping import SEARCHED, as_text, searched, searched_part
from desktop_app.database.models import CHANGES, SEARCH_TAIL, USER_INDEX, USERS
from desktop_app.database.prepared import prepared
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
        names, known = tuple(values), {name: seen[name] for name in values if name in seen}
        at: dict[str, Any] = {"keys": _listed(keys)}
        at |= {f"{name}_new": value for name, value in values.items()}
        at |= {f"{name}_text": as_text(value) for name, value in values.items()}
        at |= {f"{name}_seen": value for name, value in known.items()}
        digests, same = apart(self.connection, changing(names, frozenset(known)), at)
        self._write(at, digests, [*map(_noted, names), _given(names)], names)
        return list(digests), [key for key in keys if key not in digests and key not in same]

    def take_back(self, target: int, keys: Sequence[int]) -> tuple[list[int], list[int]]:
        """What change set ``target`` made of them; who was changed since is left to others."""
        at: dict[str, Any] = {"target": target, "keys": _listed(keys)}
        names = tuple(name for (name,) in prepared(_FIELDS).run(self.connection, at))
        if not is_plain(names):
            return [], list(keys)
        different, same = apart(self.connection, taking_back(names), at)
        digests = different | same
        self._write(at, digests, [_TURNED, *_put_back(names)], names)
        return list(digests), [key for key in keys if key not in digests]

    def _write(
        self,
        at: Mapping[str, Any],
        digests: Mapping[int, int],
        statements: Iterable[Any],
        names: tuple[str, ...],
    ) -> None:
        """Their history, themselves, and what is worked out from them."""
        if not digests:
            return
        _teach(self.connection)
        those = {"keys": _listed(digests), "digests": json.dumps(digests)}
        at = {**at, **those, "seq": self.seq, "now": self.now}
        for statement in statements:
            prepared(statement).run(self.connection, at)
        with tallied(self.connection, list(digests), names):
            prepared(_indexed(names)).run(self.connection, at)
        if SEARCHED.keys() & names:
            prepared(_TAIL).run(self.connection, at)


def _listed(keys: Iterable[int]) -> str:
    return json.dumps(list(keys))


def _teach(connection: sqlite3.Connection) -> None:
    """What SQLite cannot work out by itself."""
    for name, count, function in (
        ("userbook_sort_key", 1, _sort_key),
        ("userbook_search_text", len(SEARCHED), _search_text),
        ("userbook_exchanged", 4, _exchanged),
    ):
        connection.create_function(name, count, function, deterministic=True)


@lru_cache(maxsize=10_000)
def _sort_key(text: str | None) -> str:
    return sort_key(text) if text else EMPTY_SORT_KEY


def _search_text(*texts: str | None) -> str:
    return searched(texts, _folded)


def _exchanged(text: str, before: str | None, after: str | None, is_phone: int) -> str | None:
    """A text for finding, of which one value was another; None where that does not tell enough."""
    if before is None:
        return None
    text, was = f"\n{text}\n", f"\n{searched_part(before, is_phone == 1, _folded)}\n"
    at = text.find(was)
    if at < 0 or text.find(was, at + 1) >= 0:
        return None
    becomes = "" if after is None else f"\n{searched_part(after, is_phone == 1, _folded)}"
    return f"{text[:at]}{becomes}{text[at + len(was) - 1 :]}"[1:-1]


_fold_short = lru_cache(maxsize=10_000)(fold)


def _folded(text: str) -> str:
    """Departments, first names and the like are the same in many users; notes are not."""
    return _fold_short(text) if len(text) <= _SHORT else fold(text)


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
    """Of those whose digests are bound as ``digests``, an object of JSON."""
    values: dict[str, Any] = {name: _key_of(name) for name in names}
    digests = func.json_each(bindparam("digests", type_=Text)).table_valued("key", "value")
    values["digest"] = digests.c.value
    if SEARCHED.keys() & names:
        values["search_text"] = _found_by(names)
    those = USER_INDEX.c.key == cast(digests.c.key, Integer)
    return update(USER_INDEX).where(those, USERS.c.key == USER_INDEX.c.key).values(values)


def _found_by(names: Sequence[str]) -> ColumnElement[str]:
    """The text for finding; of one attribute only what that adds to it is made anew."""
    text = func.userbook_search_text(*(USERS.c[name] for name in SEARCHED))
    if len(names) > 1:
        return text
    (name,) = names
    noted = and_(CHANGES.c.seq == _SEQ, CHANGES.c.field == name, CHANGES.c.key == USERS.c.key)
    before = select(CHANGES.c.before).where(noted).correlate(USERS).scalar_subquery()
    old = USER_INDEX.c.search_text
    part = func.userbook_exchanged(old, before, USERS.c[name], literal(int(SEARCHED[name])))
    return func.coalesce(part, text)


@lru_cache(maxsize=64)
def _noted(name: str) -> Any:
    """History of one attribute, of those in whom it will be another."""
    new: ColumnElement[Any] = bindparam(f"{name}_new", type_=USERS.c[name].type)
    rows = select(
        _SEQ,
        USERS.c.key,
        literal(name, Text),
        as_text_of(name),
        bindparam(f"{name}_text", type_=Text),
    ).where(AMONG, USERS.c[name].is_distinct_from(new))
    return insert(CHANGES).from_select(["seq", "key", "field", "before", "after"], rows)


@lru_cache(maxsize=64)
def _given(names: tuple[str, ...]) -> Any:
    values = {name: bindparam(f"{name}_new", type_=USERS.c[name].type) for name in names}
    return update(USERS).where(AMONG).values({**values, **_MARKS})


@lru_cache(maxsize=64)
def _put_back(names: tuple[str, ...]) -> list[Any]:
    """Who has got several attributes is marked once."""
    if len(names) == 1:
        return [_put_back_one(names[0], _MARKS)]
    return [*(_put_back_one(name, {}) for name in names), update(USERS).where(AMONG).values(_MARKS)]


def _put_back_one(name: str, more: Mapping[str, Any]) -> Any:
    before: ColumnElement[Any] = CHANGES.c.before
    if ATTRIBUTES[name].kind is Kind.FLAG:
        before = cast(before, Integer)
    noted = and_(CHANGES.c.seq == TARGET, CHANGES.c.field == name, CHANGES.c.key == USERS.c.key)
    value = type_coerce(before, USERS.c[name].type)
    return update(USERS).where(noted, AMONG).values({name: value, **more})


_SEQ: ColumnElement[int] = bindparam("seq", type_=Integer)
_MARKS: dict[str, Any] = {
    "version": USERS.c.version + 1,
    "last_modified": bindparam("now", type_=USERS.c.last_modified.type),
}
_FIELDS = select(CHANGES.c.field).where(CHANGES.c.seq == TARGET, CHANGES.c.key.in_(KEYS)).distinct()
_TURNED = insert(CHANGES).from_select(
    ["seq", "key", "field", "before", "after"],
    select(
        _SEQ,
        CHANGES.c.key,
        CHANGES.c.field,
        CHANGES.c.after,
        CHANGES.c.before,
    ).where(CHANGES.c.seq == TARGET, CHANGES.c.key.in_(KEYS)),
)
_TAIL = (
    insert(SEARCH_TAIL)
    .prefix_with("OR IGNORE")
    .from_select(["key"], select(USERS.c.key).where(AMONG))
)
