"""Rows that an import refused, as a file to mend and to import again."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from desktop_app.formats import format_for
from desktop_app.operations.planned_rows import RowKind
from desktop_app.view_models.tasks import StoppedError, finished_in_thread
from desktop_app.views.dialogs.import_words import is_secret, problem_texts
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desktop_app.operations.planned_rows import ImportPlan


async def save_refused(path: Path, columns: Sequence[str], plan: ImportPlan) -> int:
    """Every column, without the passwords in it, and a last one for the reasons."""
    reason = translate("ImportDialog", "Reason")
    # A file that was saved here before has reasons already: the new ones take their place.
    kept = [number for number, column in enumerate(columns) if column != reason]
    open_ones = {number for number in kept if not is_secret(columns[number])}
    stop = Event()

    def cells() -> Iterator[Sequence[str]]:
        for row in plan.rows_of(RowKind.REFUSED):
            if stop.is_set():
                raise StoppedError
            words = " ".join(problem_texts(row))
            yield [*(row.cells[i] if i in open_ones else "" for i in kept), words]

    header = [*(columns[number] for number in kept), reason]
    write = format_for(path).write
    return await finished_in_thread(stop, lambda: write(path, header, cells()))
