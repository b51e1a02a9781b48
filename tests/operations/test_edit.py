"""The change of one user, which is written together with its history in one go."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.database.user_writer import UserWriter
from desktop_app.domain.change import Author, ChangeKind, Deed, Summary
from desktop_app.domain.errors import AlreadyExistError, ConflictError, NotFoundError
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import CreateUsers, UpdateUser

ADA = CreateUserDTO(
    user_name="ada", display_name="Ada", phone="+44 20 7946 0000", valid_until=date(2027, 1, 2)
)
CHANGES = (
    {"title": "Countess"},
    {"phone": None, "valid_until": date(2028, 2, 29), "active": False},
    {"notes": "a\nb", "title": "x" * 128, "phone": "112"},
)


async def seen_in(userbook):
    await userbook.apply(CreateUsers((ADA,)))
    return await user_of(userbook)


async def user_of(userbook, key=1):
    async with userbook.users() as users:
        found = await users.get_users([key])
    return found[0] if found else None


def kept(userbook):
    """All that does not tell of the moment."""
    return [
        userbook.query("SELECT * FROM user_index"),
        userbook.query("SELECT key, version, title, phone, active, valid_until, notes FROM users"),
        userbook.query("SELECT * FROM changes"),
        userbook.query(
            "SELECT seq, login, author, kind, deed, label, count, user_key FROM change_sets"
        ),
    ]


@pytest.mark.parametrize("values", CHANGES)
async def test_one_leaves_what_one_among_many_leaves(userbook, other_userbook, values):
    seen, changes = await seen_in(userbook), UpdateUserDTO.model_validate(values)
    done = await userbook.apply(UpdateUser(seen, changes))
    other = await seen_in(other_userbook)
    async with other_userbook.database.get_db_session() as session:
        users = UserWriter(session, ChangeKind.FORM, Author("somebody"))
        await users.update_users([(other, changes)])
        await users.close(Summary(Deed.CHANGE, 1, "Ada"))
    assert kept(userbook) == kept(other_userbook)
    assert done.first == await user_of(userbook)
    assert done.summary.count == 1
    assert done.change_set
    assert done.change_set.seq == 2


async def test_it_is_taken_back_and_done_again(userbook):
    seen = await seen_in(userbook)
    await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Countess")))
    assert await userbook.undo()
    assert (await user_of(userbook)).title is None
    assert await userbook.redo()
    assert (await user_of(userbook)).title == "Countess"


async def test_what_somebody_else_changed_meanwhile_is_kept(userbook):
    seen = await seen_in(userbook)
    await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Countess")))
    await userbook.apply(UpdateUser(seen, UpdateUserDTO(notes="Poet's daughter")))
    now = await user_of(userbook)
    assert (now.title, now.notes, now.version) == ("Countess", "Poet's daughter", 3)


async def test_the_same_field_is_a_conflict_and_nothing_is_written(userbook):
    seen = await seen_in(userbook)
    await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Countess")))
    before = kept(userbook)
    with pytest.raises(ConflictError):
        await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Lady")))
    assert kept(userbook) == before


async def test_what_another_tool_did_stands_before_it_in_history(userbook):
    seen = await seen_in(userbook)
    userbook.change("UPDATE users SET department = 'Poetry'")
    done = await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Countess")))
    assert done.first.department == "Poetry"
    assert userbook.query("SELECT seq, kind FROM change_sets ORDER BY seq")[1:] == [
        (2, "outside"),
        (3, "form"),
    ]


async def test_what_is_no_different_is_no_change(userbook):
    seen = await seen_in(userbook)
    done = await userbook.apply(UpdateUser(seen, UpdateUserDTO(title=None)))
    assert (done.change_set, done.summary.count) == (None, 0)


async def test_a_user_name_that_is_taken_is_refused_and_a_free_one_is_not(userbook):
    seen = await seen_in(userbook)
    await userbook.apply(CreateUsers((CreateUserDTO(user_name="bob", display_name="Bob"),)))
    with pytest.raises(AlreadyExistError):
        await userbook.apply(UpdateUser(seen, UpdateUserDTO(user_name="BOB")))
    done = await userbook.apply(UpdateUser(seen, UpdateUserDTO(user_name="countess")))
    assert done.first.user_name == "countess"


async def test_a_user_who_is_gone_is_refused(userbook):
    seen = await seen_in(userbook)
    userbook.change("DELETE FROM users")
    with pytest.raises(NotFoundError):
        await userbook.apply(UpdateUser(seen, UpdateUserDTO(title="Countess")))
