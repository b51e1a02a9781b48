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


def figures(file: Path, runs: int) -> list[Figure]:
    table = file.with_name("People.csv")
    sample(["--count", str(_IMPORTED), "--seed", str(_SEED), "--output", str(table)])

    async def play(running: Running, page: WorkspacePage) -> list[Figure]:
        opened = [await _reopened(running, file) for _ in range(runs)]
        theirs = await asyncio.to_thread(raw.timed, file, [(raw.IN_ORDER, ())], runs)
        pulse = Pulse()
        pulse.begin()
        begun = perf_counter()
        await _reopened(running, file)
        await _work(running)
        workspace = running.window.page.workspace
        await workspace.imports.begin(table)
        await until(lambda: workspace.imports.state.plan is not None)
        importing = asyncio.create_task(_imported(running))
        while not importing.done():
            await _work(running)
        await importing
        seconds = perf_counter() - begun
        pulse.end()
        note = f"{seconds:.0f} s, {pulse.over(50)} over 50 ms, most work {pulse.hardest:.0f} ms"
        return [
            Figure.of(OPEN, opened, beside=middle(theirs), beside_what="sqlite3, first page"),
            Figure(
                what="longest stall of a session",
                value=pulse.longest,
                most=50,
                beside_what=note,
            ),
            Figure(what="p99.9 of its beats", value=at(0.999, pulse.gaps), most=20),
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


async def _work(running: Running) -> None:
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
    await by_wheel(page.table, 0.5)
    await by_dragging(page.table, 0.5)
    for name in ("email", "title", "display_name"):
        await users.sort_by(name)
        await asyncio.sleep(0.1)
    page.table.selectRow(0)
    await until(lambda: form.state.user is not None)
    form.edit("title", f"Number {perf_counter()}")
    running.window.actions_by_id["user.save"].trigger()
    page.table.selectAll()
    await asyncio.sleep(0.3)
    page.table.clearSelection()
    await asyncio.sleep(0.1)
