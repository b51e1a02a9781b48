"""Carries an import plan out: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.operations.import_plan import RowKind
from desktop_app.operations.operation import Deed, Operation, Summary
from desktop_app.operations.user_operations import Batch, DeleteUsers, UpdateUsers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_app.database.user_repository import UserRepository
    from desktop_app.operations.import_plan import PlannedRow

_BATCH = 200


@dataclass(frozen=True, slots=True)
class ImportUsers:
    """``progress`` hears how many rows are done; what it raises rolls everything back."""

    rows: Sequence[PlannedRow]
    progress: Callable[[int], None]

    async def apply(self, users: UserRepository) -> Operation:
        keys: list[int] = []
        before: list[UpdateUsers] = []
        done = 0
        for batch in _batches(self.rows):
            wanted = [(row.seen, row.changes) for row in batch if row.seen and row.changes]
            if wanted:
                before.append(await UpdateUsers(tuple(wanted), self.summary).apply(users))
            created = [row.create for row in batch if row.create is not None]
            keys += [user.key for user in await users.add_users(created)]
            done += len(batch)
            self.progress(done)
        added = [DeleteUsers(tuple(keys))] if keys else []
        return Batch((*added, *reversed(before)), self.summary)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.IMPORT, len(self.rows))


def to_carry_out(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """The rows that change anything; changes first, since they may free a user name."""
    kinds = (RowKind.CHANGED, RowKind.NEW)
    return sorted((row for row in rows if row.kind in kinds), key=lambda row: kinds.index(row.kind))


def _batches(rows: Sequence[PlannedRow]) -> Iterator[Sequence[PlannedRow]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
