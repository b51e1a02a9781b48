"""Filters over many users: from the text to the count and the first rows, beside raw SQLite.

The goal for two fields and a text is twice what SQLite needs for the same count.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from time import perf_counter

from people import userbook
from report import counts, middle, ratio, table

from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.results import Results
from desktop_app.database.user_repository import UserRepository
from desktop_app.database.usual_values import usual_values
from desktop_app.domain.filter_parser import parse
from desktop_app.domain.query import Place, UserQuery

COUNT = "SELECT count(*) FROM user_index WHERE "
FILTERS = {
    "department:school active:no maria": (
        "department LIKE '%school%' AND active = '1' AND search_text LIKE '%maria%'"
    ),
    "department=school": "department = 'school'",
    "user_name:mar*": "user_name >= 'mar' AND user_name < 'mar' || char(1114111)",
    "email:example.org": "email LIKE '%example.org%'",
    "-has:phone valid_until>today": (
        "phone = char(1114111) AND valid_until > date('now') AND valid_until < char(1114111)"
    ),
    "employee_number:100..200": (
        "employee_number >= '000000000100' AND employee_number < '000000000200' || char(1114111)"
    ),
    "office_location:7": (
        "search_text LIKE '%7%' AND EXISTS (SELECT 1 FROM users WHERE users.key = user_index.key "
        "AND users.office_location GLOB '*7*')"
    ),
    "changed:last-7-days": (
        "key IN (SELECT key FROM users WHERE last_modified >= date('now', '-6 days'))"
    ),
    "(title:teacher OR title:nurse) -department:school": (
        "(title LIKE '%teacher%' OR title LIKE '%nurse%') AND NOT department LIKE '%school%'"
    ),
}


async def compare(path: Path, runs: int) -> list[list[object]]:
    database, today = DatabaseHelper(f"sqlite+aiosqlite:///{path}"), date.today()
    rows: list[list[object]] = []
    with closing(sqlite3.connect(path)) as raw:
        for text, sql in FILTERS.items():
            ours, found, theirs = [], [], []
            for _ in range(runs):
                begun = perf_counter()
                (count,) = raw.execute(COUNT + sql).fetchone()
                theirs.append(perf_counter() - begun)
                async with database.get_db_session(read_only=True) as session:
                    users = UserRepository(session)
                    begun = perf_counter()
                    counted = await users.count_users(UserQuery(text), today)
                    ours.append(perf_counter() - begun)
                    begun = perf_counter()
                    await Results(session, UserQuery(text), today).first(128)
                    found.append(perf_counter() - begun)
            assert counted == count, (text, counted, count)
            times = middle(ours), middle(theirs)
            rows.append([text, count, *times, ratio(*times), middle(found)])
    await database.close()
    return rows


async def suggest(path: Path, runs: int) -> list[list[object]]:
    database, rows = DatabaseHelper(f"sqlite+aiosqlite:///{path}"), list[list[object]]()
    for name, typed in (("department", ""), ("email", "m"), ("title", "t"), ("notes", "zzz")):
        times = []
        for _ in range(runs):
            async with database.get_db_session(read_only=True) as session:
                begun = perf_counter()
                found = await usual_values(session, name, typed, Place.ALL, date.today())
                times.append(perf_counter() - begun)
        rows.append([f"{name}:{typed}", len(found), middle(times)])
    await database.close()
    return rows


def reading(runs: int) -> list[list[object]]:
    rows: list[list[object]] = []
    for text in (*FILTERS, "ada " * 250):
        times = []
        for _ in range(runs * 100):
            begun = perf_counter()
            parse(text)
            times.append(perf_counter() - begun)
        rows.append([text[:50], middle(times) * 1000])
    return rows


def main() -> None:
    given = counts(__doc__ or "", 100_000)
    with tempfile.TemporaryDirectory() as folder:
        path = userbook(Path(folder) / "users.userbook", given.count)
        heading = f"Filters over {given.count:,} users"
        columns = ["", "found", "count ms", "SQLite ms", "ratio", "with rows ms"]
        table(heading, columns, asyncio.run(compare(path, given.runs)))
        suggested = asyncio.run(suggest(path, given.runs))
        table("Values that are suggested", ["", "found", "ms"], suggested)
    table("Reading a filter", ["", "microseconds"], reading(given.runs))


if __name__ == "__main__":
    main()
