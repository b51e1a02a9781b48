"""Two states of a file are compared user by user, whatever their size."""

from __future__ import annotations

import random
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from document_files import run

from desktop_app.database.comparison import compare
from desktop_app.database.copying import CopyStoppedError, Source, Watch, make_copy
from desktop_app.database.document import create_document
from desktop_app.domain.comparison import Comparison, Difference, Turn
from desktop_app.domain.errors import CopyFailedError, CopyReason
from desktop_app.domain.user import UserDTO

if TYPE_CHECKING:
    from pathlib import Path

ADD = (
    "WITH RECURSIVE c(x) AS (SELECT {0} UNION ALL SELECT x+1 FROM c WHERE x<{1}) "
    "INSERT INTO users(key, id, version, created, last_modified, user_name_key, user_name,"
    " display_name, active) SELECT x, 'id'||x, 1, '', '', 'u'||x, 'u'||x, 'u'||x, 1 FROM c"
)


@pytest.fixture
def now(tmp_path: Path) -> Path:
    path = create_document(tmp_path / "now.userbook").path
    run(path, ADD.format(1, 5000))
    return path


@pytest.fixture
def then(now, tmp_path) -> Path:
    return make_copy(Source(now), [tmp_path / "then.userbook"])


def compared(then: Path, now: Path) -> tuple[list[int], list[int], list[int]]:
    found = compare(Source(then, "mode=ro"), Source(now))
    assert found.total == len(found.added) + len(found.removed) + len(found.changed)
    return list(found.added), list(found.removed), list(found.changed)


def test_a_file_does_not_differ_from_its_copy(then, now):
    assert compared(then, now) == ([], [], [])


def test_who_came_went_and_changed_is_found(then, now):
    run(
        now,
        "DELETE FROM users WHERE key IN (1, 1000, 1001, 5000)",
        "UPDATE users SET title = 'x' WHERE key IN (2, 2000, 4999)",
        "UPDATE users SET version = 9, last_modified = 'z' WHERE key = 3000",
        ADD.format(5001, 5003),
    )
    assert compared(then, now) == ([5001, 5002, 5003], [1, 1000, 1001, 5000], [2, 2000, 4999])
    assert compared(now, then) == ([1, 1000, 1001, 5000], [5001, 5002, 5003], [2, 2000, 4999])


def test_another_user_with_the_same_key_is_another_user(then, now):
    run(now, "UPDATE users SET id = 'else' WHERE key = 7")
    assert compared(then, now) == ([7], [7], [])


def test_an_empty_file_has_lost_everybody(then, now):
    run(now, "DELETE FROM users")
    assert compared(then, now) == ([], list(range(1, 5001)), [])


@pytest.mark.parametrize("seed", range(5))
def test_any_difference_is_found(then, now, seed):
    chance = random.Random(seed)
    gone = set(chance.sample(range(1, 5001), 700))
    changed = set(chance.sample(range(1, 5001), 700)) - gone
    for statement, keys in (
        ("DELETE FROM users WHERE key = {0}", gone),
        ("UPDATE users SET notes = 'n' WHERE key = {0}", changed),
    ):
        run(now, "BEGIN", *(statement.format(key) for key in keys), "COMMIT")
    assert compared(then, now) == ([], sorted(gone), sorted(changed))


def test_memory_is_bounded(then, now):
    run(now, ADD.format(5001, 60_000), "UPDATE users SET title = 'x'")
    tracemalloc.start()
    compare(Source(then), Source(now))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000


def test_it_can_be_stopped(then, now):
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(0)
        return len(asked) > 3

    with pytest.raises(CopyStoppedError):
        compare(Source(then), Source(now), Watch(stopped))


def test_a_damaged_file_is_named(then, now):
    with then.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\xff" * 4096 * 60)
    with pytest.raises(CopyFailedError) as caught:
        compare(Source(then), Source(now))
    assert (caught.value.path, caught.value.reason) == (then, CopyReason.DAMAGED)


def person(**fields: object) -> UserDTO:
    known = dict.fromkeys(UserDTO.model_fields) | {"user_name": "ada", "active": True, "key": 1}
    return UserDTO.model_construct(**known | fields)


def test_a_difference_tells_its_fields_then_and_now():
    changed = Difference(person(title="a", notes="n"), person(title="b", display_name="Ada"))
    assert changed.turn is Turn.CHANGED
    assert changed.name == "Ada"
    assert changed.fields == [
        ("display_name", None, "Ada"),
        ("title", "a", "b"),
        ("notes", "n", None),
    ]
    assert Difference(None, person()).turn is Turn.ADDED
    removed = Difference(person(), None)
    assert (removed.turn, removed.name) == (Turn.REMOVED, "ada")
    assert removed.fields == [("user_name", "ada", None), ("active", True, None)]
    assert Difference(None, None).name == ""
    assert Comparison().total == 0
