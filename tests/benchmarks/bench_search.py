"""Typing a search over many users in the real window: is the window ever away?

The goal is that no gap of the event loop is longer than 50 ms, which is three frames.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from million import raw
from people import userbook
from pulse import Pulse
from PySide6.QtCore import Qt
from report import at, counts, middle, ratio, table
from window import Frames, drive, press, until

if TYPE_CHECKING:
    from desktop_app.app import Running
    from desktop_app.view_models.users_view_model import UsersViewModel

NEEDLES = ("maria", "иван", "smith john", "exam", "+44", "zzzz")
SPEEDS = {"12 keys a second": 1 / 12, "a key each 40 ms": 0.04}


@dataclass(slots=True)
class Typed:
    """``waits`` are seconds from a key to its results on the screen; ``passed`` were overtaken."""

    speed: str
    needle: str
    gaps: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    passed: int = 0


async def type_needle(running: Running, needle: str, speed: str) -> Typed:
    """Key after key, then wait for the last result; then the box is cleared."""
    window, typed, pulse = running.window, Typed(speed, needle), Pulse()
    users = window.page.workspace.users
    keys: dict[str, float] = {}
    answers: dict[str, float] = {}
    stop = users.watch(
        lambda state: state.generation,
        lambda _: answers.setdefault(users.state.query.text, perf_counter()),
    )
    answers.clear()
    Frames.frames.clear()
    pulse.begin()
    for end in range(1, len(needle) + 1):
        begun = keys[needle[:end]] = perf_counter()
        press(window.search, 0, needle[end - 1])
        await asyncio.sleep(max(0.0, SPEEDS[speed] - (perf_counter() - begun)))
    await until(lambda: needle in answers)
    await asyncio.sleep(0.1)
    pulse.end()
    typed.gaps, typed.work = pulse.gaps, pulse.work
    stop()
    typed.frames = [end - begun for begun, end in Frames.frames]
    for text, pressed in keys.items():
        painted = [e for b, e in Frames.frames if text in answers and b >= answers[text]]
        if painted:
            typed.waits.append(painted[0] - pressed)
        else:
            typed.passed += 1
    await clear(running, users)
    return typed


async def clear(running: Running, users: UsersViewModel) -> None:
    press(running.window.search, Qt.Key.Key_Escape)
    await until(lambda: not users.state.query.text)
    await asyncio.sleep(0.1)


class Bench:
    """All needles at all speeds, then the database part alone beside raw SQLite."""

    def __init__(self, file: Path, runs: int) -> None:
        self.file = file
        self.runs = runs
        self.typed: list[Typed] = []
        self.database: list[tuple[str, float, float]] = []

    async def play(self, running: Running) -> int:
        page = running.window.page
        await until(lambda: page.table.has_painted)
        running.window.search.setFocus()
        await asyncio.sleep(0.3)
        for _ in range(self.runs):
            for speed in SPEEDS:
                for needle in NEEDLES:
                    self.typed.append(await type_needle(running, needle, speed))
        for needle in NEEDLES:
            self.database.append(await self.compare(page.workspace.users, needle))
        return 0

    async def compare(self, users: UsersViewModel, needle: str) -> tuple[str, float, float]:
        """The view-model's whole search, and the same count and rows by sqlite3 itself."""
        ours: list[float] = []
        for _ in range(self.runs + 2):
            begun = perf_counter()
            await users.search(needle)
            ours.append(perf_counter() - begun)
            await users.search("")
        theirs = await asyncio.to_thread(raw.timed, self.file, raw.search(needle), self.runs)
        return needle, middle(ours), middle(theirs)


def main() -> None:
    given = counts(__doc__, 100_000, runs=3)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(userbook(Path(folder) / "Bench.userbook", given.count), given.runs)
        drive(bench.file, bench.play)
    rows: list[list[object]] = []
    for speed in SPEEDS:
        for needle in NEEDLES:
            of = [t for t in bench.typed if t.speed == speed and t.needle == needle]
            waits = [wait for t in of for wait in t.waits]
            gaps = [gap * 1000 for t in of for gap in t.gaps]
            frames = [frame * 1000 for t in of for frame in t.frames]
            rows.append(
                [
                    f"{needle} ({speed})",
                    max(gaps),
                    middle([max(t.gaps) for t in of]),
                    max(max(t.work) for t in of) * 1000,
                    sum(gap > 50 for gap in gaps),
                    sum(frame > 50 for frame in frames),
                    max(frames, default=0.0),
                    at(0.5, waits),
                    at(0.99, waits),
                    f"{sum(t.passed for t in of)} of {len(needle) * len(of)}",
                ]
            )
    table(
        f"Typing over {given.count:,} users; milliseconds",
        [
            "needle",
            "longest gap",
            "median longest",
            "most work",
            "gaps > 50",
            "frames > 50",
            "longest frame",
            "key to paint p50",
            "p99",
            "overtaken",
        ],
        rows,
    )
    table(
        "The same search, no window waiting for it; milliseconds",
        ["needle", "ours", "raw sqlite3", "ratio"],
        [[needle, ours, raw, ratio(ours, raw)] for needle, ours, raw in bench.database],
    )


if __name__ == "__main__":
    main()
