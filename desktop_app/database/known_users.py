"""Who is there already of those that a file speaks of."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, bindparam, func, select

from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.database.prepared import prepared
from desktop_app.database.session import in_one_go
from desktop_app.database.user_repository import stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from sqlalchemy import Select

    from desktop_app.database.session import Session

    Rows = list[dict[str, Any]]


async def known_users(
    session: Session, user_names: Sequence[str], emails: Sequence[str]
) -> tuple[Rows, Rows]:
    """The facts of users with any of these ``user_name_key``, and with any of these e-mails.

    ``emails`` are sort keys, which different addresses may share. In the order of their keys.
    """
    return await in_one_go(session, partial(_known, user_names=user_names, emails=emails))


def _known(
    connection: sqlite3.Connection, user_names: Sequence[str], emails: Sequence[str]
) -> tuple[Rows, Rows]:
    return _found(connection, _NAMED, user_names), _found(connection, _MAILED, emails)


def _found(connection: sqlite3.Connection, statement: Select[Any], wanted: Sequence[str]) -> Rows:
    if not wanted:
        return []
    return list(prepared(statement).rows(connection, {"wanted": json.dumps(wanted)}))


_each = func.json_each(bindparam("wanted", type_=Text)).table_valued("value")
_WANTED = select(_each.c.value)
_NAMED = select(*stored(USERS)).where(USERS.c.user_name_key.in_(_WANTED)).order_by(USERS.c.key)
_MAILED = (
    select(*stored(USERS))
    .where(USERS.c.key.in_(select(USER_INDEX.c.key).where(USER_INDEX.c.email.in_(_WANTED))))
    .order_by(USERS.c.key)
)
