"""A file opened again and again, and a whole session with an import at its end: does it stall?"""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from million import raw
from million.figures import Figure
from million.playing import played
from pulse import Pulse
from report import at, middle
from scrolling import by_dragging, by_wheel
from window import press, until

from desktop_app.cli.sample_command import sample

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

OPEN = "file opened again, rows painted"
_IMPORTED = 10_000
_SEED = 77
_PATIENCE = 1800.0


def figures(file: Path, runs: int) -> list[Figure]:
    table = file.with_name("People.csv")
    sample(["--count", str(_IMPORTED), "--seed", str(_SEED), "--output", str(table)])

    async def play(running: Running, page: WorkspacePage) -> list[Figure]:
        opened = [await _reopened(running, file) for _ in range(runs)]
        theirs = await asyncio.to_thread(raw.timed, file, [(raw.IN_ORDER, ())], runs)
        steps = _Steps()
        begun = perf_counter()
        await _reopened(running, file)
        steps.end("open")
        await _work(running, steps, "")
        imports = running.window.page.workspace.imports
        await imports.begin(table)
        await until(lambda: imports.state.plan is not None, _PATIENCE)
        steps.end("look at a table of 10,000")
        importing = asyncio.create_task(_imported(running))
        while not importing.done():
            await _work(running, steps, " while importing")
        await importing
        return [
            Figure.of(OPEN, opened, beside=middle(theirs), beside_what="sqlite3, first page"),
            *steps.figures(perf_counter() - begun),
        ]

    try:
        return played(file, play)
    finally:
        table.unlink()


async def _imported(running: Running) -> None:
    imports = running.window.page.workspace.imports
    imported = await imports.carry_out()
    assert imported, imports.state.problem


async def _reopened(running: Running, file: Path) -> float:
    assert await running.file.close()
    begun = perf_counter()
    assert await running.file.open(file)
    await until(lambda: running.window.page is not None and running.window.page.table.has_painted)
    return perf_counter() - begun


async def _work(running: Running, steps: _Steps, when: str) -> None:
    """Search, scroll, sort, edit, select all: as a person who is in a hurry."""
    page = running.window.page
    users, box, form = page.workspace.users, running.window.search, page.workspace.form
    box.setFocus()
    for needle in ("an", "зим", "charlotte"):
        for letter in needle:
            press(box, 0, letter)
            await asyncio.sleep(0.1)
        box.clear()
        await until(lambda: not users.state.query.text and users.state.count)
    steps.end(f"search{when}")
    await by_wheel(page.table, 0.5)
    await by_dragging(page.table, 0.5)
    steps.end(f"scroll{when}")
    for name in ("email", "title", "display_name"):
        await asyncio.wait([users.sort_by(name)])  # who imports may refresh meanwhile
        await asyncio.sleep(0.1)
    steps.end(f"sort{when}")
    page.table.selectRow(0)
    await until(lambda: form.state.user is not None)
    form.edit("title", f"Number {perf_counter()}")
    running.window.actions_by_id["user.save"].trigger()
    await asyncio.sleep(0.1)
    steps.end(f"edit{when}")
    page.table.selectAll()
    await asyncio.sleep(0.3)
    page.table.clearSelection()
    await asyncio.sleep(0.1)
    steps.end(f"select all{when}")


class _Steps:
    """The pulse of the window, and how it was in each step."""

    def __init__(self) -> None:
        self._pulse = Pulse()
        self._pulse.begin()
        self._at = 0
        self._longest: dict[str, tuple[float, float]] = {}

    def end(self, step: str) -> None:
        """What was felt since the step before belongs to this one."""
        parts = (self._pulse.gaps[self._at :], self._pulse.work[self._at :])
        self._at = len(self._pulse.gaps)
        now = [max(part, default=0.0) * 1000 for part in parts]
        before = self._longest.get(step, (0.0, 0.0))
        self._longest[step] = max(now[0], before[0]), max(now[1], before[1])

    def figures(self, seconds: float) -> list[Figure]:
        pulse = self._pulse
        pulse.end()
        note = f"{seconds:.0f} s, of them more than 50 ms: {pulse.over(50)}"
        whole = {"what": "longest stall of a session", "value": pulse.longest, "most": 50}
        return [
            Figure(**whole, beside_what=note),
            Figure(what="p99.9 of its beats", value=at(0.999, pulse.gaps), most=20),
            *(
                Figure(
                    what=f"longest stall in it: {step}",
                    value=gap,
                    beside=work,
                    beside_what="the most work of this thread in a beat",
                )
                for step, (gap, work) in self._longest.items()
            ),
        ]
