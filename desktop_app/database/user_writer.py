"""Users that are written: the only code that does, and it leaves a history of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, insert, update

from desktop_app.database.change_log import ChangeLog
from desktop_app.database.chunks import SIZE, chunks
from desktop_app.database.edit import Edit
from desktop_app.database.many_users import ManyUsers, is_plain
from desktop_app.database.mapping import to_index_row, to_row
from desktop_app.database.models import USER_INDEX, USERS
from desktop_app.database.new_rows import LAST_KEY, add_rows
from desktop_app.database.search_index import NOTE_TAKEN
from desktop_app.database.session import in_one_go
from desktop_app.database.tallies import tally_in, tally_out
from desktop_app.database.trash_keeper import TrashKeeper
from desktop_app.database.user_updates import (
    UPDATE_AS_READ,
    UPDATE_INDEX,
    changed,
    update_row,
)
from desktop_app.domain.change import Author, ChangeKind, Deed, Event, Summary
from desktop_app.domain.errors import AlreadyExistError, ConflictError
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES, FindUserDTO, UserDTO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy.engine import CursorResult
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.database.mapping import NewRow
    from desktop_app.domain.change import ChangeSet
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO

_NOBODY = Author()
_PORTION = 50  # users that the event loop works out in less than a frame


class UserWriter(TrashKeeper):
    """Writes users within the session's transaction; never commits.

    ``close`` enters what was done in history; until then it is written nowhere that it was done.
    ``tell`` hears how many more were changed when it is many at once.
    """

    def __init__(
        self,
        session: AsyncSession,
        kind: ChangeKind = ChangeKind.FORM,
        author: Author = _NOBODY,
        tell: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(session, ChangeLog(session, kind, author), tell)
        self.first: UserDTO | None = None
        self._author = author
        self._kind = kind
        self._has_updated = False
        self._edit: tuple[UserDTO, UpdateUserDTO] | None = None
        self._edited = 0

    @property
    def count(self) -> int:
        """How many users are not as they were."""
        return self.log.count + self._edited

    async def close(self, summary: Summary) -> ChangeSet | None:
        """The change set that all of this has become; None if nothing was different."""
        if self._edit is not None:
            if change_set := await self._edit_at_once(self._edit, summary):
                return change_set
            await self.update_users([self._edit])
        await self.outside_log.close(Summary(Deed.OUTSIDE, self.outside_log.count))
        return await self.log.close(replace(summary, count=self.log.count))

    async def _edit_at_once(
        self, wanted: tuple[UserDTO, UpdateUserDTO], summary: Summary
    ) -> ChangeSet | None:
        edit = Edit(*wanted, self._kind, self._author, replace(summary, count=1))
        done = await in_one_go(self.session, edit.write)
        if done is None:
            return None
        change_set, self.first = done
        self._edited = 1
        return change_set

    async def add_user(self, user: CreateUserDTO | UserDTO) -> UserDTO:
        """A new user, or one that was lost, as it was; raises AlreadyExistError."""
        if owner := await self.get_user(FindUserDTO(user_name=user.user_name)):
            raise AlreadyExistError("user_name", user.user_name, owner)
        return (await self.add_users([user]))[0]

    async def add_users(self, users: Sequence[CreateUserDTO | UserDTO]) -> list[UserDTO]:
        """Many at once, without looking for the owner of a taken name."""
        last_key = await self.session.scalar(LAST_KEY) or 0
        now = datetime.now(UTC)
        added = [
            user if isinstance(user, UserDTO) else _created(user, key, now)
            for key, user in enumerate(users, last_key + 1)
        ]
        for chunk in chunks(added):
            await self.session.execute(insert(USERS), [_row(user) for user in chunk])
            index = [to_index_row(user.key, user.fields) for user in chunk]
            await self.session.execute(insert(USER_INDEX), index)
            await self._note_added([user.key for user in chunk])
        self._note_first(added)
        return added

    async def add_rows(self, rows: Sequence[NewRow]) -> None:
        """Very many who are all new, worked out before; raises AlreadyExistError."""
        now = datetime.now(UTC)
        first = await in_one_go(self.session, lambda connection: add_rows(connection, rows, now))
        await self._note_added(list(range(first, first + len(rows))))

    async def _note_added(self, keys: list[int]) -> None:
        """What follows from new rows in ``users`` and ``user_index``."""
        await tally_in(self.session, keys)
        await self.session.execute(NOTE_TAKEN, {"first": min(keys), "last": max(keys)})
        self.log.note_keys(keys, Event.CREATED)
        self.progress(len(keys))

    def update_user(self, seen: UserDTO, changes: UpdateUserDTO) -> None:
        """One alone, and all that this writer does: stored with its history by ``close``.

        Which raises what ``update_users`` would.
        """
        self._edit = seen, changes

    async def update_users(self, wanted: Sequence[tuple[UserDTO, UpdateUserDTO]]) -> list[UserDTO]:
        """Many at once: only what was given; user names may go from one to another.

        Raises ConflictError if what is stored differs from what was seen.
        """
        renamed = [(s.key, c.user_name) for s, c in wanted if "user_name" in c.model_fields_set]
        await self._free_user_names(renamed)
        if self._has_updated or len(wanted) > SIZE:
            await self.outside_log.seq()  # what others did stands before what we did
        self._has_updated = True
        after: list[UserDTO] = []
        for fields, same in groupby(wanted, lambda pair: frozenset(pair[1].model_fields_set)):
            for chunk in chunks(list(same), _PORTION):
                after += await self._updated(chunk, fields)
                self.progress(len(chunk))
        self._note_first(after)
        return after

    async def change_many(
        self, keys: Sequence[int], values: Mapping[str, Value], seen: Mapping[str, Value]
    ) -> Sequence[int]:
        """The same values for a few thousand; answers with those for whom it is not as simple."""

        def change(many: ManyUsers) -> tuple[list[int], list[int]]:
            return many.change(keys, values, seen)

        return await self._many(keys, change) if values and is_plain(values) else keys

    async def take_back_many(self, target: int, keys: Sequence[int]) -> Sequence[int]:
        """What a change set made of a few thousand; answers likewise."""
        return await self._many(keys, lambda many: many.take_back(target, keys))

    async def _many(
        self, keys: Sequence[int], deed: Callable[[ManyUsers], tuple[list[int], list[int]]]
    ) -> Sequence[int]:
        await self.outside_log.seq()  # what others did stands before what we did
        self._has_updated = True
        seq, now = await self.log.seq(), datetime.now(UTC)
        changed, left = await in_one_go(
            self.session, lambda connection: deed(ManyUsers(connection, seq, now))
        )
        self.log.note_users(changed)
        self.progress(len(keys) - len(left))
        return left

    async def put_down_user_names(self, keys: Sequence[int]) -> None:
        """Let go of these users' names, which they are all about to get anew."""
        nothing = func.char(0).concat(USERS.c.key)
        for chunk in chunks(keys):
            statement = update(USERS).where(USERS.c.key.in_(chunk))
            await self.session.execute(statement.values(user_name_key=nothing))

    def _note_first(self, users: Sequence[UserDTO]) -> None:
        """The user of a change of just one, which whoever asked for the change goes on with."""
        if users and self.first is None:
            self.first = users[0]

    async def _updated(
        self, wanted: Sequence[tuple[UserDTO, UpdateUserDTO]], fields: Iterable[str]
    ) -> list[UserDTO]:
        stored = await self.as_stored(USERS, USER_INDEX, [seen.key for seen, _ in wanted])
        after = [
            changed(stored.get(seen.key), seen, {name: getattr(changes, name) for name in fields})
            for seen, changes in wanted
        ]
        await self._store(after, fields)
        for user in after:
            await self.log.note_changes(stored[user.key], user, fields)
        return after

    async def _free_user_names(self, renamed: Sequence[tuple[int, str]]) -> None:
        """Refuse names that others have; names that change hands are put down first."""
        keys = {key for key, _ in renamed}
        wanted = {user_name_key(name): name for _, name in renamed}
        for chunk in chunks(list(wanted.values())):
            for owner in await self.get_users_named(chunk):
                if owner.key not in keys:
                    name = wanted[user_name_key(owner.user_name)]
                    raise AlreadyExistError("user_name", name, owner)
        if len(renamed) > 1:
            await self.put_down_user_names(sorted(keys))

    async def _store(self, users: Sequence[UserDTO], given: Iterable[str]) -> None:
        rows, keys = [update_row(user, given) for user in users], [user.key for user in users]
        index = [to_index_row(user.key, user.fields) | {"at": user.key} for user in users]
        result = await self.session.execute(UPDATE_AS_READ, rows)
        if cast("CursorResult[Any]", result).rowcount != len(rows):
            raise ConflictError(users[0], tuple(given))
        await tally_out(self.session, keys)
        await self.session.execute(UPDATE_INDEX, index)
        await tally_in(self.session, keys)
        await self.note_text(keys)  # also where another tool has written what is searched


def _created(user: CreateUserDTO, key: int, now: datetime) -> UserDTO:
    fields: dict[str, Value] = {name: getattr(user, name) for name in ATTRIBUTES}
    facts: Mapping[str, Any] = {"created": now, "last_modified": now, "version": 1}
    return UserDTO.model_construct(**fields, **facts, key=key, id=uuid7())


def _row(user: UserDTO) -> dict[str, Any]:
    facts = {name: getattr(user, name) for name in UserDTO.model_fields if name not in ATTRIBUTES}
    return to_row(user.fields) | facts
