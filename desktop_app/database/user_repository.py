"""Users in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    Integer,
    Text,
    column,
    delete,
    func,
    insert,
    literal,
    select,
    table,
)

from desktop_app.database.mapping import to_dto, to_index_row, to_row
from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.database.user_queries import (
    FACTS,
    INDEX,
    before,
    matching,
    ordering,
    place_counts,
    sort_column,
    unindexed,
)
from desktop_app.database.user_updates import (
    UPDATE_AS_READ,
    UPDATE_INDEX,
    changed,
    update_row,
)
from desktop_app.domain.errors import AlreadyExistError, ConflictError
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.query import Place
from desktop_app.domain.text import sort_key, user_name_key
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO, UserDTO, UserRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import CursorResult
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.sql.selectable import Select, Subquery

    from desktop_app.domain.query import UserQuery
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO

_STORED = [USERS.c[name] for name in UserDTO.model_fields]
_SHOWN = [USERS.c.key, *(USERS.c[name] for name in (*ATTRIBUTES, *FACTS))]
_SEQUENCE = table("sqlite_sequence", column("name", Text), column("seq", Integer))
_FEW = 2000
_BATCH = 400  # well under SQLite's oldest limit of 999 bound values


class UserRepository:
    """Reads and writes users within the session's transaction; never commits.

    ``tell`` hears how many more were changed when it is many at once.
    """

    def __init__(self, session: AsyncSession, tell: Callable[[int], None] | None = None) -> None:
        self._session = session
        self._tell = tell

    async def get_user(self, find: FindUserDTO) -> UserDTO | None:
        """The one user that fits every given member; of several with one e-mail, the oldest."""
        statement = select(*_STORED).order_by(USERS.c.key).limit(1)
        if find.key is not None:
            statement = statement.where(USERS.c.key == find.key)
        if find.id is not None:
            statement = statement.where(USERS.c.id == find.id)
        if find.user_name is not None:
            statement = statement.where(USERS.c.user_name_key == user_name_key(find.user_name))
        if find.email is not None:
            fitting = await self.get_users_with_email([find.email])
            statement = statement.where(USERS.c.key.in_([user.key for user in fitting]))
        row = (await self._session.execute(statement)).mappings().one_or_none()
        return None if row is None else to_dto(cast("Mapping[str, Any]", row))

    async def get_users(self, keys: Sequence[int]) -> list[UserDTO]:
        """These users, in the order of their keys; those that are gone are left out."""
        return await self._users_where(USERS.c.key, sorted(keys))

    async def shared_values(self, keys: Sequence[int]) -> dict[str, Value] | None:
        """What these users have in common, without what they differ in; None if all are gone."""
        shared: dict[str, Value] | None = None
        for chunk in _chunks(keys):
            names = list(ATTRIBUTES if shared is None else shared)
            statement = select(*(USERS.c[name] for name in names)).where(USERS.c.key.in_(chunk))
            rows = (await self._session.execute(statement.distinct())).mappings().all()
            for row in rows:
                known = shared if shared is not None else dict(row)
                shared = {name: value for name, value in known.items() if row[name] == value}
            if shared == {}:
                break
        return shared

    async def get_users_named(self, user_names: Iterable[str]) -> list[UserDTO]:
        """The users that have any of these user names, compared by their folded key."""
        return await self._users_where(
            USERS.c.user_name_key, sorted({user_name_key(name) for name in user_names})
        )

    async def get_users_with_email(self, emails: Iterable[str]) -> list[UserDTO]:
        """The users that have any of these e-mail addresses, compared without case."""
        wanted = {email.casefold() for email in emails}
        keys: list[int] = []
        for chunk in _chunks(sorted({sort_key(email) for email in wanted})):
            statement = select(INDEX.key).where(INDEX.email.in_(chunk))
            keys += (await self._session.scalars(statement)).all()
        users = await self.get_users(keys)
        return [user for user in users if user.email and user.email.casefold() in wanted]

    async def find_users(
        self, query: UserQuery, today: date, *, offset: int, limit: int, count: int | None = None
    ) -> list[UserRow]:
        """The rows ``offset`` to ``offset + limit`` of the sorted result of ``count`` users."""
        few = count is not None and count <= _FEW
        by = unindexed(query) if few else sort_column(query)
        found = matching(query, today, INDEX.key.label("found"), by.label("by"))
        page = found.order_by(*ordering(query, by, INDEX.key)).limit(limit).offset(offset)
        return [row for row, _ in await self._rows(query, page.subquery("page"))]

    async def search_users(
        self, query: UserQuery, today: date, *, limit: int
    ) -> tuple[int, list[UserRow]]:
        """How many match, and the first rows: in one scan where they are few."""
        hits = matching(query, today, INDEX.key.label("found"), unindexed(query).label("by"))
        few = hits.limit(_FEW + 1).subquery("few")
        page = select(few.c.found, few.c.by, func.count().over().label("hits")).limit(limit)
        sorted_page = page.order_by(*ordering(query, few.c.by, few.c.found)).subquery("page")
        rows = await self._rows(query, sorted_page, sorted_page.c.hits)
        count = rows[0][1] if rows else 0
        if count <= _FEW:
            return count, [row for row, _ in rows]
        count = await self.count_users(query, today)
        return count, await self.find_users(query, today, offset=0, limit=limit)

    async def count_users(self, query: UserQuery, today: date) -> int:
        return await self._session.scalar(matching(query, today, func.count())) or 0

    async def count_places(self, today: date) -> dict[Place, int]:
        """How many users are in each place of the sidebar."""
        row = (await self._session.execute(place_counts(today))).mappings().one()
        return {place: int(row[place.value]) for place in Place}

    async def user_keys(
        self, query: UserQuery, today: date, *, offset: int = 0, limit: int = -1
    ) -> list[int]:
        """The keys of the sorted result; ``limit`` -1 is no limit."""
        page = self._sorted(query, today, INDEX.key).limit(limit).offset(offset).subquery("page")
        # One text for all: a row for each key would keep the event loop busy.
        joined = await self._session.scalar(select(func.group_concat(page.c.key)))
        return [int(key) for key in joined.split(",")] if joined else []

    async def position_of(self, key: int, query: UserQuery, today: date) -> int | None:
        """Which row of the sorted result the user is, from 0; None if it does not match."""
        shown = matching(query, today, sort_column(query)).where(INDEX.key == key)
        found = (await self._session.execute(shown)).one_or_none()
        if found is None:
            return None
        earlier = matching(query, today, func.count()).where(before(query, found[0], key))
        return await self._session.scalar(earlier)

    async def add_user(self, user: CreateUserDTO | UserDTO) -> UserDTO:
        """A new user, or one that was deleted, as it was; raises AlreadyExistError."""
        if owner := await self.get_user(FindUserDTO(user_name=user.user_name)):
            raise AlreadyExistError("user_name", user.user_name, owner)
        return (await self.add_users([user]))[0]

    async def add_users(self, users: Sequence[CreateUserDTO | UserDTO]) -> list[UserDTO]:
        """Many at once, without looking for the owner of a taken name."""
        last = await self._session.scalar(
            select(func.max(_SEQUENCE.c.seq)).where(_SEQUENCE.c.name == USERS.name)
        )
        now = datetime.now(UTC)
        added = [
            user
            if isinstance(user, UserDTO)
            else UserDTO.model_construct(
                **{name: getattr(user, name) for name in ATTRIBUTES},
                key=key,
                id=uuid7(),
                version=1,
                created=now,
                last_modified=now,
            )
            for key, user in enumerate(users, (last or 0) + 1)
        ]
        for chunk in _chunks(added):
            await self._session.execute(insert(USERS), [_row(user) for user in chunk])
            index = [to_index_row(user.key, user.fields) for user in chunk]
            await self._session.execute(insert(USER_INDEX), index)
        return added

    async def update_user(self, seen: UserDTO, changes: UpdateUserDTO) -> UserDTO:
        """Store only what was given; raises ConflictError if that differs from what was seen."""
        stored = await self.get_user(FindUserDTO(key=seen.key))
        given: dict[str, Value] = {n: getattr(changes, n) for n in changes.model_fields_set}
        after = changed(stored, seen, given)
        await self._refuse_taken(after, given)
        await self._store([after], given)
        return after

    async def update_users(self, wanted: Sequence[tuple[UserDTO, UpdateUserDTO]]) -> list[UserDTO]:
        """Many at once, in this order, each as ``update_user`` would."""
        after: list[UserDTO] = []
        for fields, same in groupby(wanted, lambda pair: frozenset(pair[1].model_fields_set)):
            if "user_name" in fields:  # who has the name now may give it up in this very call
                after += [await self.update_user(*pair) for pair in same]
            else:
                for chunk in _chunks(list(same)):
                    after += await self._updated(chunk, fields)
        if self._tell:
            self._tell(len(after))
        return after

    async def delete_users(self, keys: Sequence[int]) -> int:
        """How many of these were there to be deleted."""
        gone = 0
        for chunk in _chunks(sorted(keys)):
            await self._session.execute(delete(USER_INDEX).where(INDEX.key.in_(chunk)))
            result = await self._session.execute(delete(USERS).where(USERS.c.key.in_(chunk)))
            gone += cast("CursorResult[Any]", result).rowcount
        return gone

    async def _updated(
        self, wanted: Sequence[tuple[UserDTO, UpdateUserDTO]], fields: Iterable[str]
    ) -> list[UserDTO]:
        stored = {user.key: user for user in await self.get_users([seen.key for seen, _ in wanted])}
        after = [
            changed(stored.get(seen.key), seen, {name: getattr(changes, name) for name in fields})
            for seen, changes in wanted
        ]
        await self._store(after, fields)
        return after

    async def _refuse_taken(self, after: UserDTO, given: Iterable[str]) -> None:
        if "user_name" in given:
            owner = await self.get_user(FindUserDTO(user_name=after.user_name))
            if owner is not None and owner.key != after.key:
                raise AlreadyExistError("user_name", after.user_name, owner)

    async def _store(self, users: Sequence[UserDTO], given: Iterable[str]) -> None:
        rows = [update_row(user, given) for user in users]
        index = [to_index_row(user.key, user.fields) | {"at": user.key} for user in users]
        result = await self._session.execute(UPDATE_AS_READ, rows)
        if cast("CursorResult[Any]", result).rowcount != len(rows):
            raise ConflictError(users[0], tuple(given))
        await self._session.execute(UPDATE_INDEX, index)

    async def _rows(
        self, query: UserQuery, page: Subquery, extra: ColumnElement[Any] | None = None
    ) -> list[tuple[UserRow, int]]:
        """The facts of a page of keys, in its order, each with what is said beside it."""
        beside = literal(0) if extra is None else extra
        statement = (
            select(*_SHOWN, beside.label("beside"))
            .join_from(page, USERS, USERS.c.key == page.c.found)
            .order_by(*ordering(query, page.c.by, page.c.found))
        )
        rows = [dict(row) for row in (await self._session.execute(statement)).mappings()]
        said = [row.pop("beside") for row in rows]
        return [(UserRow(row["key"], row), number) for row, number in zip(rows, said, strict=True)]

    def _sorted(self, query: UserQuery, today: date, *columns: ColumnElement[Any]) -> Select[Any]:
        order = ordering(query, sort_column(query), INDEX.key)
        return matching(query, today, *columns).order_by(*order)

    async def _users_where(
        self, column: ColumnElement[Any], values: Sequence[Any]
    ) -> list[UserDTO]:
        users: list[UserDTO] = []
        for chunk in _chunks(values):
            statement = select(*_STORED).where(column.in_(chunk)).order_by(USERS.c.key)
            rows = (await self._session.execute(statement)).mappings()
            users += [to_dto(cast("Mapping[str, Any]", row)) for row in rows]
        return users


def _row(user: UserDTO) -> dict[str, Any]:
    facts = {name: getattr(user, name) for name in UserDTO.model_fields if name not in ATTRIBUTES}
    return to_row(user.fields) | facts


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
