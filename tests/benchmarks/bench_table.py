"""The table: a repaint beside a stock view of stock items, scrolling, sorting, and all selected."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from people import userbook
from pulse import Pulse
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from report import at, counts, middle, ratio, table
from scrolling import by_dragging, by_wheel, jumps, memory, through_everything
from window import Frames, drive, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.app import Running
    from desktop_app.views.users_table import UsersTable
    from desktop_app.views.workspace_page import WorkspacePage

ROWS, COLUMNS, WIDTH = 40, 8, 1000


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
    """``lines`` are the rows of the last table: what was done, time, gap."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self.ours = self.stock = 0.0
        self.lines: list[list[object]] = []
        self.scrolled: list[list[object]] = []

    async def play(self, running: Running) -> int:
        page = running.window.page
        await until(lambda: page.table.has_painted)
        await self.repaints(page.table)
        await self.scrolls(page.table)
        await self.orders(page)
        await self.selections(page)
        return 0

    async def repaints(self, view: UsersTable) -> None:
        for column in range(len(view.users.columns)):
            view.setColumnHidden(column, column >= COLUMNS)
        height = view.verticalHeader().defaultSectionSize() * ROWS
        view.setMinimumSize(WIDTH, height + view.horizontalHeader().height())
        view.window().resize(WIDTH + 700, height + 300)
        await asyncio.sleep(0.3)
        stock = stock_view(view)
        stock.resize(view.size())
        stock.show()
        for shown in (view, stock):
            for column in range(COLUMNS):
                shown.setColumnWidth(column, WIDTH // COLUMNS)
        await asyncio.sleep(0.3)
        self.ours = repaint(view, self.runs * 10)
        self.stock = repaint(stock, self.runs * 10)
        stock.close()

    async def scrolls(self, view: UsersTable) -> None:
        await asyncio.sleep(0.5)
        before = memory()
        wheel, drag = await by_wheel(view, self.runs), await by_dragging(view, self.runs)
        jumped = await jumps(view, self.runs * 20)
        await through_everything(view)
        self.scrolled = [
            ["frames dropped by the wheel", f"{wheel:.1%}"],
            ["frames dropped by dragging", f"{drag:.1%}"],
            ["jump to a random place, painted, p50", middle(jumped)],
            ["the same, p99", at(0.99, jumped)],
            ["memory before, MB", before],
            ["memory after everything was seen, MB", memory()],
        ]
        view.scrollToTop()

    async def orders(self, page: WorkspacePage) -> None:
        for name in ("user_name", "email", "title", "last_modified", "display_name"):
            await self.sort(page, f"sort by {name}", name)
        users, last = page.workspace.users, page.workspace.users.state.count - 1
        await self.timed(
            page,
            "jump to the last row",
            page.table.scrollToBottom,
            lambda: users.rows.row(last) is not None,
        )

    async def selections(self, page: WorkspacePage) -> None:
        users, form = page.workspace.users, page.workspace.form
        everybody = users.state.count
        select_all = page.table.selectAll
        await self.timed(
            page,
            "select one row",
            lambda: page.table.selectRow(everybody - 1),
            lambda: form.state.user is not None,
        )
        await self.sort(page, "sort with one row selected", "email")
        await self.timed(
            page, "Ctrl+A", select_all, lambda: len(users.state.selection) == everybody
        )
        await self.timed(page, "then the form", lambda: None, lambda: form.state.count == everybody)
        await self.timed(
            page,
            "all but the last",
            users.invert_selection,
            lambda: len(users.state.selection) != everybody,
        )
        await self.timed(page, "Ctrl+A again", select_all, lambda: form.state.count == everybody)
        await self.sort(page, "sort with all selected", "user_name")

    async def sort(self, page: WorkspacePage, title: str, name: str) -> None:
        users = page.workspace.users
        await self.timed(
            page, title, lambda: users.sort_by(name), lambda: users.state.query.sort == name
        )

    async def timed(
        self,
        page: WorkspacePage,
        title: str,
        act: Callable[[], object],
        done: Callable[[], bool],
    ) -> None:
        """Act, wait for the answer and for the frame after it, and a little for what follows."""
        pulse, answered = Pulse(), list[float]()

        def note(_state: object) -> None:
            if not answered and done():
                answered.append(perf_counter())

        Frames.frames.clear()
        pulse.begin()
        begun = perf_counter()
        act()
        stops = [
            model.watch(lambda state: state, note)
            for model in (page.workspace.users, page.workspace.form)
        ]
        await until(lambda: answered)
        await asyncio.sleep(0.3)
        pulse.end()
        for stop in stops:
            stop()
        painted = [end for start, end in Frames.frames if start >= answered[0]]
        frame = max((end - start for start, end in Frames.frames), default=0.0)
        seen = (painted[0] - begun) * 1000 if painted else "-"
        answer = (answered[0] - begun) * 1000
        self.lines.append([title, answer, seen, pulse.longest, pulse.hardest, frame * 1000])


def main() -> None:
    given = counts(__doc__, 100_000)
    bench = Bench(given.runs)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Bench.userbook"
        drive(given.file or userbook(file, given.count), bench.play)
    table(
        f"Repaint of {ROWS} rows and {COLUMNS} columns; milliseconds",
        ["ours", "stock view and items", "ratio"],
        [[f"{bench.ours:.1f}", bench.stock, ratio(bench.ours, bench.stock)]],
    )
    table("Scrolling; milliseconds where nothing else is said", ["", ""], bench.scrolled)
    table(
        f"With {given.count:,} users; milliseconds",
        ["", "answered", "painted", "longest gap", "most work", "longest frame"],
        bench.lines,
    )


if __name__ == "__main__":
    main()
