"""Whatever the program writes, a check of the file finds in order."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop_app.database.check import Check
from desktop_app.database.salvage import salvage
from desktop_app.domain.errors import AppError
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    PurgeUsers,
    RestoreUsers,
)

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("users", "trash", "user_index", "trash_index", "change_sets", "changes", "spans", "meta")


def quietly(*_: object) -> None:
    """Nobody wants to know how far it is."""


def faults(path: Path) -> list[str]:
    found: list[str] = []
    Check(path, lambda: False, quietly).run(lambda _, all_: found.extend(f.fault for f in all_))
    return found


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=str)  # noqa: S608
            for table in TABLES
        }


def deed(chance: random.Random, number: int):
    """Anything that a person could do, to anybody who was ever there."""
    keys = tuple(sorted(chance.sample(range(1, 30), chance.randint(1, 5))))
    return chance.choice(
        [
            CreateUsers(
                tuple(
                    CreateUserDTO(user_name=f"u{number}.{i}", display_name=f"U {number}")
                    for i in range(chance.randint(1, 4))
                )
            ),
            ChangeUsers(keys, {"title": f"{number}", "active": chance.random() < 0.5}),
            ChangeUsers(keys[:1], {"user_name": chance.choice("abc") + str(keys[0])}),
            DeleteUsers(keys),
            RestoreUsers(keys),
            PurgeUsers(keys[:1]),
            EraseUsers(keys[:1]),
        ]
    )


@pytest.mark.parametrize("seed", range(6))
async def test_a_file_of_any_deeds_is_in_order_and_survives_salvage(userbook, tmp_path, seed):
    chance = random.Random(seed)
    first = [CreateUserDTO(user_name=f"first{i}", display_name=f"{i}") for i in range(20)]
    await userbook.apply(CreateUsers(tuple(first)))
    for number in range(60):
        what = chance.choice(["do", "do", "undo", "redo"])
        try:
            if what == "do":
                await userbook.apply(deed(chance, number))
            else:
                await getattr(userbook, what)()
        except AppError:
            continue
    assert faults(userbook.path) == []
    await userbook.database.close()
    new = tmp_path / "new.userbook"
    _, report = salvage(userbook.path, new, quietly)
    assert report.is_complete
    assert content(new) == content(userbook.path)
