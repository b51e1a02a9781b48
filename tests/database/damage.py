"""Copies of a file with a page damaged: what must be recovered from each, and what was."""

from __future__ import annotations

import asyncio
import hashlib
import random
import sqlite3
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.database.check import Check
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.pages import Pages
from desktop_app.database.records import records
from desktop_app.database.salvage import salvage
from desktop_app.database.shapes import known_shapes
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.checking import Fault
from desktop_app.domain.errors import AppError
from desktop_app.domain.query import UserQuery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.domain.salvage import SalvageReport

KEYS = {
    "users": ("key",),
    "trash": ("key",),
    "change_sets": ("seq",),
    "changes": ("seq", "key", "field"),
    "spans": ("seq", "first"),
    "meta": ("name",),
}
WAYS = ("random bytes", "zeros", "another page")
PATIENCE = 5.0

Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


def rows_of(path: Path) -> Rows:
    """All that is to be recovered, by table and key, as SQLite reads it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: {
                tuple(row[name] for name in key): dict(row)
                for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608
            }
            for table, key in KEYS.items()
        }


class Original:
    """A sound file, and which of its pages hold what."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = rows_of(path)
        self.on_page: dict[int, set[tuple[str, tuple[Any, ...]]]] = defaultdict(set)
        with Pages(path) as pages:
            self.size, self.count = pages.size, pages.count
            for number in range(1, pages.count + 1):
                self._look_at(pages, number)
        self._compare_with_sqlite()

    def _look_at(self, pages: Pages, number: int) -> None:
        known: set[int] = set()
        for record in records(pages, number, known):
            shape = next((shape for shape in known_shapes() if shape.fits(record)), None)
            if shape is not None and shape.table in KEYS:
                row = shape.row(record)
                entry = (shape.table, tuple(row[name] for name in KEYS[shape.table]))
                assert row == self.rows[shape.table][entry[1]]
                for page in {number, *known}:
                    self.on_page[page].add(entry)
            known.clear()

    def _compare_with_sqlite(self) -> None:
        """Each record stands on one page; how many on which, SQLite itself can tell."""
        with closing(sqlite3.connect(self.path)) as connection:
            tables = ", ".join(f"'{name}'" for name in KEYS)
            cells = connection.execute(
                f"SELECT pageno, ncell FROM dbstat WHERE name IN ({tables}) "  # noqa: S608
                "AND (pagetype = 'leaf' OR name IN ('changes', 'spans') AND ncell > 0)"
            ).fetchall()
        assert {number: len(self.on_page[number]) for number, _ in cells} == dict(cells)
        assert sum(count for _, count in cells) == sum(map(len, self.rows.values()))

    def damaged(self, target: Path, number: int, way: str, chance: random.Random) -> None:
        data = bytearray(self.path.read_bytes())
        here = slice((number - 1) * self.size, number * self.size)
        if way == "random bytes":
            data[here] = chance.randbytes(self.size)
        elif way == "zeros":
            data[here] = bytes(self.size)
        else:
            other = chance.choice([n for n in range(1, self.count + 1) if n != number])
            data[here] = data[(other - 1) * self.size : other * self.size]
        target.write_bytes(data)


@dataclass
class Outcome:
    """What became of one copy; ``faults`` should be empty."""

    number: int
    way: str
    opened: str = ""
    checked: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    report: SalvageReport | None = None

    def timed(self, name: str, work: Callable[[], Any]) -> Any:
        """An error that we have words for is an answer; any other is a crash."""
        begun = time.perf_counter()
        try:
            return work()
        except AppError as error:
            return error
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            self.faults.append(f"{name}: {type(error).__name__}: {error}")
            return error
        finally:
            self.seconds[name] = time.perf_counter() - begun
            if self.seconds[name] > PATIENCE:
                self.faults.append(f"{name}: took {self.seconds[name]:.1f} s")


def suffer(original: Original, folder: Path, number: int, way: str, seed: int) -> Outcome:
    """Damage a copy, then do with it all that a person could."""
    damaged, new = folder / "damaged.userbook", folder / "new.userbook"
    for path in folder.glob("*.userbook*"):
        path.unlink()
    original.damaged(damaged, number, way, random.Random(seed))
    outcome, before = Outcome(number, way), _sum(damaged)
    document = outcome.timed("open", lambda: open_document(damaged, writable=False))
    outcome.opened = _word(document)
    outcome.checked = _word(outcome.timed("check", lambda: faults_of(damaged)))
    outcome.timed("read all", lambda: asyncio.run(read_all(damaged)))
    if _sum(damaged) != before:
        outcome.faults.append("the damaged file was written to")
    answer = outcome.timed("salvage", lambda: salvage(damaged, new, _nobody))
    if _sum(damaged) != before:
        outcome.faults.append("salvage wrote to the damaged file")
    if isinstance(answer, Exception):
        outcome.faults.append(f"salvage: {answer!r}")
        return outcome
    outcome.report = answer[1]
    outcome.timed("judge", lambda: _judge(original, new, outcome))
    return outcome


def faults_of(path: Path) -> set[Fault]:
    found: set[Fault] = set()
    check = Check(path, lambda: False, _nobody)
    check.run(lambda _step, findings: found.update(f.fault for f in findings))
    return found


async def read_all(path: Path) -> int:
    database = DatabaseHelper(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")
    try:
        async with database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            keys = await users.user_keys(UserQuery(), date.today())
            return len(await users.get_users(keys))
    finally:
        await database.close()


def _judge(original: Original, new: Path, outcome: Outcome) -> None:
    rows, lost = rows_of(new), original.on_page.get(outcome.number, set())
    for table, expected in original.rows.items():
        missing = [
            key
            for key, row in expected.items()
            if (table, key) not in lost and rows[table].get(key) != row
        ]
        if missing:
            outcome.faults.append(f"{table}: not recovered {missing[:3]} of {len(missing)}")
    people = {key for table, key in lost if table in {"users", "trash"}}
    still = {key for table in ("users", "trash") for key in rows[table]}
    assert outcome.report is not None
    if outcome.report.lost != len(people - still):
        outcome.faults.append(f"says {outcome.report.lost} lost, not {len(people - still)}")
    changes = {key for table, key in lost if table == "changes" and key not in rows[table]}
    sets = {key for table, key in lost if table == "change_sets"}
    if not len(changes) <= outcome.report.lost_changes <= len(changes) + len(sets):
        outcome.faults.append(f"says {outcome.report.lost_changes} changes lost: {len(changes)}")
    if wrong := faults_of(new) - {Fault.BROKEN_CHAIN}:
        outcome.faults.append(f"the new file has {wrong}")


def _sum(path: Path) -> str:
    assert not [p for p in path.parent.glob(path.name + "-*") if p.stat().st_size]
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _word(answer: object) -> str:
    if isinstance(answer, AppError):
        return str(getattr(answer, "reason", type(answer).__name__))
    if isinstance(answer, set):
        return ", ".join(sorted(answer)) or "nothing wrong"
    return "opened" if not isinstance(answer, Exception) else type(answer).__name__


def _nobody(*_: object) -> None:
    """Hears how far it is, and does nothing about it."""
