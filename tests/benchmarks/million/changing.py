"""All selected, one field of all changed and taken back, one user edited; beside raw UPDATEs."""

from __future__ import annotations

import asyncio
import shutil
from time import perf_counter
from typing import TYPE_CHECKING

from million import raw
from million.figures import FRAME, Figure
from million.playing import next_frame, played
from pulse import Pulse
from report import middle
from window import until

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

EDIT = "one user edited and saved"
_NOW = "2026-01-01T00:00:00.000000Z"
_ALL = "UPDATE users SET active = 0, version = version + 1, last_modified = ? WHERE active = 1"
_ONE = "UPDATE users SET title = ?, version = version + 1, last_modified = ? WHERE key = ?"
_EDITS = 8


def figures(file: Path, runs: int) -> list[Figure]:
    other = file.with_name("Raw.userbook")
    shutil.copyfile(file, other)

    async def play(running: Running, page: WorkspacePage) -> list[Figure]:
        edited = await _edits(running, page, runs * _EDITS)
        ones = [
            await asyncio.to_thread(raw.written, other, (_ONE, (f"Title {key}", _NOW, key)))
            for key in range(1, runs * _EDITS + 1)
        ]
        chosen = [await _select_all(page) for _ in range(runs)]
        whole = await asyncio.to_thread(raw.written, other, (_ALL, (_NOW,)))
        change, gap = await _timed(page.workspace.users.set_active(active=False))
        assert page.workspace.changes.state.undo is not None
        undo, undo_gap = await _timed(page.workspace.changes.undo())
        beside = {"beside": whole * 1000, "beside_what": "sqlite3, UPDATE of the same field"}
        return [
            Figure.of(
                EDIT, edited, beside=middle(ones), beside_what="sqlite3, UPDATE, safe on the disk"
            ),
            Figure.of("select all, painted", chosen, most=FRAME),
            Figure(what="change of one field for all", value=change, **beside, most_times=4),
            Figure(what="its undo", value=undo, **beside, most_times=4),
            Figure(what="longest stall in the change", value=gap),
            Figure(what="longest stall in its undo", value=undo_gap),
        ]

    try:
        return played(file, play)
    finally:
        other.unlink()


async def _edits(running: Running, page: WorkspacePage, runs: int) -> list[float]:
    form, taken = page.workspace.form, list[float]()
    page.table.selectRow(0)
    await until(lambda: form.state.user is not None)
    for run in range(runs):
        form.edit("title", f"Number {run}")
        begun = perf_counter()
        running.window.actions_by_id["user.save"].trigger()
        await until(lambda: not form.state.draft)
        taken.append(perf_counter() - begun)
        await asyncio.sleep(0.1)
    return taken


async def _select_all(page: WorkspacePage) -> float:
    page.table.clearSelection()
    await asyncio.sleep(0.3)
    begun = perf_counter()
    page.table.selectAll()
    painted = await next_frame(begun)
    await until(lambda: page.workspace.form.state.count == page.workspace.users.state.count)
    return painted - begun


async def _timed(work: Awaitable[object]) -> tuple[float, float]:
    """Milliseconds it took, and the longest of them in which the window did not answer."""
    pulse, begun = Pulse(), perf_counter()
    pulse.begin()
    await work
    taken = perf_counter() - begun
    await asyncio.sleep(1)
    pulse.end()
    return taken * 1000, pulse.longest
