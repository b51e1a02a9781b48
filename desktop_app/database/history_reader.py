"""History as a person looks through it, a page at a time however long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, union

from desktop_app.database.chunks import chunks
from desktop_app.database.history_repository import (
    KNOWN_EVENT,
    SETS,
    HistoryRepository,
    change_sets,
    to_change,
    to_change_set,
)
from desktop_app.database.mapping import from_text
from desktop_app.database.models import CHANGE_SETS, CHANGES, SPANS, TRASH, USERS
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author, ChangeKind, Event
from desktop_app.domain.history import Concerned, Entry, PastUser, knows_before
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.change import Change, ChangeSet
    from desktop_app.domain.history import HistoryQuery
    from desktop_app.domain.user import UserDTO


class HistoryReader:
    """Reads within the session's transaction; each page begins where the one before ended."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._history = HistoryRepository(session)

    async def change_sets(
        self, query: HistoryQuery, *, before: int | None = None, limit: int
    ) -> list[ChangeSet]:
        """The newest first, from the one before ``before``."""
        wanted = change_sets().where(*_conditions(query))
        if before is not None:
            wanted = wanted.where(SETS.seq < before)
        rows = await self._session.execute(wanted.order_by(SETS.seq.desc()).limit(limit))
        return [to_change_set(row) for row in rows.mappings()]

    async def change_set(self, seq: int) -> ChangeSet | None:
        return await self._history.get(seq)

    async def authors(self) -> list[Author]:
        """Everybody who has changed anything."""
        names = select(SETS.login, SETS.author).distinct()
        rows = await self._session.execute(names.order_by(SETS.login, SETS.author))
        return [Author(row.login, row.author) for row in rows]

    async def kinds(self) -> list[ChangeKind]:
        """The kinds of change there are, in their own order."""
        there = set((await self._session.scalars(select(SETS.kind).distinct())).all())
        return [kind for kind in ChangeKind if kind.value in there]

    async def last_at(self, moment: datetime) -> ChangeSet | None:
        """The last change set that was made by then; None if that is before all of them.

        ``seq`` orders history, a clock does not: of all whose clock said ``moment`` or earlier it
        is the last. So sets of the same time go together, one whose clock ran ahead is taken
        along by what came after it, and after a clock that was set back the later one counts.
        """
        wanted = change_sets().where(SETS.time <= moment).order_by(SETS.seq.desc()).limit(1)
        row = (await self._session.execute(wanted)).mappings().one_or_none()
        return None if row is None else to_change_set(row)

    async def concerned(self, seq: int, *, after: int = 0, limit: int) -> list[Concerned]:
        """The users of a change set in the order of their keys, from the one after ``after``."""
        events = await self._events_of(seq, after, limit)
        changed = await self._history.changed_keys(seq, after, limit)
        keys = sorted({*events, *changed})[:limit]
        if not keys:
            return []
        changes, names = await self._history.changes_of(seq, keys), await self._names(keys)
        return [
            Concerned(key, names.get(key), tuple(events.get(key, ())), tuple(changes.get(key, ())))
            for key in keys
        ]

    async def timeline(self, key: int, *, before: int | None = None, limit: int) -> list[Entry]:
        """What became of one user, the newest first, from the one before ``before``."""
        came = select(SPANS.c.seq).where(SPANS.c.first <= key, SPANS.c.last >= key)
        found = union(select(CHANGES.c.seq).where(CHANGES.c.key == key), came).subquery("found")
        wanted = select(found.c.seq).order_by(found.c.seq.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(found.c.seq < before)
        seqs = list((await self._session.scalars(wanted)).all())
        rows = await self._session.execute(
            change_sets().where(SETS.seq.in_(seqs)).order_by(SETS.seq.desc())
        )
        events, changes = await self._events_at(key, seqs), await self._changes_at(key, seqs)
        return [
            Entry(found, tuple(events.get(found.seq, ())), tuple(changes.get(found.seq, ())))
            for found in map(to_change_set, rows.mappings())
        ]

    async def user_after(self, key: int, seq: int) -> PastUser | None:
        """The user as this change set left it; None if it is gone for good."""
        user = await self._user(key)
        if user is None:
            return None
        fields, unknown = dict(user.fields), set[str]()
        later = (
            select(CHANGES, SETS.kind)
            .join(CHANGE_SETS, SETS.seq == CHANGES.c.seq)
            .where(CHANGES.c.key == key, CHANGES.c.seq > seq)
            .order_by(CHANGES.c.seq.desc())
        )
        for row in await self._session.execute(later):
            change = to_change(row)
            if change.field not in ATTRIBUTES:
                continue
            if knows_before(change, ChangeKind(row.kind)):
                fields[change.field] = from_text(change.field, change.before)
                unknown.discard(change.field)
            else:
                unknown.add(change.field)
        shown = {name: user.fields[name] if name in unknown else v for name, v in fields.items()}
        return PastUser(seq, shown, user.fields, frozenset(unknown))

    async def _user(self, key: int) -> UserDTO | None:
        users = UserRepository(self._session)
        found = await users.get_users([key]) or await users.get_trashed([key])
        return found[0] if found else None

    async def _events_of(self, seq: int, after: int, limit: int) -> dict[int, list[Event]]:
        """Of the first ``limit`` users that came or went."""
        wanted = select(SPANS).where(SPANS.c.seq == seq, SPANS.c.last > after, KNOWN_EVENT)
        found: dict[int, list[Event]] = {}
        for row in await self._session.execute(wanted.order_by(SPANS.c.first).limit(limit)):
            first = max(row.first, after + 1)
            for key in range(first, min(row.last, first + limit - 1) + 1):
                found.setdefault(key, []).append(Event(row.event))
            if len(found) >= limit:
                break
        return found

    async def _events_at(self, key: int, seqs: Sequence[int]) -> dict[int, list[Event]]:
        found: dict[int, list[Event]] = {}
        wanted = select(SPANS).where(SPANS.c.first <= key, SPANS.c.last >= key, KNOWN_EVENT)
        for row in await self._session.execute(wanted.where(SPANS.c.seq.in_(seqs))):
            found.setdefault(row.seq, []).append(Event(row.event))
        return found

    async def _changes_at(self, key: int, seqs: Sequence[int]) -> dict[int, list[Change]]:
        found: dict[int, list[Change]] = {}
        wanted = select(CHANGES).where(CHANGES.c.key == key, CHANGES.c.seq.in_(seqs))
        for row in await self._session.execute(wanted):
            found.setdefault(row.seq, []).append(to_change(row))
        return found

    async def _names(self, keys: Sequence[int]) -> dict[int, str]:
        """Of those in the file and in the trash."""
        found: dict[int, str] = {}
        for table in (USERS, TRASH):
            for chunk in chunks(keys):
                names = select(table.c.key, table.c.display_name, table.c.user_name)
                for row in await self._session.execute(names.where(table.c.key.in_(chunk))):
                    found[row.key] = row.display_name or row.user_name
        return found


def _conditions(query: HistoryQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since is not None:
        found.append(SETS.time >= query.since)
    if query.until is not None:
        found.append(SETS.time <= query.until)
    if query.author is not None:
        found += [SETS.login == query.author.login, SETS.author == query.author.name]
    if query.kind is not None:
        found.append(SETS.kind == query.kind.value)
    return found
