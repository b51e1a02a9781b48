"""Two jobs of an import that take long: they run wherever a worker is, and see no database."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from desktop_app.database.mapping import new_row, to_dto
from desktop_app.formats import format_for
from desktop_app.operations.import_plan import Candidate, ImportPlanner, Known, asked
from desktop_app.operations.planned_rows import PlannedPart, new_users

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop_app.domain.columns import Target
    from desktop_app.formats import Row, TableShape
    from desktop_app.worker.job import Talk

_CHUNK = 300


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Says Asked, hears who is known (two lists of facts), says PlannedPart; for every chunk.

    It asks of the next chunk before it judges the one before, so that nobody waits for the other.
    """

    shape: TableShape
    targets: tuple[Target | None, ...]
    erase: bool

    def __call__(self, talk: Talk) -> None:
        """Raises TableRefusedError."""
        planner = ImportPlanner(self.targets, erase=self.erase)
        first, has_names, rows = 0, False, self._rows(talk)
        ahead = _chunk(planner, rows)
        if ahead:
            talk.say(asked(ahead))
        while ahead:
            now, ahead = ahead, _chunk(planner, rows)
            named, mailed = talk.hear()
            if ahead:
                talk.say(asked(ahead))
            if mailed and not has_names:
                planner.note_names(self._rows(talk))
                has_names = True
            planned = planner.judged(
                now, Known(list(map(to_dto, named)), list(map(to_dto, mailed)))
            )
            blank = len(now) - len(planned)
            talk.say(PlannedPart.of(planned, first, blank, now[-1].row.offset))
            first += len(planned)

    def _rows(self, talk: Talk) -> Iterator[Row]:
        for row in format_for(self.shape.path).read(self.shape):
            talk.check()
            yield row


def prepare_new(talk: Talk) -> None:
    """Hears lists of packed rows of a plan, and says of each the rows to be written; None ends."""
    while (parts := talk.hear()) is not None:
        talk.say([new_row(user) for part in parts for user in new_users(part)])


def _chunk(planner: ImportPlanner, rows: Iterable[Row]) -> list[Candidate]:
    return [planner.candidate(row) for row in islice(rows, _CHUNK)]
