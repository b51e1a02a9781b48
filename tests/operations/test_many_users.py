"""The change of very many users leaves what the same change of each of them would leave."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from desktop_app.domain.errors import ConflictError, NotFoundError, OvertakenError
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations import user_operations
from desktop_app.operations.user_operations import ChangeUsers, CreateUsers, DeleteUsers

COUNT = 250
CHANGES = (
    {"department": "Æther № 7"},
    {"active": False},
    {"phone": "+44 20 7946 0000"},
    {"mobile": None},
    {"notes": "two\nlines"},
    {"title": None, "notes": "two\nlines", "phone": "+44 20 7946 0000"},
    {"given_name": "Ada"},  # the display name follows, which is not as simple
)


async def filled(userbook):
    people = [
        CreateUserDTO.model_validate(one) for one in sample_users(COUNT, today=date(2026, 3, 1))
    ]
    await userbook.apply(CreateUsers(tuple(people)))


def kept(userbook):
    return [
        userbook.query("SELECT * FROM user_index ORDER BY key"),
        userbook.query(
            "SELECT dense_rank() OVER (ORDER BY seq), key, field, before, after, secret"
            " FROM changes ORDER BY seq, key, field"
        ),
        userbook.query(
            "SELECT kind, deed, count, user_key, reverted_by IS NULL FROM change_sets ORDER BY seq"
        ),
        userbook.query("SELECT key, version, user_name, title, notes, active FROM users"),
    ]


@pytest.mark.parametrize("values", CHANGES)
async def test_it_leaves_what_each_would_leave(userbook, other_userbook, values, monkeypatch):
    keys = tuple(range(1, COUNT + 1))
    for each in (userbook, other_userbook):
        await filled(each)
        monkeypatch.setattr(user_operations, "MANY", 100 if each is userbook else 10**6)
        chunk = 100 if each is userbook else 10**6
        monkeypatch.setattr(user_operations, "_CHUNK", chunk)
        done = await each.apply(ChangeUsers(keys, values))
        assert done.summary.count <= COUNT
        assert await each.index_is_exact()
    assert kept(userbook) == kept(other_userbook)
    assert await userbook.undo()
    assert await other_userbook.undo()
    assert await userbook.index_is_exact()
    assert kept(userbook) == kept(other_userbook)
    assert await userbook.redo()
    assert await other_userbook.redo()
    assert kept(userbook) == kept(other_userbook)


async def test_what_another_tool_did_to_some_stands_before_it(userbook):
    await filled(userbook)
    userbook.change("UPDATE users SET title = 'Poet' WHERE key IN (7, 240)")
    await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    kinds = userbook.query("SELECT kind, count FROM change_sets WHERE seq > 1 ORDER BY seq")
    assert kinds == [("outside", 2), ("bulk", COUNT)]
    assert await userbook.index_is_exact()
    assert {one.department for one in await userbook.everyone()} == {"Engines"}


async def test_what_another_tool_did_to_other_fields_stands_before_the_taking_back(userbook):
    await filled(userbook)
    done = await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    userbook.change("UPDATE users SET title = 'Poet', notes = NULL WHERE key IN (7, 240)")
    await userbook.take_back(done)
    kinds = userbook.query("SELECT kind, count FROM change_sets ORDER BY seq")
    assert kinds[-2:] == [("outside", 2), ("undo", COUNT)]
    assert [one.title for one in await userbook.everyone() if one.key in {7, 240}] == ["Poet"] * 2
    assert await userbook.index_is_exact()


async def test_what_another_tool_did_can_be_found_though_it_looks_like_ours(userbook):
    await filled(userbook)
    userbook.change("UPDATE users SET department = 'Engines' WHERE key = 7")
    await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    assert userbook.query("SELECT max(seq), count FROM change_sets") == [(3, COUNT - 1)]
    assert userbook.database.find_outside_changes(Event()).changed == (7,)


async def test_a_text_that_stands_twice_is_exchanged_in_its_own_place(userbook):
    await filled(userbook)
    keys = tuple(range(1, COUNT + 1))
    for values in ({"organization": "Sea"}, {"title": "Sea"}, {"department": "Sea"}):
        await userbook.apply(ChangeUsers(keys, values))
    done = await userbook.apply(ChangeUsers(keys, {"department": "Sky\nSea"}))
    assert await userbook.index_is_exact()
    await userbook.take_back(done)
    assert await userbook.index_is_exact()


async def test_who_was_some_of_it_already_gets_back_only_the_rest(userbook):
    await filled(userbook)
    await userbook.apply(ChangeUsers(tuple(range(1, 120)), {"department": "Engines"}))
    before = await userbook.contents()
    wanted = {"department": "Engines", "title": None, "active": False}
    done = await userbook.apply(ChangeUsers(tuple(range(COUNT, 0, -1)), wanted))
    assert {(u.department, u.title, u.active) for u in await userbook.everyone()} == {
        ("Engines", None, False)
    }
    await userbook.take_back(done)
    assert await userbook.contents() == before
    assert await userbook.index_is_exact()


async def test_it_is_not_taken_back_over_a_later_change(userbook):
    await filled(userbook)
    done = await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    userbook.change("UPDATE users SET department = 'Poetry' WHERE key = 200")
    before = await userbook.contents()
    with pytest.raises(OvertakenError):
        await userbook.take_back(done)
    assert await userbook.contents() == before


async def test_who_is_in_the_trash_by_now_is_put_back_there(userbook):
    await filled(userbook)
    before = await userbook.contents()
    done = await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    deleted = await userbook.apply(DeleteUsers((3, 4)))
    await userbook.take_back(done)
    await userbook.take_back(deleted)
    assert await userbook.contents() == before


async def test_one_who_is_not_as_was_shown_is_a_conflict_and_nobody_is_changed(userbook):
    await filled(userbook)
    await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Engines"}))
    await userbook.apply(ChangeUsers((9,), {"department": "Poetry"}))
    before = await userbook.contents()
    wanted = ChangeUsers(
        tuple(range(1, COUNT + 1)), {"department": "Maths"}, {"department": "Engines"}
    )
    with pytest.raises(ConflictError):
        await userbook.apply(wanted)
    assert await userbook.contents() == before


async def test_nobody_who_is_gone_is_changed(userbook):
    with pytest.raises(NotFoundError):
        await userbook.apply(ChangeUsers(tuple(range(1, 200)), {"department": "Maths"}))


async def test_text_that_is_none_keeps_nobody_from_being_changed(userbook):
    await filled(userbook)
    userbook.change("UPDATE users SET title = CAST(x'ff41' AS TEXT) WHERE key = 7")
    done = await userbook.apply(ChangeUsers(tuple(range(1, COUNT + 1)), {"department": "Maths"}))
    assert done.summary.count == COUNT
    await userbook.take_back(done)
