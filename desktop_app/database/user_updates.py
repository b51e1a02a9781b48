"""How a record is changed: what it becomes, and the statements that store many at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, update

from desktop_app.database.mapping import to_row
from desktop_app.database.models import TRASH, TRASH_INDEX, USER_INDEX, USERS
from desktop_app.domain.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement

    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO

_AT: ColumnElement[int] = bindparam("at", type_=Integer)
_BEFORE: ColumnElement[int] = bindparam("before", type_=Integer)
UPDATE_AS_READ = update(USERS).where(USERS.c.key == _AT, USERS.c.version == _BEFORE)
UPDATE_INDEX = update(USER_INDEX).where(USER_INDEX.c.key == _AT)
UPDATE_TRASHED = update(TRASH).where(TRASH.c.key == _AT)
UPDATE_TRASH_INDEX = update(TRASH_INDEX).where(TRASH_INDEX.c.key == _AT)


def changed(stored: UserDTO | None, seen: UserDTO, given: Mapping[str, Value]) -> UserDTO:
    """What will be stored; refuses what is gone, and what is no longer as it was seen."""
    if stored is None:
        raise NotFoundError("user", seen.display_name or seen.user_name)
    if moved := tuple(n for n in given if getattr(stored, n) != getattr(seen, n)):
        raise ConflictError(stored, moved)
    facts = {"version": stored.version + 1, "last_modified": datetime.now(UTC)}
    return stored.model_copy(update={**given, **facts})


def update_row(after: UserDTO, given: Iterable[str]) -> dict[str, Any]:
    """What ``UPDATE_AS_READ`` is to be told."""
    values = to_row({name: getattr(after, name) for name in given})
    facts = {"version": after.version, "last_modified": after.last_modified}
    return {"at": after.key, "before": after.version - 1, **values, **facts}
