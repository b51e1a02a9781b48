"""Takes into index and history what other tools did to users."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, union, update

from desktop_app.database.chunks import SIZE, chunks
from desktop_app.database.mapping import as_text
from desktop_app.database.meta import INDEX_MENDED, set_meta
from desktop_app.database.models import CHANGES, SPANS, TRASH, TRASH_INDEX, USER_INDEX, USERS
from desktop_app.database.raw_rows import fields_of, index_row
from desktop_app.database.search_index import NOTE_TAIL
from desktop_app.database.tallies import tally_in, tally_out
from desktop_app.domain.change import Event
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.text import user_name_key
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.database.change_log import ChangeLog

    Rows = dict[int, dict[str, Any]]

_log = logging.getLogger(__name__)
_SHELVES = ((USERS, USER_INDEX), (TRASH, TRASH_INDEX))
_THERE = frozenset({Event.CREATED, Event.RESTORED})
_NO_NAME = "\0"


class OutsideKeeper:
    """The one who mends. Looks again within the transaction: another may have done it already.

    What the index lacks of somebody whom history knows to be there is no news. ``mended`` are
    users whose index, or key of the user name, was not what it should be. With ``amid_writing``
    user names that were put down stay so: they are about to be given anew.
    """

    def __init__(
        self,
        session: AsyncSession,
        log: ChangeLog,
        tell: Callable[[int], None] = lambda _: None,
        *,
        amid_writing: bool = False,
    ) -> None:
        self._session = session
        self._history = log
        self._tell = tell
        self._amid_writing = amid_writing
        self.mended: set[int] = set()

    async def take_in(self, keys: Iterable[int]) -> None:
        """Users that came, went or changed, whichever of these each of them is."""
        for chunk in chunks(sorted(set(keys))):
            was, now = list[set[int]](), list[set[int]]()
            for users, index in _SHELVES:
                stored, indexed = await self._rows(users, chunk), await self._rows(index, chunk)
                await self._mend(index, stored, indexed)
                await self._name(users, stored)
                was.append(set(indexed))
                now.append(set(stored))
            await self._note_moves(chunk, was, now)
            self._tell(len(chunk))

    async def take_in_all(self) -> None:
        """Everybody who is in the file, or in the index only."""
        last: int | None = None
        while keys := await self._next(last):
            await self.take_in(keys)
            last = keys[-1]

    async def count_all(self) -> int:
        counts = [
            select(func.count()).select_from(users).scalar_subquery() for users, _ in _SHELVES
        ]
        return await self._session.scalar(select(counts[0] + counts[1])) or 0

    async def _next(self, last: int | None) -> list[int]:
        parts = [
            select(table.c.key).where(table.c.key > last)
            if last is not None
            else select(table.c.key)
            for pair in _SHELVES
            for table in pair
        ]
        every = union(*parts).order_by("key").limit(SIZE)
        return list((await self._session.scalars(every)).all())

    async def _mend(self, index: Table, stored: Rows, indexed: Rows) -> None:
        wanted = {key: index_row(row) for key, row in stored.items()}
        wrong = [key for key, row in wanted.items() if row != indexed.get(key)]
        if gone := [*wrong, *(indexed.keys() - stored.keys())]:
            self.mended.update(gone)
            if index is USER_INDEX:
                await tally_out(self._session, gone)
                await set_meta(self._session, INDEX_MENDED, str(uuid7()))
            await self._session.execute(delete(index).where(index.c.key.in_(gone)))
        if wrong:
            await self._session.execute(insert(index), [wanted[key] for key in wrong])
            if index is USER_INDEX:
                await tally_in(self._session, wrong)
            await self._session.execute(NOTE_TAIL, [{"key": key} for key in wrong])
        known = [key for key in wrong if key in indexed and indexed[key]["digest"]]
        changed = [key for key in known if indexed[key]["digest"] != wanted[key]["digest"]]
        told = await self._last_told(changed)
        for key in changed:
            differing = {n for n in ATTRIBUTES if wanted[key][n] != indexed[key][n]}
            await self._note_change(key, fields_of(stored[key]), told.get(key, {}), differing)

    async def _note_change(
        self,
        key: int,
        fields: Mapping[str, Any],
        told: Mapping[str, str | None],
        differing: set[str],
    ) -> None:
        """History knows what it was; where it does not, the sort key may tell that it changed."""
        is_named = False
        for name in ATTRIBUTES:
            now = as_text(fields[name])
            if told[name] != now if name in told else name in differing:
                await self._history.note_raw(key, name, told.get(name), now)
                is_named = True
        if not is_named:
            self._history.note_user(key)

    async def _note_moves(
        self, keys: Sequence[int], was: Sequence[set[int]], now: Sequence[set[int]]
    ) -> None:
        moved = [
            key
            for key in keys
            if any((key in w) != (key in n) for w, n in zip(was, now, strict=True))
        ]
        told = await self._whereabouts(moved)
        found: dict[Event, list[int]] = {}
        for key in moved:
            if key in now[0]:
                is_news = told.get(key) not in _THERE and key not in was[0]
                back = key in was[1] or told.get(key) is Event.TRASHED
                event = Event.RESTORED if back else Event.CREATED
            else:
                event = Event.TRASHED if key in now[1] else Event.PURGED
                is_news = told.get(key) is not event and not (key in now[1] and key in was[1])
            if is_news:
                found.setdefault(event, []).append(key)
        for event, those in found.items():
            self._history.note_keys(those, event)

    async def _name(self, users: Table, stored: Rows) -> None:
        """The key of a user name, unless somebody else has this name already."""
        wrong = {
            key: name
            for key, row in stored.items()
            if (name := user_name_key(str(row["user_name"]))) != row["user_name_key"]
            and not (self._amid_writing and row["user_name_key"].startswith(_NO_NAME))
        }
        if not wrong:
            return
        taken = set[str]()
        if users is USERS:
            nothing = func.char(0).concat(USERS.c.key)
            put_down = update(USERS).where(USERS.c.key.in_(wrong))
            await self._session.execute(put_down.values(user_name_key=nothing))
            others = select(USERS.c.user_name_key).where(USERS.c.user_name_key.in_(wrong.values()))
            taken.update((await self._session.scalars(others)).all())
        for key, name in wrong.items():
            if name in taken:
                _log.warning("two users have the same user name, one of them with key %d", key)
                continue
            statement = update(users).where(users.c.key == key)
            await self._session.execute(statement.values(user_name_key=name))
            self.mended.add(key)
            if users is USERS:
                taken.add(name)

    async def _rows(self, table: Table, keys: Sequence[int]) -> Rows:
        found = await self._session.execute(select(table).where(table.c.key.in_(keys)))
        return {row["key"]: dict(row) for row in found.mappings()}

    async def _last_told(self, keys: Sequence[int]) -> dict[int, dict[str, str | None]]:
        """What each field was, as far as history says."""
        told: dict[int, dict[str, str | None]] = {}
        if keys:
            wanted = select(CHANGES).where(CHANGES.c.key.in_(keys)).order_by(CHANGES.c.seq)
            for row in await self._session.execute(wanted):
                fields = told.setdefault(row.key, {})
                fields[row.field] = row.after
                if row.secret:
                    del fields[row.field]
        return told

    async def _whereabouts(self, keys: Sequence[int]) -> dict[int, Event]:
        """What history says became of each last."""
        if not keys:
            return {}
        wanted = (
            select(SPANS.c.first, SPANS.c.last, SPANS.c.event)
            .where(SPANS.c.first <= keys[-1], SPANS.c.last >= keys[0])
            .order_by(SPANS.c.seq)
        )
        told: dict[int, Event] = {}
        for first, last, event in await self._session.execute(wanted):
            told.update((key, event) for key in keys if first <= key <= last)
        return {key: Event(event) for key, event in told.items() if event in list(Event)}
