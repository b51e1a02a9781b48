"""Who comes first of very many hits is known from memory, and never otherwise than it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from desktop_app.database import ranks, seeking
from desktop_app.database.results import Results
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import CreateUsers, DeleteUsers, UpdateUser
from tests.database.sampled import COUNT, TODAY, apply, index_all, plain, ranks_of, user_named


async def first_keys(database, query, known, size=10):
    async with database.get_db_session(read_only=True) as session:
        first = await Results(session, query, TODAY, known).first(size)
    return [row.key for row in first.rows]


async def test_who_has_to_be_looked_for_among_many_is_known_when_typed_again(sampled, monkeypatch):
    for limit in ("_RANKED", "_STRIDE"):
        monkeypatch.setattr(seeking, limit, 1)
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    query = UserQuery("example")
    keys = await first_keys(sampled, query, known)
    assert known.known == {(query, TODAY): keys}
    assert known.are_far(["counterexample"])
    assert not known.are_far(["exam"])
    monkeypatch.setattr(seeking, "hits", lambda *_: iter([[1, 2, 3]]))
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
    monkeypatch.setattr(ranks, "_MOST", COUNT - 1)
    assert await ranks_of(sampled, UserQuery()) is None
