"""Users that go to the trash, come back from it, or go for good."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, delete, exists, insert, literal, or_, select

from desktop_app.database.change_log import ChangeLog
from desktop_app.database.chunks import chunks
from desktop_app.database.mapping import digest, to_dto, to_index_row, to_row
from desktop_app.database.models import CHANGES, TRASH, TRASH_INDEX, USER_INDEX, USERS
from desktop_app.database.outside_keeper import OutsideKeeper
from desktop_app.database.search_index import NOTE_TAIL, forget
from desktop_app.database.session import in_one_go
from desktop_app.database.tallies import cut_empty, tally_anew, tally_in, tally_out
from desktop_app.database.user_repository import UserRepository, stored
from desktop_app.database.user_updates import UPDATE_TRASH_INDEX, UPDATE_TRASHED
from desktop_app.domain.change import Author, ChangeKind, Event
from desktop_app.domain.errors import UserNamesTakenError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Select, Table
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO

_FACTS = [column.name for column in USERS.columns]
_INDEXED = [column.name for column in USER_INDEX.columns]


class TrashKeeper(UserRepository):
    """Moves users, with a history of it. Nothing goes for good that was not in the trash first.

    ``tell`` hears how many more were changed when it is many at once.
    """

    def __init__(
        self, session: AsyncSession, log: ChangeLog, tell: Callable[[int], None] | None = None
    ) -> None:
        super().__init__(session)
        self.log = log
        self.outside_log = ChangeLog(session, ChangeKind.OUTSIDE, Author())
        self._outside = OutsideKeeper(session, self.outside_log, amid_writing=True)
        self._tell = tell

    async def delete_users(self, keys: Sequence[int]) -> list[int]:
        """Into the trash with these; answers with those that were there."""
        parts = [await self._indexed(chunk) for chunk in chunks(sorted(keys))]
        seq = await self.log.seq()
        gone: list[int] = []
        for there in parts:
            await self._copy(USERS, TRASH, _FACTS, there, seq=seq)
            await self._copy(USER_INDEX, TRASH_INDEX, _INDEXED, there)
            await self._remove(there, USER_INDEX, USERS)
            self.log.note_keys(there, Event.TRASHED)
            self.progress(len(there))
            gone += there
        return gone

    async def restore_users(
        self, keys: Sequence[int], names: Mapping[int, str] | None = None
    ) -> list[int]:
        """Out of the trash with these, under other user names where ``names`` says so.

        Raises UserNamesTakenError for all whose user name belongs to somebody else by now.
        """
        if names:
            named = await self.get_trashed(list(names))
            await self.update_trashed([(user, {"user_name": names[user.key]}) for user in named])
        back: list[int] = []
        for chunk in chunks(sorted(keys)):
            there = await self._there(TRASH, chunk)
            await self._refuse_taken(there)
            await self._copy(TRASH, USERS, _FACTS, there)
            await self._copy(TRASH_INDEX, USER_INDEX, _INDEXED, there)
            await self.note_text(there)
            await self._remove(there, TRASH_INDEX, TRASH)
            self.log.note_keys(there, Event.RESTORED)
            self.progress(len(chunk))
            back += there
        return back

    async def update_trashed(
        self, wanted: Sequence[tuple[UserDTO, Mapping[str, Value]]]
    ) -> list[UserDTO]:
        """Change users where they lie in the trash."""
        changed: list[UserDTO] = []
        await self.as_stored(TRASH, TRASH_INDEX, [user.key for user, _ in wanted])
        for _, same in groupby(wanted, lambda pair: frozenset(pair[1])):
            for chunk in chunks(list(same)):
                after = [user.model_copy(update=dict(values)) for user, values in chunk]
                rows = [to_row(values) | {"at": user.key} for user, values in chunk]
                await self.session.execute(UPDATE_TRASHED, rows)
                index = [to_index_row(user.key, user.fields) | {"at": user.key} for user in after]
                await self.session.execute(UPDATE_TRASH_INDEX, index)
                for user, (before, values) in zip(after, chunk, strict=True):
                    await self.log.note_changes(before, user, values)
                changed += after
        return changed

    async def purge_users(self, keys: Sequence[int]) -> list[int]:
        """Out of the trash for good, with what history knows of them.

        Of which letters they had the search index forgets the next time that it is made anew.
        """
        return await self._let_go(keys, (TRASH_INDEX, TRASH))

    async def erase_users(self, keys: Sequence[int]) -> list[int]:
        """Wherever these are: gone for good, with what history knows of them."""
        await self.search_anew()  # letters of a name can tell the name
        gone = await self._let_go(keys, (USER_INDEX, USERS), (TRASH_INDEX, TRASH))
        await cut_empty(self.session)  # as may a date that nobody else has
        return gone

    async def _let_go(self, keys: Sequence[int], *places: tuple[Table, Table]) -> list[int]:
        gone: list[int] = []
        for chunk in chunks(sorted(keys)):
            there: list[int] = []
            for index, users in places:
                found = await self._there(users, chunk)
                await self._remove(found, index, users)
                there += found
            await self.session.execute(delete(CHANGES).where(CHANGES.c.key.in_(there)))
            self.log.note_keys(sorted(there), Event.PURGED)
            self.progress(len(chunk))
            gone += there
        return gone

    async def search_anew(self) -> None:
        """Nobody's text is taken in any more; it will be, anew."""
        await in_one_go(self.session, forget)

    async def tally_anew(self) -> bool:
        """Count everybody; whether that came to something else than what was counted."""
        return await in_one_go(self.session, tally_anew)

    async def note_text(self, keys: Sequence[int]) -> None:
        """These have a text that the search has not taken in."""
        if keys:
            await self.session.execute(NOTE_TAIL, [{"key": key} for key in keys])

    async def taken_names(self, keys: Sequence[int]) -> list[UserDTO]:
        """Those in the trash whose user name belongs to somebody else by now, or to each other."""
        found, other = list[int](), TRASH.alias("other")
        for chunk in chunks(sorted(keys)):
            taken = exists().where(USERS.c.user_name_key == TRASH.c.user_name_key)
            same, before = other.c.user_name_key == TRASH.c.user_name_key, other.c.key < TRASH.c.key
            earlier = exists().where(other.c.key.in_(chunk), same, before)
            statement = select(TRASH.c.key).where(TRASH.c.key.in_(chunk), or_(taken, earlier))
            found += (await self.session.scalars(statement)).all()
        return await self.get_trashed(found)

    async def as_stored(
        self, table: Table, index: Table, keys: Sequence[int]
    ) -> dict[int, UserDTO]:
        """What another tool did to them is entered in history before it is written over."""
        found: dict[int, UserDTO] = {}
        strange: list[int] = []
        statement = _with_digest(table, index)
        for chunk in chunks(keys):
            for row in (await self.session.execute(statement, {"keys": chunk})).mappings():
                found[row["key"]] = user = to_dto(cast("Mapping[str, Any]", row))
                if row["digest"] != 0 and row["digest"] != digest(user.fields):
                    strange.append(user.key)
        await self._take_in(strange)
        return found

    async def _indexed(self, keys: Sequence[int]) -> list[int]:
        """Those that are there; what the index does not know yet would be lost to it."""
        statement = (
            select(USERS.c.key, USER_INDEX.c.key)
            .outerjoin_from(USERS, USER_INDEX, USER_INDEX.c.key == USERS.c.key)
            .where(USERS.c.key.in_(keys))
            .order_by(USERS.c.key)
        )
        rows = (await self.session.execute(statement)).all()
        await self._take_in([key for key, indexed in rows if indexed is None])
        return [key for key, _ in rows]

    async def _take_in(self, keys: Sequence[int]) -> None:
        """What others did has its place in history before what is done now."""
        if keys:
            await self.outside_log.seq()
            await self._outside.take_in(keys)

    async def _there(self, table: Table, keys: Sequence[int]) -> list[int]:
        statement = select(table.c.key).where(table.c.key.in_(keys)).order_by(table.c.key)
        return list((await self.session.scalars(statement)).all())

    async def _copy(
        self, source: Table, target: Table, names: Sequence[str], keys: Sequence[int], **more: int
    ) -> None:
        columns: list[Any] = [source.c[name] for name in names]
        rows = select(*columns, *map(literal, more.values())).where(source.c.key.in_(keys))
        await self.session.execute(insert(target).from_select([*names, *more], rows))
        if target is USER_INDEX:
            await tally_in(self.session, keys)

    async def _remove(self, keys: Sequence[int], *tables: Table) -> None:
        for table in tables:
            if table is USER_INDEX:
                await tally_out(self.session, keys)
            await self.session.execute(delete(table).where(table.c.key.in_(keys)))

    async def _refuse_taken(self, keys: Sequence[int]) -> None:
        if taken := await self.taken_names(keys):
            raise UserNamesTakenError(tuple(taken))

    def progress(self, done: int) -> None:
        """So many more users are done."""
        if self._tell is not None:
            self._tell(done)


@cache
def _with_digest(table: Table, index: Table) -> Select[Any]:
    """Made once: to make it takes longer than to carry it out."""
    return (
        select(*stored(table), index.c.digest.label("digest"))
        .outerjoin_from(table, index, index.c.key == table.c.key)
        .where(table.c.key.in_(bindparam("keys", expanding=True)))
    )
