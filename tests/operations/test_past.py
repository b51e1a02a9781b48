"""The file as it was: rolled back copies hold what stood there at every step of a long walk."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.database.document import open_document
from desktop_app.database.past import roll_back
from desktop_app.database.tallies import are_tallied
from desktop_app.domain.errors import (
    AlreadyExistError,
    GoneForGoodError,
    InvalidInputError,
    NotFoundError,
    OvertakenError,
    UserNamesTakenError,
)
from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    DeleteUsers,
    PurgeUsers,
    RestoreUsers,
    UpdateUser,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.operations.operation import Operation

EXPECTED = (
    AlreadyExistError,
    InvalidInputError,
    NotFoundError,
    UserNamesTakenError,
    OvertakenError,
    GoneForGoodError,
)
_LATELY = ("version", "last_modified")
Contents = dict[str, list[dict[str, Any]]]


def contents(path: Path) -> Contents:
    """Everything but what history cannot know: versions, and the moment of the last change."""
    found: Contents = {}
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for table, order in (
            ("users", "key"),
            ("user_index", "key"),
            ("trash", "key"),
            ("trash_index", "key"),
            ("change_sets", "seq"),
            ("changes", "seq, key, field"),
            ("spans", "seq, first"),
        ):
            rows = connection.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608
            found[table] = [{n: row[n] for n in row.keys() if n not in _LATELY} for row in rows]  # noqa: SIM118
    return found


def copy_of(path: Path, place: Path) -> Path:
    place.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(place),))
    return place


def is_counted(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return are_tallied(connection)


def without(found: Contents, keys: set[int]) -> Contents:
    """Those who are deleted for good are missing, and their changes with them."""
    return {
        table: [row for row in rows if row.get("key") not in keys] for table, rows in found.items()
    }


def newest(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM change_sets").fetchone()
    return seq


def purged(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT first, last FROM spans WHERE event = 'purged'").fetchall()
    return {key for first, last in rows for key in range(first, last + 1)}


async def take_a_step(userbook, random: Random, step: int, *, purges: bool) -> None:
    there, trashed = await userbook.everyone(), await userbook.trashed()
    deeds = ["undo", "redo", "change", "create"]
    deeds += ["delete", "change", "change", "rename", "rename"] if there else []
    deeds += ["restore", "purge"] if trashed and purges else ["restore"] if trashed else []
    match random.choice(deeds):
        case "undo":
            await userbook.undo()
        case "redo":
            await userbook.redo()
        case deed:
            await userbook.apply(operation(deed, random, step, there, trashed))


def operation(deed, random: Random, step: int, there, trashed) -> Operation:
    some = tuple(one.key for one in random.sample(there, min(len(there), 3)))
    one = tuple(one.key for one in trashed[:1])
    values = {"user_name": f"user{random.randrange(12)}", "given_name": random.choice("xyz")}
    wanted = {"notes": random.choice([None, str(step)]), "active": random.random() < 0.5}
    return {
        "restore": lambda: RestoreUsers(one),
        "purge": lambda: PurgeUsers(one),
        "delete": lambda: DeleteUsers(some[: random.randrange(1, 3)]),
        "change": lambda: ChangeUsers(some, wanted),
        "rename": lambda: UpdateUser(there[0], UserEntity(there[0]).changed(values)),
        "create": lambda: CreateUser(UserEntity().created(values)),
    }[deed]()


@pytest.mark.parametrize(("seed", "purges"), [(1, False), (2, False), (3, True), (4, True)])
async def test_every_step_of_a_long_walk_can_be_seen_again(userbook, tmp_path, seed, purges):
    random, place = Random(seed), tmp_path / "past.userbook"
    await userbook.add({"user_name": "ada"}, {"user_name": "bob", "given_name": "Bob"})
    snapshots = {newest(userbook.path): contents(userbook.path)}
    for step in range(60):
        with suppress(*EXPECTED):
            await take_a_step(userbook, random, step, purges=purges)
        snapshots[newest(userbook.path)] = contents(userbook.path)
    gone = purged(userbook.path)
    assert bool(gone) == purges
    for seq, snapshot in snapshots.items():
        missing = roll_back(copy_of(userbook.path, place), seq)
        assert without(contents(place), gone) == without(snapshot, gone), seq
        assert is_counted(place), seq
        there = {row["key"] for table in ("users", "trash") for row in snapshot[table]}
        assert missing == len(there & gone), seq


async def test_before_everything_there_was_nobody(userbook, tmp_path):
    await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    place = copy_of(userbook.path, tmp_path / "past.userbook")
    assert roll_back(place, 0) == 0
    assert not any(contents(place).values())


async def test_names_that_went_round_in_a_circle_go_back(userbook, tmp_path):
    ada, bob = await userbook.add({"user_name": "ada"}, {"user_name": "bob"})
    before, seq = contents(userbook.path), newest(userbook.path)
    for user, name in ((ada, "x"), (bob, "ada")):
        await userbook.apply(UpdateUser(user, UserEntity(user).changed({"user_name": name})))
    ada = await userbook.named("x")
    await userbook.apply(UpdateUser(ada, UserEntity(ada).changed({"user_name": "bob"})))
    place = copy_of(userbook.path, tmp_path / "past.userbook")
    roll_back(place, seq)
    assert contents(place) == before


async def test_the_past_can_be_opened_like_any_file(userbook, tmp_path):
    await userbook.add({"user_name": "ada"})
    place = copy_of(userbook.path, tmp_path / "past.userbook")
    roll_back(place, 1)
    assert open_document(place, writable=False).path == place


async def test_what_another_program_wrote_over_stays_as_it_is(userbook, tmp_path):
    await userbook.add({"user_name": "ada", "title": "Countess"})
    with closing(sqlite3.connect(userbook.path)) as other, other:
        other.execute(
            "INSERT INTO change_sets (seq, id, time, login, author, kind, deed, label, count) "
            "VALUES (2, 'x', '2026-01-01T00:00:00.000000Z', '', '', 'outside', 'outside', '', 1)"
        )
        rows = [(2, 1, "title", None, "Countess"), (2, 1, "active", None, "1")]
        other.executemany(
            "INSERT INTO changes (seq, key, field, before, after) VALUES (?, ?, ?, ?, ?)", rows
        )
    place = copy_of(userbook.path, tmp_path / "past.userbook")
    roll_back(place, 1)
    assert contents(place)["users"][0]["title"] == "Countess"


async def test_a_roll_back_can_be_given_up(userbook, tmp_path):
    await userbook.add({"user_name": "ada"})
    place = copy_of(userbook.path, tmp_path / "past.userbook")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        roll_back(place, 0, stop)
    assert contents(place) == contents(userbook.path)
