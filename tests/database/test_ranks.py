"""Who comes first of very many hits is known from memory, and never otherwise than it is."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from datetime import timedelta
from functools import partial
from threading import Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.database import ranks, seeking
from desktop_app.database.blocks import Blocks
from desktop_app.database.ranks import Ranks
from desktop_app.database.seeking import Seeking
from desktop_app.database.session import in_one_go
from desktop_app.database.sifting import Sifting
from desktop_app.database.standing import Keys
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.user_operations import CreateUsers, DeleteUsers, UpdateUser
from tests.database.sampled import (
    COUNT,
    TODAY,
    apply,
    first_keys,
    index_all,
    plain,
    ranks_of,
    user_named,
)

NO_BLOCKS = Blocks(Keys(()), ())


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), max_size=3000), st.integers(1, 5), st.integers(1, 40))
def test_the_first_of_any_hits_are_those_who_come_first_and_fit(hits, one_of, size):
    """However few of the hits there are, however many fit, and wherever they stand."""
    places = array("I", sorted(range(300), key=lambda key: (key * 7919) % 300))
    known = Ranks(UserQuery(), places, NO_BLOCKS, (0, None))
    in_order = sorted({key for key in hits if key < 300}, key=places.__getitem__)
    fits = set(in_order[::one_of])
    found = known.first(hits, lambda keys: [key for key in keys if key in fits], size)
    assert found == [key for key in in_order if key in fits][:size]


_FOR_EVER = (
    "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) "
    "SELECT count(*) FROM numbers"
)


async def test_who_has_to_be_looked_for_among_many_is_known_when_typed_again(sampled, monkeypatch):
    monkeypatch.setattr(seeking, "_RANKED", 1)
    monkeypatch.setattr(seeking.Seeking, "_likely", lambda *_: None)
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    query = UserQuery("example")
    keys = await first_keys(sampled, query, known)
    assert known.known((query, TODAY, 10)) == keys
    assert len(await first_keys(sampled, query, known, size=20)) == 20
    monkeypatch.setattr(seeking, "hits", None)
    assert await first_keys(sampled, query, known) == keys


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("change", ["another name", "somebody new", "somebody less"])
async def test_an_order_that_is_not_as_it_was_is_not_gone_by(sampled, monkeypatch, change):
    monkeypatch.setattr(seeking, "_VERY_FEW", 1)
    await index_all(sampled)
    query = UserQuery("smith")
    known = await ranks_of(sampled, query)
    seen = await user_named(sampled, "smith")
    new = CreateUserDTO(user_name="aaa", display_name="Aaa Smith")
    operation = {
        "another name": UpdateUser(seen, UpdateUserDTO(display_name="Zzz Smith")),
        "somebody new": CreateUsers((new,)),
        "somebody less": DeleteUsers((seen.key,)),
    }[change]
    before = await first_keys(sampled, query, known)
    await apply(sampled, operation)
    after = await first_keys(sampled, query, known)
    assert after == (await plain(sampled, query))[:10]
    assert after != before


@pytest.mark.parametrize(
    "typed", ["smithson", "anna smith", "zz", "79 46", "a-b", "svetlana ", "е ё"]
)
async def test_typed_on_letter_by_letter_the_same_are_found(sampled, typed):
    """Among the few who had fewer letters."""
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    for place in (Place.ALL, Place.ACTIVE, Place.ALL):
        for end in (*range(1, len(typed) + 1), *range(len(typed) - 1, 0, -1)):
            query = UserQuery(typed[:end], place)
            assert await first_keys(sampled, query, known) == (await plain(sampled, query))[:10]


async def test_who_types_on_among_few_is_not_sought_among_all(sampled, monkeypatch):
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    assert await first_keys(sampled, UserQuery("smit"), known)
    monkeypatch.setattr(seeking, "hits", None)
    for more in (UserQuery("smith"), UserQuery("a smith"), UserQuery('blacksmith "a b"')):
        assert await first_keys(sampled, more, known) == (await plain(sampled, more))[:10]
    for other in (UserQuery("mith"), UserQuery("anna"), UserQuery("smith", Place.ACTIVE)):
        with pytest.raises(TypeError):
            await first_keys(sampled, other, known)


async def test_somebody_written_meanwhile_is_not_missed_by_who_types_on(sampled):
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    await first_keys(sampled, UserQuery("smit"), known)
    new = CreateUserDTO(user_name="aaa", display_name="Aaa Smith")
    await apply(sampled, CreateUsers((new,)))
    keys = await first_keys(sampled, UserQuery("smith"), known)
    assert keys == (await plain(sampled, UserQuery("smith")))[:10]
    assert max(keys) > COUNT


def test_of_another_day_nobody_is_known():
    """Nobody has to write at midnight for others to be active."""
    known = Ranks(UserQuery(), array("I"), NO_BLOCKS, (0, None))
    query = UserQuery("smith", Place.ACTIVE)
    known.narrow(query, TODAY, ["smith"], [1, 2])
    assert known.narrowed(query, TODAY, ["smith"]) == [1, 2]
    assert known.narrowed(query, TODAY + timedelta(days=1), ["smith"]) is None


async def test_a_slip_of_the_finger_costs_nothing(sampled, monkeypatch):
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    await first_keys(sampled, UserQuery("smit"), known)
    await first_keys(sampled, UserQuery("smitx"), known)
    monkeypatch.setattr(seeking, "hits", None)
    query = UserQuery("smit")
    assert await first_keys(sampled, query, known) == (await plain(sampled, query))[:10] != []


async def test_a_walk_has_all_its_steps_however_often_it_is_repeated(sampled):
    async with sampled.get_db_session(read_only=True) as session:
        walk = partial(Seeking(UserQuery("a"), TODAY)._walked, size=10, steps=2000)
        walks = [await in_one_go(session, walk) for _ in range(50)]
        assert walks == [walks[0]] * 50
        assert len(walks[0]) == 10
        short = partial(Seeking(UserQuery("a"), TODAY)._walked, size=10, steps=100)
        assert await in_one_go(session, short) is None


async def test_a_walk_that_was_given_up_is_not_one_that_took_too_long(sampled, monkeypatch):
    def found(_sifting, connection, **_):
        Timer(0.05, connection.interrupt).start()
        return connection.execute(_FOR_EVER).fetchall()

    monkeypatch.setattr(Sifting, "found", found)
    walk = partial(Seeking(UserQuery("a"), TODAY)._walked, size=10, steps=10**9)
    async with sampled.get_db_session(read_only=True) as session:
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            await in_one_go(session, walk)


async def test_a_search_in_another_order_goes_without(sampled):
    known = await ranks_of(sampled, UserQuery())
    for other in (
        UserQuery("an", descending=True),
        UserQuery("an", sort="department"),
        UserQuery("an", then=(("department", False),)),
        UserQuery("an", Place.TRASH),
    ):
        assert await first_keys(sampled, other, known) == (await plain(sampled, other))[:10]


@pytest.mark.parametrize("keys", [[-5, 1, 2], [1, 2, 3_000_000], [1, 2, 7_000_000_000]], ids=str)
async def test_keys_far_apart_have_no_ranks(sampled, tmp_path, keys):
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("DELETE FROM user_index WHERE key > 3")
        moved = zip(keys, (1, 2, 3), strict=True)
        other.executemany("UPDATE user_index SET key = ? WHERE key = ?", moved)
    assert await ranks_of(sampled, UserQuery()) is None


async def test_more_users_than_there_is_memory_for_have_no_ranks(sampled, monkeypatch):
    in_turn = UserQuery(then=(("user_name", False),))
    monkeypatch.setattr(ranks, "_MOST_SORTED", COUNT - 1)
    assert await ranks_of(sampled, UserQuery()) is not None
    assert await ranks_of(sampled, in_turn) is None
    monkeypatch.setattr(ranks, "_MOST_SORTED", COUNT)
    assert await ranks_of(sampled, in_turn) is not None
    monkeypatch.setattr(ranks, "_MOST", COUNT - 1)
    assert await ranks_of(sampled, UserQuery()) is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE user_index SET display_name = 'zzz' || key WHERE key % 2 = 0",
        "DELETE FROM user_index WHERE key % 2 = 0 OR key > 250",
    ],
)
async def test_an_index_that_was_mended_has_another_order(sampled, tmp_path, monkeypatch, damage):
    """A repair is no change of users, and stands in no history."""
    monkeypatch.setattr(seeking, "_VERY_FEW", 1)
    await index_all(sampled)
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute(damage)
    known, query = await ranks_of(sampled, UserQuery()), UserQuery("example")
    await apply(sampled, MendIndex(lambda _done, _all: None))
    await index_all(sampled)
    assert await first_keys(sampled, query, known) == (await plain(sampled, query))[:10]


@pytest.mark.parametrize("key", [-1_000_000, -1, 1_000_000])
async def test_who_is_gone_and_had_a_strange_key_is_left_out(sampled, tmp_path, monkeypatch, key):
    monkeypatch.setattr(seeking, "_VERY_FEW", 1)
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE user_index SET key = ? WHERE key = 5", (key,))
        other.execute("UPDATE users SET key = ? WHERE key = 5", (key,))
    await index_all(sampled)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM user_index WHERE key = ?", (key,))
        other.execute("DELETE FROM users WHERE key = ?", (key,))
    known, query = await ranks_of(sampled, UserQuery()), UserQuery("example")
    for limits in ({}, {"_RANKED": 1}, {"_RANKED": 1, "_LIKELY": 1}):
        for limit in limits:
            monkeypatch.setattr(seeking, limit, 1)
        assert await first_keys(sampled, query, known) == (await plain(sampled, query))[:10]


@pytest.mark.parametrize(
    "query", [UserQuery("", Place.ACTIVE), UserQuery("-smith"), UserQuery("active:yes")], ids=str
)
async def test_where_no_letters_are_sought_the_order_is_walked(sampled, monkeypatch, query):
    """To sort everybody takes a hundred times as long where everybody is many."""
    known = await ranks_of(sampled, UserQuery())
    monkeypatch.setattr(seeking.Seeking, "_sorted", None)
    assert await first_keys(sampled, query, known) == (await plain(sampled, query))[:10]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["display_name", "department"])
@pytest.mark.parametrize("then", [(), (("user_name", True),)])
async def test_the_first_are_walked_to_in_either_direction(sampled, sort, then, descending):
    """Without sorting everybody first, which for a million takes a second at each letter."""
    query = UserQuery("o", sort=sort, descending=descending, then=then)
    for size in (10, COUNT):  # with whoever has no department, and without
        looked = await walked(sampled, query, size)
        assert list(looked) == (await plain(sampled, query))[:size]
    if not then:
        plan = await walking_plan(sampled, query)
        assert f"USING INDEX ix_user_index_{sort}" in plan
        assert "TEMP B-TREE" not in plan


async def test_what_sorts_after_nothing_is_walked_to_first(sampled, tmp_path):
    """Another tool may have left it there."""
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("UPDATE user_index SET department = char(0x10ffff) || 'a' WHERE key = 5")
    query = UserQuery(sort="department", descending=True)
    for size in (1, COUNT):
        assert list(await walked(sampled, query, size)) == (await plain(sampled, query))[:size]
    assert list(await walked(sampled, query, 1)) == [5]


async def test_an_index_that_has_lost_everybody_has_no_ranks(sampled, tmp_path):
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other, other:
        other.execute("DELETE FROM user_index")
    assert await ranks_of(sampled, UserQuery()) is None


async def test_where_a_reader_keeps_writers_out_fewer_are_read(sampled, tmp_path, monkeypatch):
    monkeypatch.setattr(ranks, "_MOST_LOCKED", COUNT - 1)
    assert await ranks_of(sampled, UserQuery()) is not None
    copy = tmp_path / "copy.userbook"
    with closing(sqlite3.connect(tmp_path / "users.userbook")) as other:
        other.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as without_log:
        assert ranks.read_ranks(without_log, UserQuery()) is None
        monkeypatch.setattr(ranks, "_MOST_LOCKED", COUNT)
        assert ranks.read_ranks(without_log, UserQuery()) is not None


async def walked(database, query, size):
    sifting = Sifting(query, TODAY)
    async with database.get_db_session(read_only=True) as session:
        return await in_one_go(
            session, lambda connection: sifting.found(connection, limit=size, walking=True)
        )


async def walking_plan(database, query):
    """What SQLite says it does for such a walk."""
    told = []

    def look(connection):
        connection.set_trace_callback(told.append)
        Sifting(query, TODAY).found(connection, limit=1, walking=True)
        connection.set_trace_callback(None)
        plan = connection.execute("EXPLAIN QUERY PLAN " + told[-1]).fetchall()
        return "\n".join(detail for *_, detail in plan)

    async with database.get_db_session(read_only=True) as session:
        return await in_one_go(session, look)
