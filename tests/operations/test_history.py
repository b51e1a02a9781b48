"""History as a person looks through it, and what is brought back from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.database.history_reader import HistoryReader
from desktop_app.domain.change import Author, ChangeKind, Deed, Event
from desktop_app.domain.errors import (
    AlreadyExistError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
)
from desktop_app.domain.history import HistoryQuery
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.operations.restore_values import RestoreValues
from desktop_app.operations.user_entity import UserEntity
from desktop_app.operations.user_operations import (
    ChangeUsers,
    CreateUser,
    DeleteUsers,
    PurgeUsers,
    RestoreUsers,
    UpdateUser,
)
from tests.writing import SOMEBODY

ALL = HistoryQuery()


@pytest.fixture
def read(userbook):
    """Ask the reader one thing."""

    async def read(name: str, *args, **options):
        async with userbook.database.get_db_session(read_only=True) as session:
            return await getattr(HistoryReader(session), name)(*args, **options)

    return read


@pytest.fixture
def change(userbook):
    async def change(key: int, **values: object):
        (seen,) = [one for one in await userbook.everyone() if one.key == key]
        return await userbook.apply(UpdateUser(seen, UserEntity(seen).changed(values)))

    return change


async def test_change_sets_come_newest_first_in_pages(userbook, read, change):
    await userbook.add({"user_name": "ada"})
    for title in "abcd":
        await change(1, title=title)
    first = await read("change_sets", ALL, limit=2)
    assert [found.seq for found in first] == [5, 4]
    rest = await read("change_sets", ALL, before=4, limit=9)
    assert [found.seq for found in rest] == [3, 2, 1]
    assert rest[0].summary.name == "ada"
    assert rest[-1].kind is ChangeKind.START


async def test_change_sets_are_chosen_by_time_author_and_kind(userbook, read, change):
    await userbook.add({"user_name": "ada"})
    await change(1, title="x")
    now = datetime.now(UTC)
    hour = timedelta(hours=1)

    async def count(**wanted: object) -> int:
        return len(await read("change_sets", HistoryQuery(**wanted), limit=9))

    assert await count(since=now - hour) == 2
    assert await count(since=now + hour) == 0
    assert await count(until=now - hour) == 0
    assert await count(kind=ChangeKind.FORM) == 1
    assert await count(author=SOMEBODY) == 2
    assert await count(author=Author("nobody")) == 0
    assert await read("authors") == [SOMEBODY]
    assert await read("kinds") == [ChangeKind.START, ChangeKind.FORM]


async def test_a_first_page_needs_no_sorting_of_all(userbook):
    plan = userbook.query(
        "EXPLAIN QUERY PLAN SELECT * FROM change_sets WHERE seq < 9 ORDER BY seq DESC LIMIT 9"
    )
    assert all("TEMP B-TREE" not in str(row[-1]) for row in plan)


async def test_a_change_set_names_its_users_in_pages(userbook, read):
    await userbook.add(*({"user_name": f"u{i}"} for i in range(1, 8)))
    await userbook.apply(ChangeUsers((2, 4, 6), {"title": "x"}))
    await userbook.apply(DeleteUsers((1, 2, 3, 6)))
    await userbook.apply(PurgeUsers((3,)))
    created = await read("concerned", 1, limit=5)
    assert [(one.key, one.name) for one in created] == [
        (1, "u1"), (2, "u2"), (3, None), (4, "u4"), (5, "u5"),
    ]  # fmt: skip
    assert {one.events for one in created} == {(Event.CREATED,)}
    assert [one.key for one in await read("concerned", 1, after=5, limit=5)] == [6, 7]
    assert await read("concerned", 1, after=7, limit=5) == []
    changed = await read("concerned", 2, limit=2)
    assert [one.key for one in changed] == [2, 4]
    assert [(c.field, c.before, c.after) for c in changed[0].changes] == [("title", None, "x")]
    assert [one.key for one in await read("concerned", 3, limit=9)] == [1, 2, 3, 6]


async def test_a_million_creations_open_at_once(userbook, read):
    await userbook.add({"user_name": "ada"})
    with closing(sqlite3.connect(userbook.path)) as other, other:
        other.execute("UPDATE spans SET last = 1000000")
    assert [one.key for one in await read("concerned", 1, after=999_990, limit=50)] == list(
        range(999_991, 1_000_001)
    )


async def test_a_user_has_a_timeline(userbook, read, change):
    await userbook.apply(CreateUser(UserEntity().created({"user_name": "ada", "title": "Miss"})))
    await userbook.add({"user_name": "bob"})
    await change(1, title="Countess", notes="x")
    await change(2, title="Mister")
    await userbook.apply(DeleteUsers((1,)))
    await userbook.apply(RestoreUsers((1,)))
    await userbook.undo()
    entries = await read("timeline", 1, limit=9)
    assert [(one.change_set.seq, one.events) for one in entries] == [
        (7, (Event.TRASHED,)),
        (6, (Event.RESTORED,)),
        (5, (Event.TRASHED,)),
        (3, ()),
        (1, (Event.CREATED,)),
    ]
    assert {c.field: (c.before, c.after) for c in entries[3].changes} == {
        "notes": (None, "x"),
        "title": ("Miss", "Countess"),
    }
    assert entries[0].change_set.kind is ChangeKind.UNDO
    older = await read("timeline", 1, before=5, limit=1)
    assert [one.change_set.seq for one in older] == [3]


async def test_a_user_is_seen_as_each_change_left_it(userbook, read, change):
    await userbook.add({"user_name": "ada", "title": "Miss"})
    await change(1, title="Countess")
    await change(1, title=None, active=False)
    past = await read("user_after", 1, 1)
    assert (past.fields["title"], past.fields["active"]) == ("Miss", True)
    assert past.differing == ("title", "active")
    assert past.now["title"] is None
    past = await read("user_after", 1, 3)
    assert past.differing == ()
    await userbook.apply(DeleteUsers((1,)))
    assert (await read("user_after", 1, 2)).fields["title"] == "Countess"
    await userbook.apply(PurgeUsers((1,)))
    assert await read("user_after", 1, 2) is None
    assert await read("timeline", 1, limit=9)


async def test_what_is_secret_or_was_done_by_another_program_is_not_known(
    userbook, read, change, monkeypatch
):
    await userbook.add({"user_name": "ada", "title": "Miss"})
    secret = replace(ATTRIBUTES["title"], sensitive=True)
    monkeypatch.setitem(ATTRIBUTES, "title", secret)
    await change(1, title="Countess")
    past = await read("user_after", 1, 1)
    assert past.unknown == {"title"}
    assert past.fields["title"] == "Countess"
    with closing(sqlite3.connect(userbook.path)) as other, other:
        other.execute("UPDATE change_sets SET kind = 'outside' WHERE seq = 2")
        other.execute("UPDATE changes SET field = 'nothing of ours', secret = 0")
    assert (await read("user_after", 1, 1)).unknown == frozenset()


async def test_a_moment_is_a_place_in_history(userbook, read, change):
    await userbook.add({"user_name": "ada"})
    for title in "abcd":
        await change(1, title=title)
    # The clock ran ahead at 3, and was set back before 5; 1 and 2 have the same time.
    times = {1: "10:00", 2: "10:00", 3: "12:00", 4: "10:30", 5: "10:10"}
    with closing(sqlite3.connect(userbook.path)) as other, other:
        for seq, time in times.items():
            moment = f"2026-11-03T{time}:00.000000Z"
            other.execute("UPDATE change_sets SET time = ? WHERE seq = ?", (moment, seq))

    async def at(hour: int, minute: int) -> int:
        found = await read("last_at", datetime(2026, 11, 3, hour, minute, tzinfo=UTC))
        return found.seq if found else 0

    assert await at(9, 59) == 0
    assert await at(10, 0) == 2
    assert await at(10, 10) == 5
    assert await at(13, 0) == 5


async def test_a_value_comes_back(userbook, change):
    await userbook.add({"user_name": "ada", "title": "Miss"})
    await change(1, title="Countess")
    done = await userbook.apply(RestoreValues(1, {"title": "Miss"}, {"title": "Countess"}, "Ada"))
    assert done.change_set.kind is ChangeKind.RESTORE
    assert done.summary.deed is Deed.CHANGE
    assert (await userbook.named("ada")).title == "Miss"
    await userbook.undo()
    assert (await userbook.named("ada")).title == "Countess"


async def test_a_restored_name_takes_the_display_name_along(userbook, change):
    await userbook.apply(
        CreateUser(UserEntity().created({"user_name": "ada", "given_name": "Ada"}))
    )
    await change(1, given_name="Augusta")
    assert (await userbook.named("ada")).display_name == "Augusta"
    await userbook.apply(RestoreValues(1, {"given_name": "Ada"}, {"given_name": "Augusta"}))
    assert (await userbook.named("ada")).display_name == "Ada"


async def test_what_is_so_already_is_no_change(userbook):
    await userbook.add({"user_name": "ada", "title": "Miss"})
    done = await userbook.apply(RestoreValues(1, {"title": "Miss"}, {"title": "Miss"}))
    assert done.change_set is None


async def test_values_come_back_only_where_they_may(userbook, change):
    await userbook.add({"user_name": "ada", "valid_until": "2026-01-01"}, {"user_name": "bob"})
    await change(1, user_name="augusta", valid_until="2026-09-01")
    await change(1, valid_from="2026-06-01")
    await change(2, user_name="ada")
    before = await userbook.contents()
    seen = (await userbook.named("augusta")).fields
    cases = [
        ({"user_name": "ada"}, AlreadyExistError),
        ({"valid_until": datetime(2026, 1, 1, tzinfo=UTC).date()}, InvalidInputError),
        ({"title": "\x00"}, InvalidInputError),
    ]
    for values, error in cases:
        with pytest.raises(error):
            await userbook.apply(RestoreValues(1, values, seen))
    with pytest.raises(ConflictError):
        await userbook.apply(RestoreValues(1, {"title": "x"}, {**seen, "title": "y"}))
    with pytest.raises(NotFoundError):
        await userbook.apply(RestoreValues(9, {"title": "x"}, seen, "Nobody"))
    assert await userbook.contents() == before
