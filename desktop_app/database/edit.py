"""The change of one user, the commonest of all: with its history in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from desktop_app.database.change_log import NOTE, change_row, set_row
from desktop_app.database.mapping import SEARCHED, digest, to_dto, to_index_row
from desktop_app.database.models import CHANGE_SETS, USER_INDEX, USERS
from desktop_app.database.prepared import prepared
from desktop_app.database.search_index import NOTE_TAIL
from desktop_app.database.tallies import tallied
from desktop_app.database.user_repository import stored
from desktop_app.database.user_updates import UPDATE_AS_READ, UPDATE_INDEX, changed, update_row
from desktop_app.domain.change import ChangeSet
from desktop_app.domain.identifiers import uuid7

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlalchemy import Select

    from desktop_app.domain.change import Author, ChangeKind, Summary
    from desktop_app.domain.user import UpdateUserDTO, UserDTO

_ENTER = insert(CHANGE_SETS)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is wanted of whom by whom; ``seen`` is the user as the person saw it."""

    seen: UserDTO
    changes: UpdateUserDTO
    kind: ChangeKind
    author: Author
    summary: Summary

    def write(self, connection: sqlite3.Connection) -> tuple[ChangeSet, UserDTO] | None:
        """The change set and the user as it is now.

        None, and nothing is written, where it is not as simple: another tool was here, the user
        name changes hands, or nothing would be different. Raises NotFoundError, ConflictError.
        """
        given = {name: getattr(self.changes, name) for name in self.changes.model_fields_set}
        before = self._stored(connection)
        if before is None or "user_name" in given:
            return None
        after = changed(before, self.seen, given)
        different = [n for n in given if getattr(before, n) != getattr(after, n)]
        if not different:
            return None
        _update(connection, after, different)
        if SEARCHED.keys() & different:
            prepared(NOTE_TAIL, ("key",)).run(connection, {"key": after.key})
        entered = self._enter(connection, after)
        rows = [{"seq": entered.seq, **change_row(before, after, name)} for name in different]
        prepared(NOTE, tuple(rows[0])).run_many(connection, rows)
        return entered, after

    def _stored(self, connection: sqlite3.Connection) -> UserDTO | None:
        """None if there is no such user, or none that we have left as it is."""
        for row in prepared(_as_stored()).rows(connection, {"at": self.seen.key}):
            user = to_dto(row)
            return user if row["digest"] == digest(user.fields) else None
        return None

    def _enter(self, connection: sqlite3.Connection, user: UserDTO) -> ChangeSet:
        change_set = ChangeSet(
            seq=0,
            id=uuid7(),
            time=user.last_modified,
            author=self.author,
            kind=self.kind,
            summary=self.summary,
            user_key=user.key,
        )
        row = set_row(change_set)
        cursor = prepared(_ENTER, tuple(row)).run(connection, row)
        return replace(change_set, seq=cursor.lastrowid or 0)


def _update(connection: sqlite3.Connection, after: UserDTO, names: Sequence[str]) -> None:
    row = update_row(after, names)
    columns = tuple(name for name in row if name in USERS.c)
    prepared(UPDATE_AS_READ, columns).run(connection, row)
    index = to_index_row(after.key, after.fields, names)
    del index["key"]
    with tallied(connection, [after.key], names):
        prepared(UPDATE_INDEX, tuple(index)).run(connection, index | {"at": after.key})


@cache
def _as_stored() -> Select[Any]:
    return (
        select(*stored(USERS), USER_INDEX.c.digest)
        .join_from(USERS, USER_INDEX, USER_INDEX.c.key == USERS.c.key)
        .where(USERS.c.key == bindparam("at"))
    )
