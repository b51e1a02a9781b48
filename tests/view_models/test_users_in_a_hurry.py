"""The list under a person who does not wait, and beside another program."""

from __future__ import annotations

import pytest

from desktop_app.domain.user import CreateUserDTO
from tests.writing import added

DISABLED = "SELECT count(*) FROM users WHERE active = 0"


@pytest.fixture
def users(workspace):
    return workspace.users


@pytest.fixture
async def thousand(workspace, users):
    wanted = [CreateUserDTO(user_name=f"u{n:04}", display_name=f"D{n:04}") for n in range(1200)]
    async with workspace.database.get_db_session() as session:
        found = await added(session, wanted)
    await users.sort_by("user_name")
    return [user.key for user in found]


async def test_what_is_seen_selected_is_disabled_though_its_keys_are_on_the_way(
    users, thousand, stored
):
    await users.select([range(1)])
    users.select([range(1200)])
    await users.set_active(active=False)
    assert stored(DISABLED) == [(1200,)]


async def test_a_selection_made_after_the_deed_was_asked_is_left_alone(users, thousand, stored):
    users.select([range(300)])
    disabling = users.set_active(active=False)
    await users.select([range(900, 1200)])
    await disabling
    assert stored(DISABLED) == [(300,)]
    assert stored("SELECT active FROM users WHERE user_name = 'u0299'") == [(0,)]


async def test_what_is_seen_selected_is_deleted_and_copied(users, thousand, stored):
    await users.select([range(1)])
    users.select([range(200, 600)])
    names = await users.selected_values(["user_name"])
    assert [names[0], names[-1], len(names)] == [["u0200"], ["u0599"], 400]
    users.select([range(1000)])
    assert await users.selection() == tuple(thousand[:1000])
    users.select([range(1, 1200)])
    await users.delete(await users.selection())
    assert stored("SELECT user_name FROM users") == [("u0000",)]


async def test_deleting_those_one_was_asked_about(users, thousand, stored):
    await users.select([range(5)])
    asked = await users.selection()
    await users.select([range(9, 10)])
    await users.delete(asked)
    assert stored("SELECT count(*), min(user_name) FROM users") == [(1195, "u0005")]


async def test_a_page_whose_task_never_began_may_be_asked_for_again(users, thousand, idle):
    size = users.rows.page_size
    for page in (4, 6, 8):
        assert users.rows.row(page * size) is None
    await idle()
    for page in (4, 6):
        assert users.rows.row(page * size) is None
        await idle()
    assert all(users.rows.row(page * size) for page in (4, 6, 8))


async def test_who_was_deleted_by_another_program_is_no_longer_counted(
    users, thousand, stored, idle
):
    stored("DELETE FROM user_index WHERE key <= 150")
    stored("DELETE FROM users WHERE key <= 150")
    stored("UPDATE tallies SET count = count - 150")
    await users.sort_by("user_name", descending=True)
    assert users.rows.row(1100) is None
    await idle()
    assert users.state.count == users.state.total == 1050
    assert users.rows.row(1049) is not None or not await idle()
    assert users.rows.row(1049).values["user_name"] == "u0150"


async def test_a_short_first_page_is_counted_anew_at_once(users, add, stored):
    await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    stored("DELETE FROM user_index WHERE key = 1")
    stored("DELETE FROM users WHERE key = 1")
    stored("UPDATE tallies SET count = count - 1")
    await users.sort_by("user_name")
    assert (users.state.count, users.state.total) == (2, 2)


async def test_a_count_that_stays_wrong_is_not_asked_for_without_end(users, thousand, stored, idle):
    stored("DELETE FROM users WHERE key <= 150")  # the index still speaks of them
    await users.refresh()
    await idle()
    generation = users.state.generation
    for _ in range(3):
        users.rows.row(130)
        await idle()
    assert users.state.generation <= generation + 1


async def test_revealing_is_told_and_refreshing_is_not(users, thousand):
    await users.reveal(thousand[700])
    revealed = users.state.revealed
    await users.refresh()
    assert users.state.revealed == revealed == 1
