"""A big CSV: read, planned, carried out; beside ``executemany`` into the same tables."""

from __future__ import annotations

import asyncio
import csv
import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from people import userbook, write
from pulse import Pulse
from report import counts, ratio, table
from window import drive, until

from desktop_app.database.document import create_document
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.formats import TableOptions, format_for

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from desktop_app.app import Running


def write_csv(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(attribute.label for attribute in ATTRIBUTES.values())
        for person in sample_users(count, seed=1, today=date.today()):
            writer.writerow(person[name] for name in ATTRIBUTES)
    return path


def raw_read(path: Path) -> float:
    begun = perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        sum(1 for _ in csv.reader(file))
    return perf_counter() - begun


def our_read(path: Path) -> float:
    begun = perf_counter()
    found = format_for(path)
    sum(1 for _ in found.read(found.inspect(path, TableOptions())))
    return perf_counter() - begun


def raw_write(folder: Path, count: int) -> float:
    """Only ``executemany``: the rows are ready, sort keys included."""
    path = folder / "Raw.userbook"
    create_document(path)
    people = list(sample_users(count, seed=1, today=date.today()))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        begun = perf_counter()
        with connection:
            write(connection, people)
        return perf_counter() - begun


class Bench:
    """``lines`` are name, seconds, users a second, the work of this thread for one in microseconds,
    longest gap and most work between two beats in milliseconds, gaps over 50 ms.
    """

    def __init__(self, path: Path, count: int) -> None:
        self.path, self.count, self.memory = path, count, 0.0
        self.lines: list[list[object]] = []
        self.seconds: dict[str, float] = {}

    async def play(self, running: Running) -> int:
        page = running.window.page
        await until(lambda: page.table.has_painted)
        imports = page.workspace.imports
        running.window._commands.import_users(self.path)
        await self.timed("look and plan", self.planned(imports))
        print({kind.value: count for kind, count in imports.state.plan.counts.items()})
        await self.timed("carry out", imports.carry_out())
        await self.timed("undo", page.workspace.changes.undo())
        self.memory = getrusage(RUSAGE_SELF).ru_maxrss / 1e3
        return 0

    async def planned(self, imports: object) -> None:
        await until(lambda: imports.state.plan is not None or imports.state.problem)

    async def timed(self, name: str, work: Awaitable[object]) -> None:
        pulse = Pulse()
        pulse.begin()
        begun = perf_counter()
        await work
        self.seconds[name] = perf_counter() - begun
        await asyncio.sleep(0.3)
        pulse.end()
        rate, each = self.count / self.seconds[name], sum(pulse.work) / self.count * 1e6
        figures = [self.seconds[name], rate, each, pulse.longest, pulse.hardest, pulse.over(50)]
        self.lines.append([name, *figures])


def main() -> None:
    given = counts(__doc__, 100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_csv(folder / "People.csv", given.count)
        bench = Bench(path, given.count)
        drive(userbook(folder / "Bench.userbook", 100), bench.play)
        raw, ours = raw_read(path), our_read(path)
        executed = raw_write(folder, given.count)
    table(
        f"Importing {given.count:,} rows in the window",
        ["", "seconds", "users/s", "loop, µs each", "longest gap, ms", "most work, ms", "> 50 ms"],
        bench.lines,
    )
    print(f"the most memory that this process had by then: {bench.memory:.0f} MB")
    table(
        "Beside the raw way; seconds",
        ["", "ours", "raw", "ratio"],
        [
            ["reading, csv.reader", ours, raw, ratio(ours, raw)],
            [
                "writing, executemany with sort keys",
                bench.seconds["carry out"],
                executed,
                ratio(bench.seconds["carry out"], executed),
            ],
        ],
    )


if __name__ == "__main__":
    main()
