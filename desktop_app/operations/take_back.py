"""The opposite of any change set: undo, redo, and going back on something done long ago."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from desktop_app.database.chunks import MANY, chunks
from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.mapping import as_text, from_text
from desktop_app.domain.change import CAME, ChangeKind, Event
from desktop_app.domain.errors import GoneForGoodError, NotKnownError, OvertakenError
from desktop_app.domain.history import knows_before
from desktop_app.domain.user import UpdateUserDTO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.domain.change import Change, ChangeSet, Span, Summary
    from desktop_app.domain.rules import Value
    from desktop_app.domain.user import UserDTO

_CHUNK = 200  # so that the event loop is free again after a moment
_SOME = 5


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Whoever came goes to the trash, whoever went there comes back, values are as before.

    All of it or nothing: refused if a later change stands in the way. A value that history does
    not know stays as it is: one that it keeps secret, and what another program has written over.
    """

    target: ChangeSet
    kind: ChangeKind = ChangeKind.UNDO

    async def apply(self, users: UserWriter) -> None:
        history = HistoryRepository(users.session)
        now = await history.get(self.target.seq)
        if now is None or now.reverted_by is not None:
            raise OvertakenError(0, (), now and await history.get(now.reverted_by or 0))
        spans = await history.spans_of(now.seq)
        await self._refuse_lost(history, spans)
        came = [span for span in spans if span.event in CAME]
        for span in came:
            await self._refuse_changed(history, users, span)
        for keys in _parts(came):
            await users.delete_users(keys)
        await self._put_back(history, users)
        for keys in _parts([span for span in spans if span.event is Event.TRASHED]):
            await users.restore_users(keys)
        if not users.log.count:
            raise NotKnownError if self._is_outside else OvertakenError(0, ())
        await users.log.mark_taken_back(now)

    @property
    def summary(self) -> Summary:
        return replace(self.target.summary, added=0, removed=0)

    @property
    def _is_outside(self) -> bool:
        return self.target.kind is ChangeKind.OUTSIDE

    def _before(self, changes: list[Change]) -> dict[str, Value]:
        kind = self.target.kind
        return {c.field: from_text(c.field, c.before) for c in changes if knows_before(c, kind)}

    async def _refuse_lost(self, history: HistoryRepository, spans: list[Span]) -> None:
        lost = 0
        for span in spans:
            if span.event is Event.TRASHED:
                lost += len(span) - await history.count_there(span)
            elif span.event is Event.PURGED:
                lost += len(span)
        if lost and not self._is_outside:
            raise GoneForGoodError(lost)

    async def _refuse_changed(
        self, history: HistoryRepository, users: UserWriter, span: Span
    ) -> None:
        """Whoever came with this change set and was changed by somebody since stays."""
        if later := await history.later_change(self.target.seq, span.first, span.last):
            seq, key = later
            names = tuple(
                user.display_name or user.user_name for user in await users.get_users([key])
            )
            raise OvertakenError(1, names, await history.get(seq))

    async def _put_back(self, history: HistoryRepository, users: UserWriter) -> None:
        """Every value as it was before, in the file and in the trash."""
        seq, last = self.target.seq, 0
        await users.put_down_user_names(await history.keys_with(seq, "user_name"))
        overtaken: list[UserDTO] = []
        while many := await history.changed_keys(seq, last, MANY):
            last = many[-1]
            left = many
            if len(many) > _CHUNK and not overtaken and not self._is_outside:
                left = await users.take_back_many(seq, many)
            for keys in chunks(sorted(left), _CHUNK):
                overtaken += await self._put_back_these(history, users, keys, go_on=not overtaken)
        if overtaken:
            await self._refuse_overtaken(history, overtaken)

    async def _put_back_these(
        self, history: HistoryRepository, users: UserWriter, keys: Sequence[int], *, go_on: bool
    ) -> list[UserDTO]:
        """One by one; answers with those who were changed since, and then nobody is put back."""
        changes = await history.changes_of(self.target.seq, keys)
        there, trashed = await users.get_users(keys), await users.get_trashed(keys)
        if (lost := len(keys) - len(there) - len(trashed)) and not self._is_outside:
            raise GoneForGoodError(lost)
        overtaken = [user for user in (*there, *trashed) if _differs(user, changes[user.key])]
        if go_on and not overtaken:
            known = {key: self._before(found) for key, found in changes.items()}
            await users.update_users([(u, _update(v)) for u in there if (v := known[u.key])])
            await users.update_trashed([(u, v) for u in trashed if (v := known[u.key])])
        return overtaken

    async def _refuse_overtaken(self, history: HistoryRepository, users: list[UserDTO]) -> None:
        names = tuple(user.display_name or user.user_name for user in users[:_SOME])
        later = await history.later_change(self.target.seq, users[0].key, users[0].key)
        by = await history.get(later[0]) if later else None
        raise OvertakenError(len(users), names, by)


def _parts(spans: list[Span]) -> Iterator[Sequence[int]]:
    return chain.from_iterable(chunks(range(s.first, s.last + 1), _CHUNK) for s in spans)


def _differs(user: UserDTO, changes: list[Change]) -> bool:
    return any(as_text(getattr(user, c.field)) != c.after for c in changes if not c.secret)


def _update(values: dict[str, Value]) -> UpdateUserDTO:
    """What was stored once is not judged again."""
    return UpdateUserDTO.model_construct(set(values), **values)
