"""Our own reading of pages beside SQLite's."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.pages import Pages
from desktop_app.database.records import UnclearText, records
from desktop_app.domain.errors import FileReason, FileRefusedError

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = [0, 1, -1, 127, 128, -32768, 2**23, -(2**31), 2**47 - 1, -(2**63), 2**63 - 1]
VALUES = [*NUMBERS, None, 1.5, -0.0, "", "a", "ö", "x" * 5000, b"", b"\0\1", b"y" * 100_000]


def written(path: Path, *statements: str, page_size: int = 4096) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA page_size={page_size}")
    for statement in statements:
        connection.execute(statement)
    return connection


def read(path: Path, columns: int) -> list[tuple[object, ...]]:
    """Every record with this many values, wherever it stands."""
    found, taken = [], set()
    with Pages(path) as pages:
        for number in range(1, pages.count + 1):
            for record in records(pages, number, taken):
                if len(record.types) == columns and record.is_whole:
                    values = [record.value(i) for i in range(columns)]
                    found.append((record.rowid, *values))
    return sorted(found, key=str)


@pytest.mark.parametrize("page_size", [512, 1024, 4096, 65536])
def test_every_kind_of_value_is_read_as_sqlite_reads_it(tmp_path, page_size):
    path, chance = tmp_path / "a.db", random.Random(1)
    rows = [(i * 7 - 50, chance.choice(VALUES), chance.choice(VALUES), i) for i in range(400)]
    with closing(
        written(path, "CREATE TABLE t(k INTEGER PRIMARY KEY, a, b, c)", page_size=page_size)
    ) as connection:
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
        connection.commit()
    expected = [(key, None, *values) for key, *values in rows]
    assert read(path, 4) == sorted(expected, key=str)


@pytest.mark.parametrize("page_size", [512, 4096])
def test_records_of_a_table_without_rowid_stand_in_inner_pages_too(tmp_path, page_size):
    path = tmp_path / "a.db"
    rows = [(i, "field" * (i % 5), f"{i}" * (i % 300)) for i in range(3000)]
    with closing(
        written(
            path,
            "CREATE TABLE t(a INT, b TEXT, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
            page_size=page_size,
        )
    ) as connection:
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.commit()
    assert read(path, 3) == sorted([(None, *row) for row in rows], key=str)


def test_a_text_that_is_none_is_marked(tmp_path):
    path = tmp_path / "a.db"
    with closing(written(path, "CREATE TABLE t(a, b)")) as connection:
        connection.execute("INSERT INTO t VALUES (CAST(x'61ff62' AS TEXT), 'clear')")
        connection.commit()
    ((_, unclear, clear),) = read(path, 2)
    assert (unclear, type(unclear)) == ("a\ufffdb", UnclearText)
    assert (clear, type(clear)) == ("clear", str)


def test_pages_of_the_free_list_are_known(tmp_path):
    path = tmp_path / "a.db"
    with closing(written(path, "CREATE TABLE t(a)")) as connection:
        connection.execute("PRAGMA auto_vacuum")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,) for _ in range(3000)])
        connection.commit()
        connection.execute("DELETE FROM t")
        connection.commit()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    with Pages(path) as pages:
        assert len(pages.free()) == free > 2000


def test_the_size_of_pages_is_guessed_where_the_header_is_gone(tmp_path):
    path = tmp_path / "a.db"
    with closing(written(path, "CREATE TABLE t(a)", page_size=1024)) as connection:
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 300,) for _ in range(100)])
        connection.commit()
    data = path.read_bytes()
    path.write_bytes(bytes(1024) + data[1024:])
    with Pages(path) as pages:
        assert (pages.size, pages.is_headed) == (1024, False)


def test_noise_is_read_to_its_end(tmp_path):
    path, chance = tmp_path / "noise", random.Random(3)
    for size in (0, 1, 99, 100, 511, 4096, 50_000):
        path.write_bytes(chance.randbytes(size))
        read(path, 3)
        path.write_bytes(b"SQLite format 3\0" + chance.randbytes(size))
        read(path, 3)


def test_pages_that_lead_round_in_circles_are_read_once(tmp_path):
    """Every cell claims a payload as long as the file, in the same pages."""
    path = tmp_path / "circle"
    size, count = 512, 400
    header = b"SQLite format 3\0" + size.to_bytes(2, "big") + bytes(82)
    cell = bytes([0x8C, 0xA0, 0x00, 1]) + bytes(35)
    page = bytes([13, 0, 0, 0, 100, 0, 0, 0]) + (210).to_bytes(2, "big") * 100
    page = page.ljust(210, b"\0") + cell
    page = page.ljust(size - 4, b"\0") + (7).to_bytes(4, "big")
    path.write_bytes(header.ljust(size, b"\0") + page * count)
    assert read(path, 3) == []


def test_what_is_no_file_is_refused(tmp_path):
    for path, reason in (
        (tmp_path, FileReason.NOT_A_FILE),
        (tmp_path / "nobody", FileReason.MISSING),
    ):
        with pytest.raises(FileRefusedError) as caught:
            Pages(path)
        assert caught.value.reason is reason
