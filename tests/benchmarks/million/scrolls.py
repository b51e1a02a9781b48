"""Jumping, scrolling and repainting, beside a stock view; and what is held afterwards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import bench_table
from million import raw
from million.figures import Figure
from million.playing import played
from PySide6.QtCore import QEvent
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from report import middle
from scrolling import by_dragging, by_wheel, dropped, jumps, memory, through_everything
from window import Frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

JUMP = "jump to a random row, painted"
_STOCK_ROWS = 5000
_SECONDS = 3.0


def figures(file: Path, runs: int) -> list[Figure]:
    async def play(_running: Running, page: WorkspacePage) -> list[Figure]:
        table = page.table
        bench = bench_table.Bench(runs)
        await bench.repaints(table)
        fetched = await asyncio.to_thread(_by_keys, file, runs * 10)
        stock = _Stock(table.size().width(), table.size().height())
        await asyncio.sleep(0.5)
        bar = stock.verticalScrollBar()
        step = 3 * stock.verticalHeader().defaultSectionSize()
        stock_wheel = await dropped(_SECONDS, lambda _: bar.setValue(bar.value() + step))
        stock_drag = await dropped(_SECONDS, lambda share: bar.setValue(int(share * bar.maximum())))
        stock.close()
        wheel = await by_wheel(table, _SECONDS)
        drag = await by_dragging(table, _SECONDS)
        jumped = await jumps(table, runs * 20)
        return [
            Figure.of(
                JUMP,
                jumped,
                beside=fetched + bench.stock,
                beside_what="array of all ids, rows by id, stock view",
                most=25,
                most_p99=60,
                most_times=2,
            ),
            _share("frames dropped by the wheel", wheel, stock_wheel),
            _share("frames dropped by dragging", drag, stock_drag),
            Figure(
                what="repaint of 40 rows and 8 columns",
                value=bench.ours,
                beside=bench.stock,
                beside_what="QStandardItemModel, stock view",
                most_times=0.5,
            ),
        ]

    return played(file, play)


def held(file: Path, _runs: int) -> list[Figure]:
    """Megabytes of this process when all was seen."""

    async def play(_running: Running, page: WorkspacePage) -> list[Figure]:
        opened = memory()
        await through_everything(page.table)
        return [
            Figure(what="memory after opening", value=opened, unit="MB"),
            Figure(what="memory after scrolling through all", value=memory(), unit="MB"),
        ]

    return played(file, play)


def memory_figures(run: Callable[[str, Path], list[Figure]], file: Path, few: Path) -> list[Figure]:
    """Of this file and of one with 1,000 users, each in a process of its own."""
    (_, small), (opened, full) = run("held", few), run("held", file)
    return [
        opened,
        Figure(
            what=full.what,
            value=full.value,
            unit="MB",
            beside=small.value,
            beside_what="the same with 1,000 users",
            most=200,
            most_times=1.2,
        ),
    ]


def _share(what: str, ours: float, stock: float) -> Figure:
    return Figure(
        what=what,
        value=ours * 100,
        unit="%",
        beside=stock * 100,
        beside_what="stock view, 5,000 rows",
        most=3,
    )


def _by_keys(file: Path, runs: int) -> float:
    """What the page of a random place costs whoever keeps the ids of all rows, in ms."""
    keys = raw.keys_in_order(file)
    taken: list[float] = []
    for run in range(runs):
        first = run * 7919 * raw.PAGE % max(1, len(keys) - raw.PAGE)
        page = keys[first : first + raw.PAGE]
        if len(page) == raw.PAGE:
            taken += raw.timed(file, [(raw.BY_KEYS, page)], 1)
    return middle(taken)


class _Stock(QTableView):
    """Qt's own view, which notes its frames where those of the program's window are noted."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        model = QStandardItemModel(_STOCK_ROWS, bench_table.COLUMNS, self)
        for row in range(_STOCK_ROWS):
            for column in range(bench_table.COLUMNS):
                model.setItem(row, column, QStandardItem(f"person {row} {column} Ёлкина"))
        self.setModel(model)
        self.verticalHeader().hide()
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.resize(width, height)
        self.show()

    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        begun = bench_table.perf_counter()
        answer = super().event(event)
        Frames.frames.append((begun, bench_table.perf_counter()))
        return answer
