"""Another order, and a filter of two fields and text, to painted rows."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING

from million import raw
from million.figures import Figure
from million.playing import answered, played
from report import middle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

_INDEXED = ("user_name", "email", "department", "display_name")
_UNINDEXED = ("title", "family_name", "office_location", "employee_number", "organization")


def figures(file: Path, runs: int) -> list[Figure]:
    async def play(_running: Running, page: WorkspacePage) -> list[Figure]:
        indexed = await _sorted(page, _INDEXED * runs)
        first = await _sorted(page, _UNINDEXED)
        raw_first = await _raw(file, _UNINDEXED, runs)
        return [
            Figure.of(
                "sort by another indexed column, painted",
                indexed,
                beside=await _raw(file, _INDEXED, runs),
                beside_what="sqlite3, first page",
                most=60,
            ),
            Figure.of(
                "sort by an unindexed column for the first time, painted",
                first,
                beside=raw_first,
                beside_what="sqlite3, ORDER BY, first page",
                most_times=1.3,
            ),
            Figure.of("the same again", await _sorted(page, _UNINDEXED * runs)),
            await _filtered(file, page, runs),
        ]

    return played(file, play)


async def _sorted(page: WorkspacePage, names: Sequence[str]) -> list[float]:
    taken: list[float] = []
    for name in names:
        column = page.table.users.columns.index(name)
        act = lambda column=column: page.table.sort(column, descending=False)  # noqa: E731
        taken.append(await answered(page, act))
        await asyncio.sleep(0.1)
    return taken


async def _raw(file: Path, names: Sequence[str], runs: int) -> float:
    times = [await asyncio.to_thread(raw.timed, file, raw.sorted_by(name), runs) for name in names]
    return middle([middle(each) / 1000 for each in times])


async def _filtered(file: Path, page: WorkspacePage, runs: int) -> Figure:
    what, users = f"filter with exact count: {raw.FILTER_TEXT}", page.workspace.users
    if find_spec("desktop_app.domain.filter") is None:
        return Figure(what=what, most_times=2, note="this version has no filters")
    ours: list[float] = []
    for _ in range(runs):
        await users.search("")
        begun = perf_counter()
        await users.search(raw.FILTER_TEXT)
        ours.append(perf_counter() - begun)
    wanted = await asyncio.to_thread(raw.first_answer, file, raw.filtered()[0])
    if users.state.count != wanted:
        note = f"{users.state.count:,} were found, {wanted:,} by sqlite3"
        return Figure(what=what, most_times=2, note=note)
    theirs = await asyncio.to_thread(raw.timed, file, raw.filtered(), runs)
    await users.search("")
    return Figure.of(
        what, ours, beside=middle(theirs), beside_what="sqlite3, the same", most_times=2
    )
