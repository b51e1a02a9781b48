"""The form: made for the first time, filled with one user after another, typed into."""

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
from report import at, counts, middle, table
from window import drive, press, until

from desktop_app.domain.user import ATTRIBUTES

if TYPE_CHECKING:
    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

USERS = 100


class Bench:
    """``lines`` are name, median, p99, worst, all in milliseconds."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self.lines: list[list[object]] = []
        self.gap = 0.0

    async def play(self, running: Running) -> int:
        page = running.window.page
        await until(lambda: page.table.has_painted)
        await asyncio.sleep(0.2)
        await self.make(page)
        pulse = Pulse()
        pulse.begin()
        await self.fill(page)
        await self.type(page)
        pulse.end()
        self.gap = pulse.longest
        page.workspace.form.revert()
        return 0

    async def make(self, page: WorkspacePage) -> None:
        made: list[float] = []
        for _ in range(self.runs):
            begun = perf_counter()
            view = type(page.form)(page.workspace.form)
            assert view.body  # which is made when it is needed
            made.append(perf_counter() - begun)
            view.deleteLater()
            await asyncio.sleep(0.05)
        self.note(f"make the form, {len(ATTRIBUTES)} fields", made)

    async def fill(self, page: WorkspacePage) -> None:
        form = page.workspace.form
        shown: list[float] = []
        painted: list[float] = []
        for row in range(USERS):
            serial = form.state.serial
            begun = perf_counter()
            page.table.selectRow(row)
            await until(lambda serial=serial: form.state.serial > serial)
            shown.append(perf_counter() - begun)
            begun = perf_counter()
            page.form.grab()
            painted.append(perf_counter() - begun)
        self.note("from row to filled form", shown)
        self.note("paint the form", painted)

    async def type(self, page: WorkspacePage) -> None:
        form, editor = page.workspace.form, page.form.body.fields["display_name"].editor
        typed: list[float] = []
        for letter in "Grace Brewster Hopper" * self.runs:
            draft = form.state.draft
            begun = perf_counter()
            press(editor, 0, letter)
            await until(lambda draft=draft: form.state.draft is not draft)
            typed.append(perf_counter() - begun)
        self.note("a key in a field", typed)

    def note(self, name: str, seconds: list[float]) -> None:
        self.lines.append([name, middle(seconds), at(0.99, seconds), max(seconds) * 1000])


def main() -> None:
    given = counts(__doc__, 1000)
    bench = Bench(given.runs)
    with tempfile.TemporaryDirectory() as folder:
        drive(userbook(Path(folder) / "Bench.userbook", given.count), bench.play)
    table("The form; milliseconds", ["", "p50", "p99", "worst"], bench.lines)
    print(f"longest gap of the event loop {bench.gap:.1f} ms")


if __name__ == "__main__":
    main()
