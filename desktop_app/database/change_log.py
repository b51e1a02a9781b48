"""Writes history, in the transaction of the change itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Integer, Text, column, delete, insert, select, table, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop_app.database.mapping import as_text
from desktop_app.database.models import CHANGE_SETS, CHANGES, SPANS
from desktop_app.domain.change import ChangeSet, Deed, Span, spans
from desktop_app.domain.identifiers import uuid7
from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import CursorResult
    from sqlalchemy.ext.asyncio import AsyncSession

    from desktop_app.domain.change import Author, ChangeKind, Event, Summary
    from desktop_app.domain.user import UserDTO

SEQUENCE = table("sqlite_sequence", column("name", Text), column("seq", Integer))
_MANY = 1000
_NOTED = upsert(CHANGES)
# A field that changes twice in one set has one way back: to what it was first.
NOTE = _NOTED.on_conflict_do_update(
    index_elements=["seq", "key", "field"], set_={"after": _NOTED.excluded.after}
)


class ChangeLog:
    """One change set in the making. Rows are kept for a moment, so that few statements are many."""

    def __init__(self, session: AsyncSession, kind: ChangeKind, author: Author) -> None:
        self._session = session
        self._kind = kind
        self._author = author
        self._seq = 0
        self._id = uuid7()
        self._has_place = False
        self._reverts: int | None = None
        self._rows: list[dict[str, Any]] = []
        self._spans: list[Span] = []
        self._keys: set[int] = set()
        self.count = 0

    async def seq(self) -> int:
        """The place in history of this change set, which is kept free for it from now on."""
        if not self._seq:
            facts = {"id": self._id, "time": datetime.now(UTC), "kind": self._kind.value}
            self._seq = await self._insert_set(_EMPTY | facts)
            self._has_place = True
        return self._seq

    async def note_changes(self, before: UserDTO, after: UserDTO, fields: Iterable[str]) -> None:
        """What became of these attributes; of a sensitive one only that it changed."""
        noted = [
            change_row(before, after, name)
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
        secret = ATTRIBUTES[field].sensitive
        values = {"before": None, "after": None} if secret else {"before": before, "after": after}
        self._rows.append({"key": key, "field": field, **values, "secret": int(secret)})
        self._count(key)
        if len(self._rows) >= _MANY:
            await self._flush()

    def note_user(self, key: int) -> None:
        """Something of this user changed, and nobody knows what."""
        self._count(key)

    def note_users(self, keys: Iterable[int]) -> None:
        """What became of these is written already."""
        for key in keys:
            self._count(key)

    def note_keys(self, keys: list[int], event: Event) -> None:
        """These users came or went; one who was changed as well is still one."""
        self.count += len(keys) - len(self._keys.intersection(keys))
        self._keys.update(keys[:2])
        for span in spans(keys, event):
            last = self._spans[-1] if self._spans else None
            if last and last.event is event and last.last + 1 == span.first:
                self._spans[-1] = Span(last.first, span.last, event)
            else:
                self._spans.append(span)

    def count_of(self, *events: Event) -> int:
        """How many came or went in one of these ways."""
        return sum(len(span) for span in self._spans if span.event in events)

    async def mark_taken_back(self, target: ChangeSet) -> None:
        """Note that ``target`` is taken back, and what that means for what it had taken back."""
        self._reverts = at = target.seq
        await self._mark(at, await self.seq())
        before, is_in_force = target.reverts, False
        while before is not None:
            await self._mark(before, at if is_in_force else None)
            at, is_in_force = before, not is_in_force
            older = select(CHANGE_SETS.c.reverts).where(CHANGE_SETS.c.seq == at)
            before = await self._session.scalar(older)

    async def _mark(self, seq: int, reverted_by: int | None) -> None:
        statement = update(CHANGE_SETS).where(CHANGE_SETS.c.seq == seq)
        await self._session.execute(statement.values(reverted_by=reverted_by))

    async def close(self, summary: Summary) -> ChangeSet | None:
        """Enter the change set with all its rows; None if nothing has changed."""
        if not self.count:
            if self._has_place:
                empty = delete(CHANGE_SETS).where(CHANGE_SETS.c.seq == self._seq)
                await self._session.execute(empty)
            return None
        found = ChangeSet(
            seq=self._seq,
            id=self._id,
            time=datetime.now(UTC),
            author=self._author,
            kind=self._kind,
            summary=summary,
            user_key=next(iter(self._keys)) if self.count == 1 else None,
            reverts=self._reverts,
        )
        if self._has_place:
            statement = update(CHANGE_SETS).where(CHANGE_SETS.c.seq == self._seq)
            await self._session.execute(statement.values(set_row(found)))
        else:
            self._seq = await self._insert_set(set_row(found))
        await self._flush()
        if self._spans:
            rows = [span_row(self._seq, span) for span in self._spans]
            await self._session.execute(insert(SPANS), rows)
        return replace(found, seq=self._seq)

    async def _insert_set(self, row: dict[str, Any]) -> int:
        result = await self._session.execute(insert(CHANGE_SETS), row)
        return int(cast("CursorResult[Any]", result).lastrowid)

    def _count(self, key: int) -> None:
        if key not in self._keys:
            self.count += not any(span.first <= key <= span.last for span in self._spans)
            if len(self._keys) > _MANY:
                self._keys.clear()  # the fields of a user are noted one after the other
            self._keys.add(key)

    async def _flush(self) -> None:
        if self._rows:
            seq = await self.seq()
            await self._session.execute(NOTE, [{"seq": seq, **row} for row in self._rows])
            self._rows = []


_EMPTY = {"login": "", "author": "", "deed": Deed.CHANGE.value, "label": "", "count": 0}


def change_row(before: UserDTO, after: UserDTO, name: str) -> dict[str, Any]:
    """What ``changes`` keeps of one attribute."""
    secret = ATTRIBUTES[name].sensitive
    return {
        "key": after.key,
        "field": name,
        "before": None if secret else as_text(getattr(before, name)),
        "after": None if secret else as_text(getattr(after, name)),
        "secret": int(secret),
    }


def set_row(found: ChangeSet) -> dict[str, Any]:
    """What ``change_sets`` keeps of one."""
    return {
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


def span_row(seq: int, span: Span) -> dict[str, Any]:
    """What ``spans`` keeps of one."""
    return {"seq": seq, "first": span.first, "last": span.last, "event": span.event.value}
