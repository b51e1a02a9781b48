"""History as it was written: which change sets there are, and what each has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from desktop_app.database.models import CHANGE_SETS, CHANGES, SPANS, TRASH, USERS
from desktop_app.database.prepared import prepared
from desktop_app.database.session import in_one_go
from desktop_app.domain.change import (
    CAME,
    NEVER_UNDONE,
    WENT,
    Author,
    Change,
    ChangeKind,
    ChangeSet,
    Deed,
    Event,
    Span,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.sql.selectable import Select

SETS = CHANGE_SETS.c
_MANY = 1000  # users: to look through what was changed of more takes as long as to count anew
_NAMES = [
    select(table.c.display_name).where(table.c.key == SETS.user_key).scalar_subquery()
    for table in (USERS, TRASH)
]
_CAN_BE_UNDONE = SETS.kind.in_([kind.value for kind in ChangeKind if kind not in NEVER_UNDONE])
KNOWN_EVENT = SPANS.c.event.in_([event.value for event in Event])
# In force: not taken back, not itself the taking back of something, and not still in the making.
_IN_FORCE = and_(
    SETS.count > 0,
    SETS.reverted_by.is_(None),
    SETS.kind.not_in((ChangeKind.UNDO.value, ChangeKind.REDO.value)),
)

_CHANGED_KEYS = (
    select(CHANGES.c.key)
    .where(CHANGES.c.seq == bindparam("seq", type_=Integer))
    .where(CHANGES.c.key > bindparam("after", type_=Integer))
    .distinct()
    .order_by(CHANGES.c.key)
    .limit(bindparam("limit", type_=Integer))
)


class HistoryRepository:
    """Reads history within the session's transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, seq: int) -> ChangeSet | None:
        return await self._first(change_sets().where(SETS.seq == seq))

    async def undo_next(self, author: Author, without: Collection[int] = ()) -> ChangeSet | None:
        """What this author did last and has not taken back; ``without`` what is impossible."""
        wanted = change_sets().where(_is_by(author), _CAN_BE_UNDONE)
        wanted = wanted.where(SETS.reverted_by.is_(None), SETS.seq.not_in(without))
        return await self._first(wanted)

    async def redo_next(self, author: Author, without: Collection[int] = ()) -> ChangeSet | None:
        """The undo that this author can take back: the last, with nothing new done since."""
        new = select(func.coalesce(func.max(SETS.seq), 0))
        new = new.where(_is_by(author), _CAN_BE_UNDONE)
        wanted = change_sets().where(_is_by(author), SETS.kind == ChangeKind.UNDO.value)
        wanted = wanted.where(SETS.reverted_by.is_(None), SETS.seq > new.scalar_subquery())
        return await self._first(wanted.where(SETS.seq.not_in(without)))

    async def newest(self) -> int:
        """The place of the newest change set; 0 where there is none."""
        return await self._session.scalar(select(func.max(SETS.seq))) or 0

    async def fields_changed_since(self, seq: int) -> frozenset[str] | None:
        """Which attributes later change sets have changed.

        None if somebody came or went, if another program did it, or if it was much.
        """
        others = func.max(SETS.kind == ChangeKind.OUTSIDE.value)
        sets = select(func.coalesce(func.sum(SETS.count), 0), others).where(SETS.seq > seq)
        count, are_others = (await self._session.execute(sets)).one()
        moved = await self._session.scalar(select(exists().where(SPANS.c.seq > seq)))
        if count > _MANY or are_others or moved:
            return None
        fields = select(CHANGES.c.field).where(CHANGES.c.seq > seq).distinct()
        return frozenset((await self._session.scalars(fields)).all())

    async def last_before(self, moment: datetime) -> int:
        """The place of the last change set before a moment; 0 where there is none.

        The last of an unbroken row, so that a clock that was wrong for a while dates nothing back.
        """
        later = select(func.min(SETS.seq)).where(SETS.time >= moment).scalar_subquery()
        last = select(func.max(SETS.seq)).where(or_(later.is_(None), SETS.seq < later))
        return await self._session.scalar(last) or 0

    async def spans_of(self, seq: int) -> list[Span]:
        """Who came and who went, as far as this version knows the word for it."""
        rows = await self._session.execute(select(SPANS).where(SPANS.c.seq == seq, KNOWN_EVENT))
        return [Span(row.first, row.last, Event(row.event)) for row in rows]

    async def changed_keys(self, seq: int, after: int, limit: int) -> list[int]:
        """The users with changed attributes, from the one after ``after``."""
        # On the connection's thread: a row for each key would keep the event loop busy.
        at = {"seq": seq, "after": after, "limit": limit}
        return await in_one_go(
            self._session,
            lambda connection: [key for (key,) in prepared(_CHANGED_KEYS).run(connection, at)],
        )

    async def keys_with(self, seq: int, field: str) -> list[int]:
        """The users of whom this attribute was changed, and what it was before is known."""
        keys = select(CHANGES.c.key).where(CHANGES.c.seq == seq, CHANGES.c.field == field)
        known = keys.where(CHANGES.c.before.is_not(None))
        return list((await self._session.scalars(known)).all())

    async def changes_of(self, seq: int, keys: Sequence[int]) -> dict[int, list[Change]]:
        """What was changed of these users, which stand in order."""
        wanted = select(CHANGES).where(CHANGES.c.seq == seq, CHANGES.c.key.between(*_ends(keys)))
        found: dict[int, list[Change]] = {}
        for row in await self._session.execute(wanted.order_by(CHANGES.c.key, CHANGES.c.field)):
            found.setdefault(row.key, []).append(to_change(row))
        return found

    async def later_change(self, seq: int, first: int, last: int) -> tuple[int, int] | None:
        """The newest later change set in force that changed one of these users, and whom."""
        wanted = (
            select(CHANGES.c.seq, CHANGES.c.key)
            .join(CHANGE_SETS, CHANGE_SETS.c.seq == CHANGES.c.seq)
            .where(CHANGES.c.seq > seq, CHANGES.c.key.between(first, last), _IN_FORCE)
            .order_by(CHANGES.c.seq.desc())
            .limit(1)
        )
        row = (await self._session.execute(wanted)).one_or_none()
        return None if row is None else (row.seq, row.key)

    async def count_there(self, span: Span) -> int:
        """How many of these are in the file, in the trash or not."""
        counts = [
            select(func.count())
            .select_from(table)
            .where(table.c.key.between(span.first, span.last))
            .scalar_subquery()
            for table in (USERS, TRASH)
        ]
        return await self._session.scalar(select(counts[0] + counts[1])) or 0

    async def _first(self, wanted: Select[Any]) -> ChangeSet | None:
        rows = await self._session.execute(wanted.order_by(SETS.seq.desc()).limit(1))
        row = rows.mappings().one_or_none()
        return None if row is None else to_change_set(row)


def change_sets() -> Select[Any]:
    """Change sets, with the name of the user where it is one who is still there.

    Of another program also how many it has added and removed.
    """
    came, went = _moved(CAME).label("added"), _moved(WENT).label("removed")
    return select(CHANGE_SETS, func.coalesce(*_NAMES, "").label("name"), came, went)


def _moved(events: Sequence[Event]) -> ColumnElement[int]:
    count = func.coalesce(func.sum(SPANS.c.last - SPANS.c.first + 1), 0)
    moved = select(count).where(SPANS.c.seq == SETS.seq, SPANS.c.event.in_(events))
    return case((SETS.kind == ChangeKind.OUTSIDE.value, moved.scalar_subquery()), else_=0)


def to_change(row: Any) -> Change:
    return Change(row.key, row.field, row.before, row.after, bool(row.secret))


def to_change_set(row: Mapping[Any, Any]) -> ChangeSet:
    return ChangeSet(
        seq=row["seq"],
        id=row["id"],
        time=row["time"],
        author=Author(row["login"], row["author"]),
        kind=ChangeKind(row["kind"]),
        summary=Summary(
            Deed(row["deed"]),
            row["count"],
            row["name"],
            row["label"],
            row["added"],
            row["removed"],
        ),
        user_key=row["user_key"],
        reverts=row["reverts"],
        reverted_by=row["reverted_by"],
    )


def _is_by(author: Author) -> ColumnElement[bool]:
    """The same login, and no other name: whoever chooses a name later is still who they were."""
    same = SETS.login == author.login
    return and_(same, SETS.author.in_((author.name, ""))) if author.name else same


def _ends(keys: Sequence[int]) -> tuple[int, int]:
    return keys[0], keys[-1]
