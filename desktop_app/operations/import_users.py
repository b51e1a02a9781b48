"""Carries an import plan out: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.chunks import chunks
from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.operations.import_plan import RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.database.user_writer import UserWriter
    from desktop_app.operations.import_plan import PlannedRow

_BATCH = 200


@dataclass(frozen=True, slots=True)
class ImportUsers:
    """``progress`` hears how many rows are done; what it raises rolls everything back.

    ``label`` names the file.
    """

    rows: Sequence[PlannedRow]
    progress: Callable[[int], None]
    label: str = ""
    kind: ChangeKind = ChangeKind.IMPORT

    async def apply(self, users: UserWriter) -> None:
        done = 0
        for batch in chunks(self.rows, _BATCH):
            wanted = [(row.seen, row.changes) for row in batch if row.seen and row.changes]
            await users.update_users(wanted)
            await users.add_users([row.create for row in batch if row.create is not None])
            done += len(batch)
            self.progress(done)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.IMPORT, len(self.rows), label=self.label)


def to_carry_out(rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """The rows that change anything; changes first, since they may free a user name."""
    kinds = (RowKind.CHANGED, RowKind.NEW)
    return sorted((row for row in rows if row.kind in kinds), key=lambda row: kinds.index(row.kind))
