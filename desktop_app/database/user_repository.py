"""Users in the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select

from desktop_app.database.chunks import KEYS, chunks
from desktop_app.database.mapping import to_dto
from desktop_app.database.models import TRASH, USERS
from desktop_app.database.prepared import Prepared, prepared
from desktop_app.database.session import in_one_go
from desktop_app.database.user_queries import (
    INDEX,
    matching,
    ordering,
    place_counts,
    shelf_of,
    sort_column,
)
from desktop_app.domain.query import Place
from desktop_app.domain.text import sort_key, user_name_key
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO, UserDTO

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.query import UserQuery
    from desktop_app.domain.rules import Value

_PRESENT = select(USERS.c.key).where(USERS.c.key.in_(KEYS))


class UserRepository:
    """Reads users within the session's transaction; ``UserWriter`` writes them, too."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get_user(self, find: FindUserDTO) -> UserDTO | None:
        """The one user that fits every given member; of several with one e-mail, the oldest."""
        statement = select(*stored(USERS)).order_by(USERS.c.key).limit(1)
        if find.key is not None:
            statement = statement.where(USERS.c.key == find.key)
        if find.id is not None:
            statement = statement.where(USERS.c.id == find.id)
        if find.user_name is not None:
            statement = statement.where(USERS.c.user_name_key == user_name_key(find.user_name))
        if find.email is not None:
            fitting = await self.get_users_with_email([find.email])
            statement = statement.where(USERS.c.key.in_([user.key for user in fitting]))
        row = (await self.session.execute(statement)).mappings().one_or_none()
        return None if row is None else to_dto(cast("Mapping[str, Any]", row))

    async def get_users(self, keys: Sequence[int]) -> list[UserDTO]:
        """These users, in the order of their keys; those that are gone are left out."""
        return await self._users_where(USERS, USERS.c.key, sorted(keys))

    async def get_trashed(self, keys: Sequence[int]) -> list[UserDTO]:
        """The same of users in the trash."""
        return await self._users_where(TRASH, TRASH.c.key, sorted(keys))

    async def trashed_until(self, seq: int) -> list[int]:
        """The keys of those that this change set or an earlier one has deleted."""
        statement = select(TRASH.c.key).where(TRASH.c.seq <= seq).order_by(TRASH.c.key)
        return list((await self.session.scalars(statement)).all())

    async def shared_values(self, keys: Sequence[int]) -> dict[str, Value] | None:
        """What these users have in common, without what they differ in; None if all are gone."""
        shared: dict[str, Value] | None = None
        for chunk in chunks(keys):
            names = list(ATTRIBUTES if shared is None else shared)
            statement = select(*(USERS.c[name] for name in names)).where(USERS.c.key.in_(chunk))
            rows = (await self.session.execute(statement.distinct())).mappings().all()
            for row in rows:
                known = shared if shared is not None else dict(row)
                shared = {name: value for name, value in known.items() if row[name] == value}
            if shared == {}:
                break
        return shared

    async def get_users_named(self, user_names: Iterable[str]) -> list[UserDTO]:
        """The users that have any of these user names, compared by their folded key."""
        return await self._users_where(
            USERS, USERS.c.user_name_key, sorted({user_name_key(name) for name in user_names})
        )

    async def get_users_with_email(self, emails: Iterable[str]) -> list[UserDTO]:
        """The users that have any of these e-mail addresses, compared without case."""
        wanted = {email.casefold() for email in emails}
        keys: list[int] = []
        for chunk in chunks(sorted({sort_key(email) for email in wanted})):
            statement = select(INDEX.key).where(INDEX.email.in_(chunk))
            keys += (await self.session.scalars(statement)).all()
        users = await self.get_users(keys)
        return [user for user in users if user.email and user.email.casefold() in wanted]

    async def count_users(self, query: UserQuery, today: date) -> int:
        return await self.session.scalar(matching(query, today, func.count())) or 0

    async def count_places(self, today: date) -> dict[Place, int]:
        """How many users are in each place of the sidebar."""
        row = (await self.session.execute(place_counts(today))).mappings().one()
        return {place: int(row[place.value]) for place in Place}

    async def user_keys(
        self, query: UserQuery, today: date, *, offset: int = 0, limit: int = -1
    ) -> list[int]:
        """The keys of the sorted result; ``limit`` -1 is no limit."""
        own = shelf_of(query).key
        order = ordering(query, sort_column(query), own)
        page = matching(query, today, own).order_by(*order).limit(limit).offset(offset)
        # On the connection's thread: a row for each key would keep the event loop busy.
        return await in_one_go(
            self.session,
            lambda connection: [key for (key,) in Prepared(page, None).run(connection, {})],
        )

    async def missing_keys(self, keys: Collection[int]) -> frozenset[int]:
        """Which of these users are gone, or in the trash."""

        def missing(connection: sqlite3.Connection) -> frozenset[int]:
            values = {"keys": json.dumps(list(keys))}
            there = {key for (key,) in prepared(_PRESENT).run(connection, values)}
            return frozenset(keys) - there

        return await in_one_go(self.session, missing) if keys else frozenset()

    async def are_found(self, keys: Sequence[int], query: UserQuery, today: date) -> bool:
        """Whether all these users are in the result."""
        own, different = shelf_of(query).key, set(keys)
        found = matching(query, today, func.count()).where(own.in_(KEYS))
        these = {"keys": json.dumps(list(different))}
        return await self.session.scalar(found, these) == len(different)

    async def _users_where(
        self, table: Table, column: ColumnElement[Any], values: Sequence[Any]
    ) -> list[UserDTO]:
        users: list[UserDTO] = []
        for chunk in chunks(values):
            statement = select(*stored(table)).where(column.in_(chunk)).order_by(table.c.key)
            rows = (await self.session.execute(statement)).mappings()
            users += [to_dto(cast("Mapping[str, Any]", row)) for row in rows]
        return users


def stored(table: Table) -> list[ColumnElement[Any]]:
    """The columns that ``to_dto`` reads."""
    return [table.c[name] for name in UserDTO.model_fields]
