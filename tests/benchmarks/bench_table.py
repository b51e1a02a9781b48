"""The table: a repaint beside a stock view of stock items, Ctrl+A, and sorting by another column."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from people import userbook
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pulse import Pulse
from report import counts, middle, ratio, table
from window import Frames, drive, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.app import Running
    from desktop_app.views.users_table import UsersTable

ROWS, COLUMNS = 40, 8


def stock_view(ours: UsersTable) -> QTableView:
    """The same cells in Qt's own view, of the same size."""
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            text = str(ours.users.index(row, column).data() or "")
            model.setItem(row, column, QStandardItem(text))
    view = QTableView()
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ours.verticalHeader().defaultSectionSize())
    view.setShowGrid(False)
    view.setWordWrap(False)
    model.setParent(view)
    return view


def repaint(view: QTableView, runs: int) -> float:
    """The median of whole repaints, in milliseconds."""
    taken: list[float] = []
    for _ in range(runs):
        begun = perf_counter()
        view.viewport().repaint()
        taken.append(perf_counter() - begun)
    return middle(taken)


class Bench:
    """``lines`` are the rows of the second table: what was done, time, gap."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self.ours = self.stock = 0.0
        self.lines: list[list[object]] = []

    async def play(self, running: Running) -> int:
        page = running.window.page
        view, users = page.table, page.workspace.users
        await until(lambda: view.has_painted)
        for column in range(len(view.users.columns)):
            view.setColumnHidden(column, column >= COLUMNS)
        height = view.verticalHeader().defaultSectionSize() * ROWS
        view.setMinimumSize(1000, height + view.horizontalHeader().height())
        for column in range(COLUMNS):
            view.setColumnWidth(column, 1000 // COLUMNS)
        await asyncio.sleep(0.3)
        stock = stock_view(view)
        stock.resize(view.size())
        stock.show()
        await asyncio.sleep(0.3)
        for column in range(COLUMNS):
            stock.setColumnWidth(column, 1000 // COLUMNS)
        await asyncio.sleep(0.3)
        self.ours = repaint(view, self.runs * 10)
        self.stock = repaint(stock, self.runs * 10)
        stock.close()
        everybody = users.state.count
        for name in ("user_name", "email", "title", "last_modified", "display_name"):
            await self.timed(
                f"sort by {name}",
                lambda name=name: users.sort_by(name),
                lambda name=name: users.state.query.sort == name,
            )
        await self.timed(
            "jump to the last row",
            view.scrollToBottom,
            lambda: users.rows.row(everybody - 1) is not None,
        )
        await self.timed(
            "select one row",
            lambda: view.selectRow(everybody - 1),
            lambda: page.workspace.form.state.user is not None,
        )
        await self.timed(
            "sort with one row selected",
            lambda: users.sort_by("email"),
            lambda: users.state.query.sort == "email",
        )
        await self.timed(
            "Ctrl+A", view.selectAll, lambda: len(users.state.selected) == everybody
        )
        await self.timed(
            "then the form", lambda: None, lambda: len(page.workspace.form.state.keys) == everybody
        )
        await self.timed(
            "sort with all selected",
            lambda: users.sort_by("user_name"),
            lambda: users.state.query.sort == "user_name",
        )
        return 0

    async def timed(
        self, name: str, act: Callable[[], object], done: Callable[[], bool]
    ) -> None:
        """Act, wait for the answer and for the frame after it, and a little for what follows."""
        pulse = Pulse()
        Frames.frames.clear()
        pulse.begin()
        begun = perf_counter()
        act()
        await until(done)
        answered = perf_counter()
        await asyncio.sleep(0.3)
        pulse.end()
        painted = [end for start, end in Frames.frames if end >= answered]
        frame = max((end - start for start, end in Frames.frames), default=0.0)
        self.lines.append(
            [
                name,
                (answered - begun) * 1000,
                (painted[0] - begun) * 1000 if painted else "-",
                pulse.longest,
                frame * 1000,
            ]
        )


def main() -> None:
    given = counts(__doc__, 100_000)
    bench = Bench(given.runs)
    with tempfile.TemporaryDirectory() as folder:
        drive(userbook(Path(folder) / "Bench.userbook", given.count), bench.play)
    table(
        f"Repaint of {ROWS} rows and {COLUMNS} columns; milliseconds",
        ["ours", "stock view and items", "ratio"],
        [[f"{bench.ours:.1f}", bench.stock, ratio(bench.ours, bench.stock)]],
    )
    table(
        f"With {given.count:,} users; milliseconds",
        ["", "answered", "painted", "longest gap", "longest frame"],
        bench.lines,
    )


if __name__ == "__main__":
    main()
