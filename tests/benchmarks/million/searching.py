"""From a key to painted results, letter by letter; and rows without a window beside raw SQLite."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING

from million import raw
from million.figures import FRAME, Figure
from million.playing import answered, played, told_at
from PySide6.QtCore import Qt
from report import middle
from window import Frames, press, until

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.app import Running
    from desktop_app.views.workspace_page import WorkspacePage

KEY = "key to painted results, all letters"
_BEAT = 1 / 12  # a fast typist
_RANKING = 60.0  # seconds; of ten million users it takes half of them
_NEEDLES = {
    "common": "margaret",
    "20 letters": "charlotte greenhalgh",
    "rare": "zsigmond komuves",
    "Cyrillic": "светлана ежикова",
    "two letters": "an",
    "two Cyrillic letters": "ёл",
    "digits": "7946",
    "no match": "qqxz",
}


def figures(file: Path, runs: int) -> list[Figure]:
    async def play(running: Running, page: WorkspacePage) -> list[Figure]:
        found: list[Figure] = []
        waits: list[float] = []
        for name, needle in _NEEDLES.items():
            mine = [wait for _ in range(runs) for wait in await _typed(running, page, needle)]
            waits += mine
            found.append(Figure.of(f"key to painted results, {name}: {needle}", mine))
        found.insert(0, Figure.of(KEY, waits, most=FRAME, most_p99=3 * FRAME))
        for name, needle in _NEEDLES.items():
            what = f"search to its first rows, {name}: {needle}"
            found.append(await _beside_raw(file, page, what, needle, runs))
        return found

    return played(file, play)


async def _typed(running: Running, page: WorkspacePage, needle: str) -> list[float]:
    """As somebody does who has not typed it before: what was found then is forgotten."""
    box, waits, users = running.window.search, list[float](), page.workspace.users
    users._result._ranks = None
    await users.refresh()
    users.search("")
    with suppress(TimeoutError):  # of very many users they are not held
        await until(lambda: users._result._ranks, _RANKING)
    box.setFocus()
    for letter in needle:
        begun = perf_counter()
        if letter == " ":
            press(box, 0, letter)
        else:
            waits.append(await answered(page, lambda letter=letter: press(box, 0, letter)))
        Frames.frames.clear()
        await asyncio.sleep(max(0.02, _BEAT - (perf_counter() - begun)))
    press(box, Qt.Key.Key_Escape)
    await until(lambda: not page.workspace.users.state.query.text)
    await asyncio.sleep(0.2)
    return waits


async def _beside_raw(file: Path, page: WorkspacePage, what: str, needle: str, runs: int) -> Figure:
    """The view-model's search to its first rows, and these rows by ``sqlite3``."""
    users, ours = page.workspace.users, list[float]()
    for text in [needle, ""] * runs:
        searching: list[asyncio.Task[None]] = []
        act = lambda text=text, tasks=searching: tasks.append(users.search(text))  # noqa: E731
        begun, told = await told_at(page, act)
        await searching[0]
        await asyncio.sleep(_BEAT)  # what was found is painted, and is not in the way of the next
        if text:
            ours.append(told - begun)
    theirs = await asyncio.to_thread(raw.timed, file, raw.search(needle)[1:], runs)
    return Figure.of(
        what, ours, beside=middle(theirs), beside_what="sqlite3, the same rows", most_times=2
    )
