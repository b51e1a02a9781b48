"""Any page of any result, however it is found, is that of a plain search through everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import product

import pytest

from desktop_app.database import seeking, sifting
from desktop_app.database.check_index import search_faults
from desktop_app.database.document import open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.results import Results
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.user_operations import (
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    RestoreUsers,
    UpdateUser,
)
from tests.database.sampled import TODAY, apply, index_all, plain, ranks_of, user_named

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


async def found(database, query, size=10):
    known = await ranks_of(database, query)
    async with database.get_db_session(read_only=True) as session:
        first = await Results(session, query, TODAY).first(size)
        for _ in range(2):
            ranked = await Results(session, query, TODAY, known).first(size)
            assert ranked.rows == first.rows
            assert ranked.count in {None, first.count} or first.count is None
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
async def test_every_way_finds_the_same(sampled, indexed):
    if indexed == "everybody":
        await index_all(sampled)
    if indexed == "some":
        await sampled._backend.index_more(sampled._writer)
    for text, place in product(TEXTS, (Place.ALL, Place.ACTIVE)):
        query = UserQuery(text, place)
        assert await found(sampled, query) == await plain(sampled, query), query


@pytest.mark.usefixtures("few_steps")
async def test_every_order_is_walked_both_ways(sampled):
    await index_all(sampled)
    for sort, descending, text in product(SORTS, (False, True), ("", "smith", "a")):
        query = UserQuery(text, sort=sort, descending=descending)
        assert await found(sampled, query) == await plain(sampled, query), query


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize(
    "limits",
    [
        *({}, {"_FEW": 1}, {"_NOT_FEW": 1}, {"_STRIDE": 1}, {"_RANKED": 1}),
        {"_LIKELY_SHORT": 1, "_TOLD": 1},
        {"_SHORT": 1},
        *(
            {"_VERY_FEW": 1},
            {"_RANKED": 1, "_LIKELY": 1},
            {"_RANKED": 40, "_LIKELY": 1},
        ),
        {"_RANKED": 1, "_LIKELY": 1, "_ALL_RANKED": 1},
    ],
)
async def test_whether_many_or_few_match_makes_no_difference(sampled, monkeypatch, limits):
    for limit in limits:
        monkeypatch.setattr(seeking, limit, 1)
    await index_all(sampled)
    for text in TEXTS:
        assert await found(sampled, UserQuery(text)) == await plain(sampled, UserQuery(text))


@pytest.mark.parametrize("then", ["not indexed", "indexed"])
async def test_what_is_written_is_found_at_once_and_later(sampled, then):
    await index_all(sampled)
    seen = await user_named(sampled, "smith")
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    await apply(sampled, CreateUsers((new,)))
    await apply(sampled, DeleteUsers((seen.key,)))
    await apply(sampled, RestoreUsers((seen.key,)))
    if then == "indexed":
        await index_all(sampled)
    for word in ("xylographer", "graph", "quokka", "quok"):
        keys = await found(sampled, UserQuery(word))
        assert keys == await plain(sampled, UserQuery(word))
        assert len(keys) == 1, word


async def test_who_is_deleted_or_changed_is_found_no_more(sampled):
    seen = await user_named(sampled, "smith")
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(sampled)
    other = await user_named(sampled, "xylo")
    await apply(sampled, UpdateUser(other, UpdateUserDTO(title="Glazier")))
    assert await found(sampled, UserQuery("xylo")) == []
    await index_all(sampled)
    assert await found(sampled, UserQuery("xylo")) == []
    assert await found(sampled, UserQuery("glazier")) == [seen.key]
    await apply(sampled, DeleteUsers((seen.key,)))
    assert await found(sampled, UserQuery("glazier")) == []
    assert await found(sampled, UserQuery("glazier", Place.TRASH)) == [seen.key]


async def test_nothing_is_left_to_find_of_who_was_erased(sampled, tmp_path):
    seen = await user_named(sampled, "smith")
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(sampled)
    await apply(sampled, EraseUsers((seen.key,)))
    await index_all(sampled)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as connection:
        query = 'SELECT rowid FROM search WHERE search MATCH \'"xyl" AND "ylo"\''
        assert connection.execute(query).fetchall() == []


async def test_what_another_tool_wrote_is_found_once_anything_of_the_user_is_edited(
    sampled, tmp_path
):
    """Whether it is noticed or not: an older version has left no digest."""
    await index_all(sampled)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("UPDATE user_index SET digest = 0 WHERE key = 5")
        other.execute("UPDATE users SET notes = 'Щщщ' WHERE key = 5")
    async with sampled.get_db_session(read_only=True) as session:
        (seen,) = await UserRepository(session).get_users([5])
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(active=not seen.active)))
    for text in ("щ", "щщщ"):
        assert 5 in await found(sampled, UserQuery(text), size=400)


async def test_an_index_that_is_damaged_is_made_anew(sampled, tmp_path):
    await index_all(sampled)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("UPDATE search_data SET block = x'00' WHERE id > 10")
    seen = await user_named(sampled, "room")
    assert await found(sampled, UserQuery("smith")) == await plain(sampled, UserQuery("smith"))
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(title="Xylographer")))
    await index_all(sampled)
    assert await found(sampled, UserQuery("xylographer")) == [seen.key]


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
async def test_an_index_that_sqlite_cannot_open_is_made_anew(sampled, tmp_path, damage, how):
    await index_all(sampled)
    seen = await user_named(sampled, "room")
    await sampled.close()
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(damage)
        assert list(search_faults(other))
    sampled = DatabaseHelper(open_document(path).url)
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    if how == "erasing":
        await apply(sampled, EraseUsers((seen.key,)))
    if how == "mending":
        await apply(sampled, MendIndex(lambda _done, _all: None))
    await apply(sampled, CreateUsers((new,)))
    await index_all(sampled)
    if "idx" not in damage or how != "writing":  # which nothing that is written comes upon
        for word in ("smith", "quokka"):
            assert await found(sampled, UserQuery(word)) == await plain(sampled, UserQuery(word))
        with closing(sqlite3.connect(path)) as other:
            assert list(search_faults(other)) == []
    await sampled.close()


async def test_who_gets_a_key_that_was_used_before_is_found(sampled, tmp_path):
    await index_all(sampled)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        for table in ("users", "user_index", "sqlite_sequence"):
            other.execute(f"DELETE FROM {table}")  # noqa: S608
    new = CreateUserDTO(user_name="quokka", display_name="Quokka")
    await apply(sampled, CreateUsers((new,)))
    assert len(await found(sampled, UserQuery("quokka"))) == 1
    await index_all(sampled)
    assert len(await found(sampled, UserQuery("quokka"))) == 1


async def test_statements_of_plain_words_are_made_once_for_all_words(sampled, monkeypatch):
    strange = CreateUserDTO(user_name="strange", display_name="Strange", title="100% a_b c/d")
    await apply(sampled, CreateUsers((strange,)))
    await index_all(sampled)
    sifting._statement.cache_clear()
    for text in ("smith", "anna b"):
        await found(sampled, UserQuery(text))
    monkeypatch.setattr(sifting, "Prepared", None)
    for text in ("jones", "smith anna"):
        assert await found(sampled, UserQuery(text)) == await plain(sampled, UserQuery(text))
    for text in ("100%", "a_b c/d", "0% c/d"):
        assert len(await found(sampled, UserQuery(text))) == 1
    for text in ("10%", "a_d", "c//d", "0%a"):
        assert await found(sampled, UserQuery(text)) == []
    with pytest.raises(TypeError):
        await found(sampled, UserQuery("title:smith"))


async def test_any_other_statement_is_made_once_in_a_search(sampled, monkeypatch):
    monkeypatch.setattr(seeking, "_VERY_FEW", 1)
    await index_all(sampled)
    known, made, real = await ranks_of(sampled, UserQuery()), [], sifting.Prepared

    def prepared(*arguments):
        made.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(sifting, "Prepared", prepared)
    query = UserQuery("example -smith -a")
    async with sampled.get_db_session(read_only=True) as session:
        await Results(session, query, TODAY, known).first(10)
    assert len(made) == 1
