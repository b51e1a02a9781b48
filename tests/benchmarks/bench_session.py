"""What a session costs: one read and one write, beside the same statements by sqlite3."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from people import userbook
from PySide6.QtCore import QCoreApplication
from report import at, counts, middle, ratio, table
from sqlalchemy import text

from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.change import Author
from desktop_app.domain.user import FindUserDTO, UpdateUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.user_operations import UpdateUser

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

READ = "SELECT * FROM users WHERE key = ?"
WRITE = "UPDATE users SET title = ? WHERE key = ?"
TURNS = 60


async def taken(turns: int, work: Callable[[int], Awaitable[object]]) -> list[float]:
    seconds: list[float] = []
    for turn in range(turns):
        begun = perf_counter()
        await work(turn)
        seconds.append(perf_counter() - begun)
    return seconds[turns // 6 :]


async def ours(file: Path, turns: int) -> dict[str, list[float]]:
    database = DatabaseHelper(open_document(file).url)

    async def nothing(_turn: int) -> None:
        async with database.get_db_session(read_only=True) as session:
            await session.execute(text("SELECT 1"))

    async def read(turn: int) -> None:
        async with database.get_db_session(read_only=True) as session:
            await UserRepository(session).get_user(FindUserDTO(key=turn % 50 + 1))

    async def write(turn: int) -> None:
        async with database.get_db_session() as session:
            users = UserRepository(session)
            seen = await users.get_user(FindUserDTO(key=turn % 50 + 1))
            assert seen
            operation = UpdateUser(seen, UpdateUserDTO(title=f"Title {turn}"))
            await carry_out(session, operation, Author())

    async def bare(turn: int) -> None:
        async with database.get_db_session() as session:
            statement = text("UPDATE users SET title = :title WHERE key = :key")
            await session.execute(statement, {"title": f"Bare {turn}", "key": turn % 50 + 1})

    found = {
        "SELECT 1 in a session": await taken(turns, nothing),
        "read a user": await taken(turns, read),
        "one UPDATE in a session": await taken(turns, bare),
        "read, check, update a user and its index": await taken(turns, write),
    }
    await database.close()
    return found


async def raw(file: Path, turns: int) -> dict[str, list[float]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

        async def read(turn: int) -> None:
            connection.execute("BEGIN")
            connection.execute(READ, (turn % 50 + 1,)).fetchall()
            connection.execute("COMMIT")

        async def write(turn: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(WRITE, (f"Raw {turn}", turn % 50 + 1))
            connection.execute("COMMIT")

        return {"read": await taken(turns, read), "write": await taken(turns, write)}


def main() -> None:
    given = counts(__doc__, 1000)
    turns = TURNS * given.runs
    application = QCoreApplication([])
    with tempfile.TemporaryDirectory() as folder:
        file = userbook(Path(folder) / "Bench.userbook", given.count)
        with asyncio.Runner() as runner:
            plain = runner.run(raw(file, turns))
            on_asyncio = runner.run(ours(file, turns))
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            on_qt = runner.run(ours(file, turns))
    raw_read, raw_write = middle(plain["read"]), middle(plain["write"])
    rows: list[list[object]] = []
    for loop, found in (("asyncio", on_asyncio), ("Qt", on_qt)):
        for name, seconds in found.items():
            base = raw_write if "pdate" in name.casefold() else raw_read
            half, rare = middle(seconds), at(0.99, seconds)
            figures = [f"{half:.2f}", f"{rare:.2f}", f"{base:.2f}"]
            rows.append([f"{name} ({loop})", *figures, ratio(half, base)])
    table(
        "A session, milliseconds; raw is sqlite3 in one thread, with full synchronisation",
        ["", "p50", "p99", "raw", "ratio"],
        rows,
    )


if __name__ == "__main__":
    main()
