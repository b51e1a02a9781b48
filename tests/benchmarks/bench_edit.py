"""One edit of one user, with history and index, beside a raw UPDATE of the same row."""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import os
import pstats
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from markdown import end, table
from people import userbook
from PySide6.QtCore import QCoreApplication
from report import at, middle

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.user import FindUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import UpdateUser
from desktop_app.view_models.changes_view_model import ChangesViewModel

if TYPE_CHECKING:
    from desktop_app.domain.user import UserDTO

GOAL = 3.0
BLOCK = 20
RAW = "UPDATE users SET title = ?, version = version + 1, last_modified = ? WHERE key = ?"


class Edits:
    """The same rows, by us and by hand, in turns: what else the machine does hits both."""

    def __init__(self, file: Path, count: int, word: str) -> None:
        self._file, self._count, self._word = file, count, word
        self._database = DatabaseHelper(open_document(file).url)
        self._changes = ChangesViewModel(self._database, self._crash)
        self.ours: list[float] = []
        self.raw: list[float] = []

    async def run(self, edits: int) -> None:
        with closing(sqlite3.connect(self._file, isolation_level=None)) as connection:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            for number in range(edits):
                key = number * 7919 % self._count + 1
                if number // BLOCK % 2:
                    self._edit_by_hand(connection, key, number)
                else:
                    await self._edit(key, number)
        await self._database.close()

    async def _edit(self, key: int, number: int) -> None:
        seen = await self._seen(key)
        operation = UpdateUser(seen, UpdateUserDTO(title=f"{self._word} {number}"))
        begun = perf_counter()
        await self._changes.attempt(operation)
        self.ours.append(perf_counter() - begun)

    def _edit_by_hand(self, connection: sqlite3.Connection, key: int, number: int) -> None:
        begun = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(RAW, (f"Raw {number}", str(number), key))
        connection.execute("COMMIT")
        self.raw.append(perf_counter() - begun)

    async def _seen(self, key: int) -> UserDTO:
        async with self._database.get_db_session(read_only=True) as session:
            seen = await UserRepository(session).get_user(FindUserDTO(key=key))
        assert seen
        return seen

    def _crash(self, error: BaseException) -> None:
        raise error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many users")
    parser.add_argument("--edits", type=int, default=2_000)
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    given = parser.parse_args()
    application = QCoreApplication([])
    loops = {"asyncio": None, "Qt": lambda: qasync.QEventLoop(application)}
    rows: list[list[object]] = []
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        file = userbook(Path(folder) / "Bench.userbook", given.count)
        for name, factory in loops.items():
            edits, profile = Edits(file, given.count, name), cProfile.Profile()
            with asyncio.Runner(loop_factory=factory) as runner:
                if given.profile:
                    profile.enable()
                runner.run(edits.run(given.edits))
                profile.disable()
            ours, raw = (figures[BLOCK:] for figures in (edits.ours, edits.raw))
            times = middle(ours) / middle(raw)
            figures = [middle(ours), at(0.99, ours), middle(raw), at(0.99, raw)]
            rows.append([name, *(f"{figure:.2f}" for figure in figures), f"{times:.1f}"])
            if times > GOAL:
                faults.append(f"an edit costs {times:.1f} times a raw UPDATE, not {GOAL:.0f}")
            if given.profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(40)
    columns = ["", "ours p50 ms", "ours p99", "raw p50", "raw p99", "ratio"]
    table(f"One edit among {given.count:,} users", columns, rows)
    end(faults)


if __name__ == "__main__":
    main()
