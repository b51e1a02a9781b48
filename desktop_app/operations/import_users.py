"""Carries an import plan out: all of it or nothing."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.database.mapping import new_row
from desktop_app.domain.change import ChangeKind, Deed, Summary
from desktop_app.operations.planned_rows import RowKind, new_users

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence

    from desktop_app.database.mapping import NewRow
    from desktop_app.database.user_writer import UserWriter
    from desktop_app.operations.planned_rows import ImportPlan

    Preparing = Callable[[Sequence[bytes]], AsyncGenerator[list[NewRow]]]

_BATCH = 200


async def prepared_here(packed: Sequence[bytes]) -> AsyncGenerator[list[NewRow]]:
    """For a few."""
    for part in packed:
        yield [new_row(user) for user in new_users(part)]


@dataclass(frozen=True, slots=True)
class ImportUsers:
    """``progress`` hears how many rows are done; what it raises rolls everything back.

    ``label`` names the file; ``prepare`` makes of packed rows those to be written.
    """

    plan: ImportPlan
    progress: Callable[[int], None]
    label: str = ""
    prepare: Preparing = prepared_here
    kind: ChangeKind = ChangeKind.IMPORT

    async def apply(self, users: UserWriter) -> None:
        """Changes first, since they may free a user name."""
        done, changed = 0, self.plan.rows_of(RowKind.CHANGED)
        # They may lie far apart: to unpack them takes longer than a frame.
        while batch := await asyncio.to_thread(lambda: list(islice(changed, _BATCH))):
            wanted = [(r.seen, r.changes) for r in batch if r.seen and r.changes]
            # What changes in the same way is written by the same statement.
            await users.update_users(
                sorted(wanted, key=lambda each: sorted(each[1].model_fields_set))
            )
            done += len(batch)
            self.progress(done)
        async with aclosing(self.prepare(self.plan.packed_new)) as prepared:
            async for rows in prepared:
                await users.add_rows(rows)
                done += len(rows)
                self.progress(done)

    @property
    def summary(self) -> Summary:
        return Summary(Deed.IMPORT, self.plan.count, label=self.label)
