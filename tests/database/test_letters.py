"""Who lacks a letter is passed over, and nobody else is."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from functools import partial

import pytest
from document_files import old_file
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.database import blocks, letters
from desktop_app.database.blocks import Blocks
from desktop_app.database.check_index import search_faults
from desktop_app.database.document import open_document
from desktop_app.database.letters import UNKNOWN, bits_of
from desktop_app.database.ranks import Ranks
from desktop_app.database.seeking import Seeking
from desktop_app.database.session import in_one_go
from desktop_app.database.sifting import Sifting
from desktop_app.database.standing import Keys
from desktop_app.domain.checking import Fault
from desktop_app.domain.query import UserQuery
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import (
    CreateUsers,
    DeleteUsers,
    EraseUsers,
    RestoreUsers,
    UpdateUser,
)
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

TEXT = st.text(st.sampled_from("abzz09 .@-яжеёαω王\n🙂") | st.characters(), max_size=30)


@given(TEXT, TEXT, TEXT)
def test_what_contains_a_text_has_all_its_letters(before, text, after):
    whole = bits_of(before + text + after)
    assert bits_of(text) & ~whole == 0
    assert 0 <= whole < 2**63


@pytest.mark.parametrize(
    ("text", "other"), [("a", "b"), ("z", "я"), ("а", "a"), ("я", "ь"), ("ω", "z"), ("王", "ж")]
)
def test_whoever_lacks_a_letter_lacks_its_bit(text, other):
    assert bits_of(text) & bits_of(other * 3 + " 0") == 0 != bits_of(text)


WORDS = st.sampled_from(["a", "b", "c", "ab", "abc", "ж", "жa", "7", ""])


@given(
    st.lists(st.sampled_from(["", "a", "b", "ab", "abc", "ж", "7"]), max_size=300),
    st.lists(WORDS, min_size=1, max_size=3),
    st.integers(1, 40),
)
def test_all_who_may_have_the_words_come_in_the_order_and_some_at_a_time(texts, words, size):
    block = blocks._BLOCK
    known = [bits_of("".join(texts[at : at + block])) for at in range(0, len(texts), block)]
    parts = list(Blocks(Keys(range(len(texts))), known).likely(None, words, size))
    keys = [key for part in parts for key in part]
    assert keys == sorted(set(keys))
    assert {key for key, text in enumerate(texts) if all(w in text for w in words)} <= set(keys)
    wanted = bits_of("".join(words))
    assert all(known[key // block] & wanted == wanted for key in keys)


def test_at_first_as_many_are_looked_at_as_are_wanted_and_then_more():
    everybody = Blocks(Keys(range(10_000)), [bits_of("a")] * (10_000 // blocks._BLOCK))
    parts = [len(part) for part in everybody.likely(None, ["a"], 100)]
    assert sum(parts) == 10_000
    for wanted, part in zip((100, 200, 400, 800, 800), parts, strict=False):
        assert wanted <= part < wanted + 200
    assert list(everybody.likely(None, ["b"], 100)) == []


def test_of_four_times_as_many_users_twice_as_many_hits_are_read():
    some = Ranks(UserQuery(), array("I"), Blocks(Keys(()), ()), (0, None))
    many = Ranks(UserQuery(), array("I"), Blocks(range(4_000_000), ()), (0, None))
    assert (some.scale, many.scale) == (1, 2)


@pytest.fixture
def small_blocks(monkeypatch):
    """Of a small file many users are passed over, and its letters are read in many steps."""
    monkeypatch.setattr(blocks, "_BLOCK", 4)
    monkeypatch.setattr(letters, "_STEP", 64)


TYPED = ("a", "q", "ж", "щ", "ω", "王", "ан", "zs", "жы", "7", "q z", "и example", "ский", "smith")


@pytest.mark.usefixtures("small_blocks", "few_steps")
@pytest.mark.parametrize(
    "order", [("display_name",), ("department",), ("department", "user_name"), ("created",)]
)
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "then",
    ["indexed", "not yet", "changed", "changed and indexed", "gone and back", "forgotten"],
)
async def test_the_first_are_the_same_as_if_all_were_looked_at(
    sampled, tmp_path, monkeypatch, order, descending, then
):
    levels = [(name, descending) for name in order]
    monkeypatch.setattr("desktop_app.database.seeking._RANKED", 1)
    await index_all(sampled)
    await changed(sampled, tmp_path / "users.userbook", then)
    known = await ranks_of(sampled, UserQuery().ordered(*levels))
    for text in TYPED:
        query = UserQuery(text).ordered(*levels)
        for size in (3, 10, 400):
            assert (
                await first_keys(sampled, query, known, size)
                == (await plain(sampled, query))[:size]
            ), text


async def changed(database, path, then):
    """So that the letters of some are not known, or are not theirs."""
    seen = await user_named(database, "smith")
    if then == "not yet":
        new = CreateUserDTO(user_name="zq", display_name="Щука ω 王")
        await apply(database, CreateUsers((new,)))
    elif then.startswith("changed"):
        await apply(database, UpdateUser(seen, UpdateUserDTO(display_name="Щука ω 王")))
        if then == "changed and indexed":
            await index_all(database)
    elif then == "gone and back":
        await apply(database, DeleteUsers((seen.key,)))
        await apply(database, RestoreUsers((seen.key,)))
        await apply(database, DeleteUsers((seen.key + 1,)))
    elif then == "forgotten":
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("DELETE FROM search_letters WHERE key % 3 = 0")


async def test_to_find_a_letter_that_comes_late_few_are_looked_at(sampled, monkeypatch):
    looked = []
    find = Sifting.found

    def found(sifting, connection, some=None, **how):
        looked.append(len(some) if some is not None else 0)
        return find(sifting, connection, some, **how)

    people = [
        *(CreateUserDTO(user_name=f"a{n}", display_name=f"Aaron {n}") for n in range(2000)),
        *(CreateUserDTO(user_name=f"z{n}", display_name=f"Яков {n}") for n in range(100)),
    ]
    await apply(sampled, CreateUsers(tuple(people)))
    await index_all(sampled)
    query = UserQuery("я")
    known = await ranks_of(sampled, query)
    monkeypatch.setattr(Sifting, "found", found)
    monkeypatch.setattr("desktop_app.database.seeking.hits", None)
    assert await first_keys(sampled, query, known, 100) == (await plain(sampled, query))[:100]
    assert sum(looked) < 1000


async def test_if_too_many_have_all_the_letters_another_way_is_gone(sampled):
    await index_all(sampled)
    known = await ranks_of(sampled, UserQuery())
    async with sampled.get_db_session(read_only=True) as session:
        for size, expected in ((1, None), (COUNT, [])):
            seek = partial(
                Seeking(UserQuery("tqe"), TODAY)._likely, size=size, ranks=known, each=10
            )
            assert await in_one_go(session, seek) == expected


async def test_what_is_taken_in_has_its_letters_and_what_is_forgotten_has_none(sampled, tmp_path):
    def kept():
        with closing(sqlite3.connect(tmp_path / "users.userbook")) as other:
            texts = other.execute("SELECT key, search_text FROM user_index").fetchall()
            return texts, dict(other.execute("SELECT key, letters FROM search_letters"))

    await index_all(sampled)
    seen = await user_named(sampled, "smith")
    await apply(sampled, UpdateUser(seen, UpdateUserDTO(notes="Щука ω 王")))
    await index_all(sampled)
    texts, letters_now = kept()
    assert letters_now == {key: bits_of(text) for key, text in texts}
    await apply(sampled, EraseUsers((seen.key,)))
    assert seen.key not in kept()[1]


async def test_whoever_is_not_known_may_have_any_letter(sampled, tmp_path):
    await index_all(sampled)
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DELETE FROM search_letters WHERE key = 3")
        other.execute("INSERT INTO search_tail VALUES (5)")
        other.execute("UPDATE meta SET value = '6' WHERE name = 'search_taken'")
        (kept,) = other.execute("SELECT letters FROM search_letters WHERE key = 4").fetchone()
        some = [has for part in letters.read_letters(other, range(8)) for has in part]
    assert (some[0], *some[3:6]) == (UNKNOWN, UNKNOWN, kept, UNKNOWN)
    assert (some[6] == UNKNOWN, some[7]) == (False, UNKNOWN)


@pytest.mark.parametrize(
    "damage", ["UPDATE search_letters SET letters = 0", "DELETE FROM search_letters"]
)
async def test_checking_the_file_tells_of_letters_that_are_not_those_of_the_text(
    sampled, tmp_path, damage
):
    await index_all(sampled)
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        assert list(search_faults(other)) == []
        other.execute(damage)
        assert {fault for fault, _ in search_faults(other)} == {Fault.WRONG_INDEX}


async def test_a_text_that_is_none_has_letters_too(sampled, tmp_path):
    """Another tool may have left it there: the others are taken in nevertheless."""
    path = tmp_path / "users.userbook"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE user_index SET search_text = CAST(x'61ff62' AS TEXT) WHERE key = 2")
    await index_all(sampled)
    with closing(sqlite3.connect(path)) as other:
        rows = dict(other.execute("SELECT key, letters FROM search_letters"))
    assert rows[2] == UNKNOWN
    assert len(rows) == COUNT


def test_the_letters_are_the_same_in_a_file_of_another_encoding():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA encoding='UTF-16'")
        connection.execute("CREATE TABLE user_index (key INTEGER PRIMARY KEY, search_text TEXT)")
        connection.execute("CREATE TABLE search_letters (key INTEGER PRIMARY KEY, letters INTEGER)")
        connection.execute("INSERT INTO user_index VALUES (1, 'щука')")
        letters.take_letters(connection, [1])
        rows = connection.execute("SELECT letters FROM search_letters").fetchall()
    assert rows == [(bits_of("щука"),)]


@pytest.mark.parametrize("version", range(1, 5))
def test_an_older_file_has_the_letters_of_everybody_once_it_is_opened(version, tmp_path):
    path = open_document(old_file(version, tmp_path)).path
    with closing(sqlite3.connect(path)) as other:
        texts = other.execute("SELECT key, search_text FROM user_index").fetchall()
        kept = dict(other.execute("SELECT key, letters FROM search_letters"))
    assert kept == {key: bits_of(text) for key, text in texts} != {}
