"""How many users stand in the same way, kept in step: nobody is looked at to be counted.

``tallies`` has a row for each flag with its dates that any row of ``user_index`` has, as it stands
there. Whoever writes these in ``user_index`` counts out those it is about to write, and counts in
what has become of them, in the same transaction. What another tool writes to ``users`` is counted
once it is taken into that index, as it is found and sorted only then.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
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

from desktop_app.database.chunks import KEYS
from desktop_app.database.models import TALLIES, USER_INDEX
from desktop_app.database.prepared import prepared
from desktop_app.domain.query import STATUS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession


@contextmanager
def tallied(
    connection: sqlite3.Connection, keys: Sequence[int], names: Iterable[str]
) -> Generator[None]:
    """Around whatever writes these attributes of these users in ``user_index``."""
    if not set(STATUS).intersection(names):
        yield
        return
    wanted = json.dumps(list(keys))
    prepared(_ADDED).run(connection, {"keys": wanted, "sign": -1})
    yield
    prepared(_ADDED).run(connection, {"keys": wanted, "sign": 1})


async def tally_out(session: AsyncSession, keys: Sequence[int]) -> None:
    """Before these are written in ``user_index``, or leave it."""
    await session.execute(_ADDED, {"keys": json.dumps(list(keys)), "sign": -1})


async def tally_in(session: AsyncSession, keys: Sequence[int]) -> None:
    """After these were written there."""
    await session.execute(_ADDED, {"keys": json.dumps(list(keys)), "sign": 1})


async def cut_empty(session: AsyncSession) -> None:
    """Leave nothing of how nobody stands any more."""
    await session.execute(_CUT.where(_COUNT == 0))


def are_tallied(connection: sqlite3.Connection) -> bool:
    """Whether to count everybody anew would come to the same."""
    return prepared(_WRONG).run(connection, {}).fetchone() is None


def tally_anew(connection: sqlite3.Connection) -> bool:
    """Count everybody who is in ``user_index``; whether it was wrong before.

    It takes a fifth of a second for a million.
    """
    if are_tallied(connection):
        return False
    prepared(_CUT).run(connection, {})
    prepared(_COUNTED).run(connection, {})
    return True


_STANDING: list[ColumnElement[Any]] = [USER_INDEX.c[name] for name in STATUS]
_TALLIED: list[ColumnElement[Any]] = [TALLIES.c[name] for name in STATUS]
_COUNT: ColumnElement[int] = TALLIES.c["count"]
_SIGN: ColumnElement[int] = bindparam("sign", type_=Integer)
_ADDING = upsert(TALLIES).from_select(
    [*STATUS, "count"],
    select(*_STANDING, func.count() * _SIGN).where(USER_INDEX.c.key.in_(KEYS)).group_by(*_STANDING),
)
_ADDED = _ADDING.on_conflict_do_update(
    index_elements=STATUS, set_={"count": _COUNT + _ADDING.excluded["count"]}
)
_CUT = delete(TALLIES)
_NOW = select(*_STANDING, func.count().label("count")).group_by(*_STANDING)
_COUNTED = insert(TALLIES).from_select([*STATUS, "count"], _NOW)
_both = union_all(
    select(*_TALLIED, _COUNT.label("more")), select(*_STANDING, -func.count()).group_by(*_STANDING)
).subquery("both")
_WRONG = (
    select(*(_both.c[name] for name in STATUS))
    .group_by(*(_both.c[name] for name in STATUS))
    .having(func.sum(_both.c.more) != 0)
    .limit(1)
)
COUNT_ALL = select(func.coalesce(func.sum(_COUNT), 0))
