"""A person scrolls the table: at 60 hertz, by wheel and by dragging; and jumps about."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from window import Frames, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.views.users_table import UsersTable

HERTZ = 60


async def dropped(seconds: float, act: Callable[[float], object]) -> float:
    """The share of frames of a 60 hertz screen in which nothing new was painted; ``act`` hears
    at each how much of the time is over.
    """
    count = round(seconds * HERTZ)
    Frames.frames.clear()
    begun = perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, begun + number / HERTZ - perf_counter()))
        act(number / count)
    await asyncio.sleep(1 / HERTZ)
    shown = {int((end - begun) * HERTZ) for _, end in Frames.frames}
    return 1 - len(shown & set(range(count))) / count


async def by_wheel(table: UsersTable, seconds: float) -> float:
    """Three rows at each frame, from the middle down and up again."""
    bar, place = table.verticalScrollBar(), QPointF(200, 200)
    bar.setValue(bar.maximum() // 2)
    await painted(table)

    def turn(share: float) -> None:
        wheel = QWheelEvent(
            place,
            table.viewport().mapToGlobal(place),
            QPoint(),
            QPoint(0, -120 if share < 0.5 else 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.postEvent(table.viewport(), wheel)

    return await dropped(seconds, turn)


async def by_dragging(table: UsersTable, seconds: float) -> float:
    """The slider from the top to the bottom."""
    bar = table.verticalScrollBar()
    bar.setValue(0)
    await painted(table)
    bar.setSliderDown(True)
    share = await dropped(seconds, lambda share: bar.setSliderPosition(int(share * bar.maximum())))
    bar.setSliderDown(False)
    return share


async def jumps(table: UsersTable, runs: int) -> list[float]:
    """The seconds until the rows of a random place are painted."""
    bar, chance = table.verticalScrollBar(), random.Random(7)
    taken: list[float] = []
    for _ in range(runs):
        await asyncio.sleep(0.05)
        begun = perf_counter()
        bar.setValue(chance.randrange(bar.maximum()))
        taken.append(await painted(table) - begun)
    return taken


async def through_everything(table: UsersTable) -> None:
    """Each page once at least, where they are not too many; else every place of a thousand."""
    bar = table.verticalScrollBar()
    for step in range(1001):
        bar.setValue(bar.maximum() * step // 1000)
        await painted(table)


async def painted(table: UsersTable) -> float:
    """When all rows in sight were there, and a frame had shown them."""
    rows, known = table.view_model.rows, list[float]()
    first = max(table.rowAt(0), 0)
    last = table.rowAt(table.viewport().visibleRegion().boundingRect().bottom())
    last = table.users.rowCount() - 1 if last < 0 else last

    def look(_filled: range) -> None:
        if not known and all(rows.loaded(row) is not None for row in (first, last)):
            known.append(perf_counter())

    stop = table.view_model.watch(lambda state: state.filled, look)
    if known:
        table.viewport().update()
    await until(lambda: known and Frames.frames and Frames.frames[-1][0] >= known[0])
    stop()
    return next(end for begun, end in Frames.frames if begun >= known[0])


def memory() -> float:
    """What this process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6
