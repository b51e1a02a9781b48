"""A part of the benchmark in the window of the real program."""

from __future__ import annotations

import asyncio
import traceback
from time import perf_counter
from typing import TYPE_CHECKING

from window import Frames, drive, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from million.figures import Figure

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

_OPENED = 4.0  # after that a first opening has begun with what it does by itself
_PATIENCE = 1800.0


def played(
    file: Path, play: Callable[[Running, WorkspacePage], Awaitable[list[Figure]]]
) -> list[Figure]:
    """What a play over an opened file has found."""
    found: list[Figure] = []

    async def whole(running: Running) -> int:
        page = running.window.page
        assert page is not None
        await until(lambda: page.table.has_painted)
        await settled(page)
        try:
            found.extend(await play(running, page))
        except BaseException:
            traceback.print_exc()  # the program would show it in its window
            raise
        return 0

    assert drive(file, whole) == 0
    return found


async def settled(page: WorkspacePage) -> None:
    """The backup of the day is made, and it is known what other tools have written."""
    await asyncio.sleep(_OPENED)
    backups, live = page.workspace.backups, page.workspace.live
    await until(lambda: backups.state.doing is None and live.state.is_settled, _PATIENCE)


async def answered(page: WorkspacePage, act: Callable[[], object]) -> float:
    """Act; the seconds until a new result was painted."""
    begun, told = await told_at(page, act)
    return await next_frame(told) - begun


async def told_at(page: WorkspacePage, act: Callable[[], object]) -> tuple[float, float]:
    """When it was done, and when the view-model had the first rows of a new result."""
    users, seen = page.workspace.users, list[float]()
    before = users.state.generation

    def note(generation: int) -> None:
        if not seen and generation > before:
            seen.append(perf_counter())

    begun = perf_counter()
    stop = users.watch(lambda state: state.generation, note)
    act()
    await until(lambda: seen)
    stop()
    return begun, seen[0]


async def next_frame(since: float) -> float:
    """When the first frame that began after this moment was painted."""
    await until(lambda: Frames.frames and Frames.frames[-1][0] >= since)
    return next(end for start, end in Frames.frames if start >= since)
