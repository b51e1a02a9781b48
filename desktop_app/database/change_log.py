"""Writes history, in the transaction of the change itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Text, column, func, insert, select, table, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.database.mapping import as_text
from desktop_app.database.models import CHANGE_SETS, CHANGES, SPANS
from desktop_app.domain.change import ChangeSet, Span, spans
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.change import Author, ChangeKind, Event, Summary
    from desktop_app.domain.user import UserDTO

SEQUENCE = table("sqlite_sequence", column("name", Text), column("seq", Integer))
_MANY = 1000
_NOTED = upsert(CHANGES)
# A field that changes twice in one set has one way back: to what it was first.
_NOTE = _NOTED.on_conflict_do_update(
    index_elements=["seq", "key", "field"], set_={"after": _NOTED.excluded.after}
)


class ChangeLog:
    """One change set in the making. Rows are kept for a moment, so that few statements are many."""

    def __init__(self, session: AsyncSession, kind: ChangeKind, author: Author) -> None:
        self._session = session
        self._kind = kind
        self._author = author
        self._seq = 0
        self._is_there = False
        self._reverts: int | None = None
        self._rows: list[dict[str, Any]] = []
        self._spans: list[Span] = []
        self._keys: set[int] = set()
        self.count = 0

    async def seq(self) -> int:
        """The place in history that this change set will have."""
        if not self._seq:
            last = select(func.max(SEQUENCE.c.seq)).where(SEQUENCE.c.name == CHANGE_SETS.name)
            self._seq = (await self._session.scalar(last) or 0) + 1
        return self._seq

    async def note_changes(self, before: UserDTO, after: UserDTO, fields: Iterable[str]) -> None:
        """What became of these attributes; of a sensitive one only that it changed."""
        seq = await self.seq()
        noted = [
            _row(seq, before, after, name)
            for name in fields
            if getattr(before, name) != getattr(after, name)
        ]
        if noted:
            self._rows += noted
            self._count(after.key)
        if len(self._rows) >= _MANY:
            await self._flush()

    async def note_raw(self, key: int, field: str, before: str | None, after: str | None) -> None:
        """The same, where there are no two users to compare."""
        facts = {"key": key, "field": field, "before": before, "after": after, "secret": 0}
        self._rows.append({"seq": await self.seq(), **facts})
        self._count(key)
        if len(self._rows) >= _MANY:
            await self._flush()

    def note_keys(self, keys: list[int], event: Event) -> None:
        """These users came or went."""
        self.count += len(keys)
        self._keys.update(keys[:2])
        for span in spans(keys, event):
            last = self._spans[-1] if self._spans else None
            if last and last.event is event and last.last + 1 == span.first:
                self._spans[-1] = Span(last.first, span.last, event)
            else:
                self._spans.append(span)

    async def mark_taken_back(self, target: ChangeSet) -> None:
        """Note that ``target`` is taken back; what it had taken back itself is in force again."""
        self._reverts = target.seq
        by = {target.seq: await self.seq(), target.reverts: None}
        for seq, reverted_by in by.items():
            statement = update(CHANGE_SETS).where(CHANGE_SETS.c.seq == seq)
            await self._session.execute(statement.values(reverted_by=reverted_by))

    async def close(self, summary: Summary) -> ChangeSet | None:
        """Enter the change set with all its rows; None if nothing has changed."""
        if not self.count:
            return None
        found = ChangeSet(
            seq=await self.seq(),
            id=uuid7(),
            time=datetime.now(UTC),
            author=self._author,
            kind=self._kind,
            summary=summary,
            user_key=next(iter(self._keys)) if self.count == 1 else None,
            reverts=self._reverts,
        )
        if self._is_there:
            statement = update(CHANGE_SETS).where(CHANGE_SETS.c.seq == found.seq)
            await self._session.execute(statement.values(_set_row(found)))
        else:
            await self._session.execute(insert(CHANGE_SETS), _set_row(found))
            self._is_there = True
        await self._flush()
        if self._spans:
            rows = [_span_row(found.seq, span) for span in self._spans]
            await self._session.execute(insert(SPANS), rows)
        return found

    def _count(self, key: int) -> None:
        if key not in self._keys:
            self.count += 1
            if len(self._keys) > _MANY:
                self._keys.clear()  # the fields of a user are noted one after the other
            self._keys.add(key)

    async def _flush(self) -> None:
        if not self._rows:
            return
        if not self._is_there:
            place = {"seq": await self.seq(), "id": uuid7(), "time": datetime.now(UTC)}
            await self._session.execute(insert(CHANGE_SETS), _EMPTY | place)
            self._is_there = True
        await self._session.execute(_NOTE, self._rows)
        self._rows = []


_EMPTY = {"login": "", "author": "", "kind": "", "deed": "", "label": "", "count": 0}


def _row(seq: int, before: UserDTO, after: UserDTO, name: str) -> dict[str, Any]:
    secret = ATTRIBUTES[name].sensitive
    return {
        "seq": seq,
        "key": after.key,
        "field": name,
        "before": None if secret else as_text(getattr(before, name)),
        "after": None if secret else as_text(getattr(after, name)),
        "secret": int(secret),
    }


def _set_row(found: ChangeSet) -> dict[str, Any]:
    return {
        "seq": found.seq,
        "id": found.id,
        "time": found.time,
        "login": found.author.login,
        "author": found.author.name,
        "kind": found.kind.value,
        "deed": found.summary.deed.value,
        "label": found.summary.label,
        "count": found.summary.count,
        "user_key": found.user_key,
        "reverts": found.reverts,
    }


def _span_row(seq: int, span: Span) -> dict[str, Any]:
    return {"seq": seq, "first": span.first, "last": span.last, "event": span.event.value}
