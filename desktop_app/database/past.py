"""The whole file as it was after some change set, made from a copy of it.

``last_at`` of ``HistoryReader`` says which change set a moment means. A copy is rolled back by
statements over all its users at once: only what is found and sorted by is worked out one by one.
Whoever was deleted for good since cannot come back, because nothing is left of them.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Integer, bindparam, select, text, update

from desktop_app.database.chunks import chunks
from desktop_app.database.mapping import to_index_row
from desktop_app.database.models import TRASH, TRASH_INDEX, USER_INDEX, USERS
from desktop_app.database.schema_engine import schema_engine
from desktop_app.database.search_index import forget
from desktop_app.database.tallies import tally_anew
from desktop_app.domain.attributes import Kind
from desktop_app.domain.change import marks
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import ColumnElement, Table

    from desktop_app.domain.rules import Value

_FACTS = ", ".join(column.name for column in USERS.columns)
_INDEXED = ", ".join(column.name for column in USER_INDEX.columns)
_SHELVES = ((USERS, USER_INDEX), (TRASH, TRASH_INDEX))

_MISSING = """
SELECT coalesce(sum(p.last - p.first + 1), 0) - coalesce((
    SELECT sum(min(p.last, c.last) - max(p.first, c.first) + 1)
    FROM spans p CROSS JOIN spans c ON c.first <= p.last AND c.last >= p.first
    WHERE p.seq > :seq AND p.event = 'purged' AND c.seq > :seq AND c.event = 'created'
), 0)
FROM spans p WHERE p.seq > :seq AND p.event = 'purged'
"""
# The earliest later change of each attribute: what stood there before it is what it was.
# What another program has written over is not known, and stays as it is.
_ROLLED = """
CREATE TEMP TABLE rolled AS
SELECT key, field, before FROM (
    SELECT c.key, c.field, c.before, c.secret, s.kind, min(c.seq)
    FROM changes c JOIN change_sets s ON s.seq = c.seq WHERE c.seq > :seq GROUP BY c.key, c.field
) WHERE NOT secret AND NOT (kind = 'outside' AND before IS NULL)
"""
# The earliest later coming or going of each user says where it was.
_MOVED = """
CREATE TEMP TABLE moved AS
SELECT key, min(seq) AS seq, event FROM (
    SELECT u.key, s.seq, s.event FROM spans s
    CROSS JOIN users u ON u.key BETWEEN s.first AND s.last WHERE s.seq > :seq
    UNION ALL
    SELECT t.key, s.seq, s.event FROM spans s
    CROSS JOIN trash t ON t.key BETWEEN s.first AND s.last WHERE s.seq > :seq
) GROUP BY key
"""
# Taking back marks what it takes back, and lets go of what that had taken back.
_REVERTED = "SELECT seq, reverts FROM change_sets WHERE reverts IS NOT NULL"
_MARK = "UPDATE change_sets SET reverted_by = :by WHERE seq = :seq"
_NOTED = (
    _ROLLED,
    _MOVED,
    "CREATE INDEX temp.at ON rolled (field, key)",
    "CREATE INDEX temp.who ON rolled (key)",
)
_PUT_DOWN = """
UPDATE {users} SET user_name_key = char(0) || key
WHERE key IN (SELECT key FROM moved UNION SELECT key FROM rolled WHERE field = 'user_name')
"""
_LEAVE = "DELETE FROM {table} WHERE key IN (SELECT key FROM moved WHERE event = '{event}')"
_CARRY = """
INSERT OR IGNORE INTO {target} ({into}) SELECT {values} FROM {source}
WHERE key IN (SELECT key FROM moved WHERE event = '{event}')
"""
_SET_TRASHED = """
UPDATE trash SET seq = coalesce((
    SELECT max(s.seq) FROM spans s
    WHERE s.event = 'trashed' AND s.seq <= :seq AND s.first <= trash.key AND s.last >= trash.key
), :seq) WHERE key IN (SELECT key FROM moved)
"""
_SET_FIELD = """
UPDATE {users} SET {name} = {value} FROM temp.rolled r
WHERE r.field = '{name}' AND r.key = {users}.key
"""
_SET_TIME = """
UPDATE {users} SET last_modified = coalesce((
    SELECT s.time FROM changes c JOIN change_sets s ON s.seq = c.seq
    WHERE c.key = {users}.key AND c.seq <= :seq ORDER BY c.seq DESC LIMIT 1
), created) WHERE key IN (SELECT key FROM rolled)
"""
_CHANGED = """
SELECT r.key, r.field FROM rolled r JOIN {users} u ON u.key = r.key ORDER BY r.key
"""
_RENAMED = "SELECT key FROM {users} WHERE user_name_key >= char(0) AND user_name_key < char(1)"
_CUT_OFF = (
    "DELETE FROM changes WHERE seq > :seq",
    "DELETE FROM spans WHERE seq > :seq",
    "DELETE FROM change_sets WHERE seq > :seq",
    "UPDATE change_sets SET reverted_by = NULL",
)


def roll_back(path: Path, seq: int, check: Callable[[], None] = lambda: None) -> int:
    """Make this copy what it was after ``seq``; answers how many users are missing in it.

    ``check`` is called now and then, and may raise. Never on a file that anybody has open.
    """
    engine = schema_engine(path)
    try:
        with engine.begin() as connection:
            missing = int(connection.scalar(text(_MISSING), {"seq": seq}) or 0)
            for step in (_note, _move, _set_fields):
                check()
                step(connection, seq)
            _name(connection, check)
            _index(connection, check)
            driver: Any = connection.connection.driver_connection
            forget(driver)
            tally_anew(driver)
            check()
            for statement in _CUT_OFF:
                _run(connection, statement, seq)
            _mark(connection)
            return missing
    finally:
        engine.dispose()


def _mark(connection: Connection) -> None:
    """Which of those that are left were taken back at that time."""
    pairs = [(int(seq), int(reverts)) for seq, reverts in connection.execute(text(_REVERTED))]
    rows = [{"seq": seq, "by": by} for seq, by in marks(pairs).items() if by is not None]
    if rows:
        connection.execute(text(_MARK), rows)


def _note(connection: Connection, seq: int) -> None:
    """What is to be done; user names are put down, since they may go round in a circle."""
    for statement in _NOTED:
        _run(connection, statement, seq)
    for users, _ in _SHELVES:
        _run(connection, _PUT_DOWN, seq, users=users.name)


def _move(connection: Connection, seq: int) -> None:
    """Those who came later go, those who went come back, those who came back go again."""
    trashed = {"into": f"{_FACTS}, seq", "values": f"{_FACTS}, 0"}
    facts, indexed = ({"into": names, "values": names} for names in (_FACTS, _INDEXED))
    for users, index in _SHELVES:
        for table in (index, users):
            _run(connection, _LEAVE, seq, table=table.name, event="created")
    for source, target, event, columns in (
        (TRASH, USERS, "trashed", facts),
        (TRASH_INDEX, USER_INDEX, "trashed", indexed),
        (USERS, TRASH, "restored", trashed),
        (USER_INDEX, TRASH_INDEX, "restored", indexed),
    ):
        _carry(connection, source, target, event, columns)
    _run(connection, _SET_TRASHED, seq)


def _carry(
    connection: Connection, source: Table, target: Table, event: str, columns: dict[str, str]
) -> None:
    """Nobody who is there already: they have come or gone once more since."""
    names = {"source": source.name, "target": target.name, "event": event, **columns}
    _run(connection, _CARRY, 0, **names)
    _run(connection, _LEAVE, 0, table=source.name, event=event)


def _set_fields(connection: Connection, seq: int) -> None:
    """An attribute that no user may be without stays as it is where history has none."""
    for users, _ in _SHELVES:
        for name, attribute in ATTRIBUTES.items():
            value = "CAST(r.before AS INTEGER)" if attribute.kind is Kind.FLAG else "r.before"
            if not users.c[name].nullable:
                value = f"coalesce({value}, {users.name}.{name})"
            _run(connection, _SET_FIELD, seq, users=users.name, name=name, value=value)
        _run(connection, _SET_TIME, seq, users=users.name)


def _index(connection: Connection, check: Callable[[], None]) -> None:
    """Work out anew what users are found and sorted by."""
    for users, index in _SHELVES:
        at: ColumnElement[int] = bindparam("at", type_=Integer)
        renew = update(index).where(index.c.key == at)
        columns = [users.c.key, *(users.c[name] for name in ATTRIBUTES)]
        for changed, keys in _changed(connection, users):
            check()
            rows = connection.execute(select(*columns).where(users.c.key.in_(keys))).mappings()
            found = [to_index_row(row["key"], _fields(row), changed) for row in rows]
            connection.execute(renew, [row | {"at": row["key"]} for row in found])


def _changed(
    connection: Connection, users: Table
) -> Iterator[tuple[frozenset[str], Sequence[int]]]:
    """Those of whom the same attributes are others, together."""
    together: dict[frozenset[str], list[int]] = {}
    rows = connection.execute(text(_CHANGED.format(users=users.name)))
    for key, same in groupby(rows, itemgetter(0)):
        names = frozenset(name for _, name in same)
        together.setdefault(names.intersection(ATTRIBUTES), []).append(key)
    for names, keys in together.items():
        yield from ((names, chunk) for chunk in chunks(keys))


def _fields(row: Mapping[Any, Any]) -> dict[str, Value]:
    return {name: row[name] for name in ATTRIBUTES}


def _name(connection: Connection, check: Callable[[], None]) -> None:
    """Take the user names up again.

    One that another program has written twice stays put down: it is shown all the same.
    """
    for users, _ in _SHELVES:
        at: ColumnElement[int] = bindparam("at", type_=Integer)
        name = update(users).where(users.c.key == at).prefix_with("OR IGNORE")
        keys = connection.scalars(text(_RENAMED.format(users=users.name))).all()
        for chunk in chunks(keys):
            check()
            names = select(users.c.key, users.c.user_name).where(users.c.key.in_(chunk))
            rows = connection.execute(names).all()
            connection.execute(
                name,
                [{"at": row.key, "user_name_key": user_name_key(row.user_name)} for row in rows],
            )


def _run(connection: Connection, statement: str, seq: int, **names: str) -> None:
    values = {"seq": seq} if ":seq" in statement else {}
    connection.execute(text(statement.format(**names)), values)
