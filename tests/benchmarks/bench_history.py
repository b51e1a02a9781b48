"""Looking into a long history: the first page, one user's timeline, and the file as it was.

None of these may cost more the longer a file is in use: all but the last are a few milliseconds.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from people import userbook
from report import counts, middle, table

from desktop_app.database.copying import Source
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.history_reader import HistoryReader
from desktop_app.database.past_look import past_glimpse
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.history import HistoryQuery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

SETS = 200_000
_PAGE = 200


def make_history(path: Path, users: int) -> None:
    """As many changes of single users, one of whom is changed more often than the others."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM change_sets").fetchone()
        seqs = range(last + 1, last + SETS + 1)
        connection.executemany(
            "INSERT INTO change_sets "
            "(seq, id, time, login, author, kind, deed, label, count, user_key) "
            "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%S.000000Z', ?, 'unixepoch'), "
            "'ann', '', 'form', 'change', '', 1, ?)",
            ((seq, f"id {seq}", 1_700_000_000 + seq, _who(seq, users)) for seq in seqs),
        )
        connection.executemany(
            "INSERT INTO changes (seq, key, field, before, after) VALUES (?, ?, 'title', 'a', 'b')",
            ((seq, _who(seq, users)) for seq in seqs),
        )


def _who(seq: int, users: int) -> int:
    return 1 if seq % 100 == 0 else seq % users + 1


async def measured(
    database: DatabaseHelper, runs: int, ask: Callable[[HistoryReader], Awaitable[object]]
) -> float:
    seconds: list[float] = []
    for _ in range(runs):
        begun = perf_counter()
        async with database.get_db_session(read_only=True) as session:
            await ask(HistoryReader(session))
        seconds.append(perf_counter() - begun)
    return middle(seconds)


async def main() -> None:
    asked = counts(__doc__ or "", 100_000)
    everything = HistoryQuery()
    rare = HistoryQuery(kind=ChangeKind.IMPORT)
    with tempfile.TemporaryDirectory() as folder:
        path = userbook(Path(folder) / "staff.userbook", asked.count)
        make_history(path, asked.count)
        database = DatabaseHelper(f"sqlite+aiosqlite:///{path}")
        questions: dict[str, Callable[[HistoryReader], Awaitable[object]]] = {
            "first page": lambda r: r.change_sets(everything, limit=_PAGE),
            "page in the middle": lambda r: r.change_sets(
                everything, before=SETS // 2, limit=_PAGE
            ),
            "a kind there is none of": lambda r: r.change_sets(rare, limit=_PAGE),
            "who and how": lambda r: r.authors(),
            "timeline of a user": lambda r: r.timeline(1, limit=20),
            "a user as it was": lambda r: r.user_after(1, SETS // 2),
        }
        rows = [(what, await measured(database, asked.runs, q)) for what, q in questions.items()]
        await database.close()
        begun = perf_counter()
        past_glimpse(Source(path), SETS // 2).close()
        rows.append(("the whole file as it was", (perf_counter() - begun) * 1000))
    table(f"{asked.count:,} users, {SETS:,} changes", ("", "ms"), rows)


if __name__ == "__main__":
    asyncio.run(main())
