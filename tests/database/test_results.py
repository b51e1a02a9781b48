"""Any page of any result, however it is found, is that of a plain search through everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import product

import pytest

from desktop_app.database import search_hits, search_index, seeking, standing
from desktop_app.database.check_index import search_faults
from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.results import Results
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.user_operations import (
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    RestoreUsers,
    UpdateUser,
)
from tests.writing import added, done

TODAY = date(2026, 3, 1)
COUNT = 300
SORTS = ("display_name", "department", "notes", "created", "active")
TEXTS = (
    *("", "a", "ж", "q", "an", "zq", "щц", "ann", "smith", "анна", "петр", "example.com"),
    *(
        "a b",
        "smith example",
        "+44 20",
        "7946",
        "room 2",
        "'",
        '"',
        "%",
        "_",
        "\\",
        "🙂🙂🙂",
        "x" * 40,
    ),
)


@pytest.fixture
async def userbook(tmp_path):
    database = DatabaseHelper(create_document(tmp_path / "users.userbook").url)
    people = [CreateUserDTO.model_validate(one) for one in sample_users(COUNT, today=TODAY)]
    async with database.get_db_session() as session:
        await added(session, people)
    yield database
    await database.close()


@pytest.fixture
def few_steps(monkeypatch):
    """A small file behaves like a large one."""
    monkeypatch.setattr(standing, "STEP", 7)
    monkeypatch.setattr(search_index, "SLICE", 50)


async def index_all(database):
    while await database._backend.index_more(database._writer):
        pass


async def plain(database, query):
    """The keys, by looking at everybody in the order that they are to be in."""
    async with database.get_db_session(read_only=True) as session:
        return await UserRepository(session).user_keys(query, TODAY)


async def found(database, query, size=10):
    async with database.get_db_session(read_only=True) as session:
        first = await Results(session, query, TODAY).first(size)
    async with database.get_db_session(read_only=True) as session:
        reader = Results(session, query, TODAY)
        whole = await reader.standing()
        pages = [await reader.page(whole, at, size) for at in range(0, len(whole), size)]
        keys = [row.key for page in pages for row in page]
        assert [row.key for row in first.rows] == keys[:size]
        assert first.count in {None, len(keys)}
        some = range(0, len(keys), 41)
        rows = await reader.rows_of(whole, [10_000, *(keys[row] for row in some)])
        assert rows == [None, *some]
        parts = await reader.ranges_of(whole, [10_000, *keys[1:3], *keys[5:]])
        assert [row for part in parts for row in part] == [
            *range(len(keys))[1:3],
            *range(5, len(keys)),
        ]
    return keys


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("indexed", ["nobody", "some", "everybody"])
async def test_every_way_finds_the_same(userbook, indexed):
    if indexed == "everybody":
        await index_all(userbook)
    if indexed == "some":
        await userbook._backend.index_more(userbook._writer)
    for text, place in product(TEXTS, (Place.ALL, Place.ACTIVE)):
        query = UserQuery(text, place)
        assert await found(userbook, query) == await plain(userbook, query), query


@pytest.mark.usefixtures("few_steps")
async def test_every_order_is_walked_both_ways(userbook):
    await index_all(userbook)
    for sort, descending, text in product(SORTS, (False, True), ("", "smith", "a")):
        query = UserQuery(text, sort=sort, descending=descending)
        assert await found(userbook, query) == await plain(userbook, query), query


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("limit", ["_FEW", "_NOT_FEW", "_STRIDE", "_MANY_LETTERS"])
async def test_whether_many_or_few_match_makes_no_difference(userbook, monkeypatch, limit):
    monkeypatch.setattr(search_hits if "LETTERS" in limit else seeking, limit, 1)
    await index_all(userbook)
    for text in TEXTS:
        assert await found(userbook, UserQuery(text)) == await plain(userbook, UserQuery(text))


async def user_named(database, text):
    async with database.get_db_session(read_only=True) as session:
        (row, *_) = (await Results(session, UserQuery(text), TODAY).first(5)).rows
        return (await UserRepository(session).get_users([row.key]))[0]


async def apply(database, operation):
    async with database.get_db_session() as session:
        return await done(session, operation)


@pytest.mark.parametrize("then", ["not indexed", "indexed"])
async def test_what_is_written_is_found_at_once_and_later(userbook, then):
    await index_all(userbook)
    seen = await user_named(userbook, "smith")
    await apply(userbook, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    await apply(userbook, CreateUsers((new,)))
    await apply(userbook, DeleteUsers((seen.key,)))
    await apply(userbook, RestoreUsers((seen.key,)))
    if then == "indexed":
        await index_all(userbook)
    for word in ("xylographer", "graph", "quokka", "quok"):
        keys = await found(userbook, UserQuery(word))
        assert keys == await plain(userbook, UserQuery(word))
        assert len(keys) == 1, word


async def test_who_is_deleted_or_changed_is_found_no_more(userbook):
    seen = await user_named(userbook, "smith")
    await apply(userbook, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(userbook)
    other = await user_named(userbook, "xylo")
    await apply(userbook, UpdateUser(other, UpdateUserDTO(title="Glazier")))
    assert await found(userbook, UserQuery("xylo")) == []
    await index_all(userbook)
    assert await found(userbook, UserQuery("xylo")) == []
    assert await found(userbook, UserQuery("glazier")) == [seen.key]
    await apply(userbook, DeleteUsers((seen.key,)))
    assert await found(userbook, UserQuery("glazier")) == []
    assert await found(userbook, UserQuery("glazier", Place.TRASH)) == [seen.key]


async def test_nothing_is_left_to_find_of_who_was_erased(userbook, tmp_path):
    seen = await user_named(userbook, "smith")
    await apply(userbook, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(userbook)
    await apply(userbook, EraseUsers((seen.key,)))
    await index_all(userbook)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as connection:
        query = 'SELECT rowid FROM search WHERE search MATCH \'"xyl" AND "ylo"\''
        assert connection.execute(query).fetchall() == []


async def test_an_index_that_is_damaged_is_made_anew(userbook, tmp_path):
    await index_all(userbook)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("UPDATE search_data SET block = x'00' WHERE id > 10")
    seen = await user_named(userbook, "room")
    assert await found(userbook, UserQuery("smith")) == await plain(userbook, UserQuery("smith"))
    await apply(userbook, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(userbook)
    assert await found(userbook, UserQuery("xylographer")) == [seen.key]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_config",
        "UPDATE search_config SET v = 'x'",
        "DELETE FROM search_data",
        "DELETE FROM search_data WHERE id = 10",
        "UPDATE search_data SET block = x'ffffffffffff' WHERE id = 10",
        "UPDATE search_data SET block = NULL",
        "DELETE FROM search_idx",
    ],
)
@pytest.mark.parametrize("how", ["writing", "erasing", "mending"])
async def test_an_index_that_sqlite_cannot_open_is_made_anew(userbook, tmp_path, damage, how):
    await index_all(userbook)
    seen = await user_named(userbook, "room")
    await userbook.close()
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(damage)
        assert list(search_faults(other))
    userbook = DatabaseHelper(open_document(path).url)
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    if how == "erasing":
        await apply(userbook, EraseUsers((seen.key,)))
    if how == "mending":
        await apply(userbook, MendIndex(lambda _done, _all: None))
    await apply(userbook, CreateUsers((new,)))
    await index_all(userbook)
    if "idx" not in damage or how != "writing":  # which nothing that is written comes upon
        for word in ("smith", "quokka"):
            assert await found(userbook, UserQuery(word)) == await plain(userbook, UserQuery(word))
        with closing(sqlite3.connect(path)) as other:
            assert list(search_faults(other)) == []
    await userbook.close()


async def test_who_gets_a_key_that_was_used_before_is_found(userbook, tmp_path):
    await index_all(userbook)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        for table in ("users", "user_index", "sqlite_sequence"):
            other.execute(f"DELETE FROM {table}")  # noqa: S608
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    await apply(userbook, CreateUsers((new,)))
    assert len(await found(userbook, UserQuery("quokka"))) == 1
    await index_all(userbook)
    assert len(await found(userbook, UserQuery("quokka"))) == 1
