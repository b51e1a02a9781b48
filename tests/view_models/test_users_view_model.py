"""Search, place, order, pages and selection over a real file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.sample import sample_users
from desktop_app.domain.selection import Selection
from desktop_app.domain.user import CreateUserDTO, UpdateUserDTO
from desktop_app.operations.user_operations import DeleteUsers, UpdateUser
from tests.writing import added


@pytest.fixture
def users(workspace):
    return workspace.users


@pytest.fixture
async def thousand(workspace, users):
    """Keys in the order of the user names, which is that of ``sort_by("user_name")``."""
    wanted = [CreateUserDTO(user_name=f"u{n}", display_name=f"D{n % 10}") for n in range(1000)]
    async with workspace.database.get_db_session() as session:
        found = await added(session, wanted)
    await users.sort_by("user_name")
    return [user.key for user in found]


def shown(users) -> list[str]:
    rows = [users.rows.row(i) for i in range(users.state.count)]
    return [str(row.values["user_name"]) for row in rows if row is not None]


async def test_everybody_is_shown_first(users, add):
    await add({"user_name": "bob"}, {"user_name": "ada", "active": False})
    assert shown(users) == ["ada", "bob"]
    assert (users.state.count, users.state.total, users.state.generation) == (2, 2, 1)
    assert users.state.places[Place.ACTIVE] == users.state.places[Place.DISABLED] == 1
    assert users.state.filled == range(2)


async def test_a_search_a_place_and_an_order_go_together(users, add):
    await add(
        {"user_name": "bob", "title": "Engineer"},
        {"user_name": "ada", "title": "Engineer"},
        {"user_name": "eve", "title": "Engineer", "active": False},
        {"user_name": "mia", "title": "Clerk"},
    )
    await users.search("ENGIN")
    await users.go_to(Place.ACTIVE)
    await users.sort_by("user_name", descending=True)
    assert shown(users) == ["bob", "ada"]
    assert users.state.query == UserQuery("ENGIN", Place.ACTIVE, "user_name", descending=True)
    await users.show_all()
    assert shown(users) == ["mia", "eve", "bob", "ada"]
    assert users.state.total == 4


async def test_the_newest_search_wins(users, add):
    await add({"user_name": "ada"}, {"user_name": "bob"})
    tasks = [users.search(text) for text in ("a", "ad", "b")]
    await asyncio.wait(tasks)
    assert [task.cancelled() for task in tasks] == [True, True, False]
    assert shown(users) == ["bob"]
    assert users.state.generation == 2


async def test_wishes_made_at_once_are_all_granted(users, add):
    await add({"user_name": "ada", "active": False}, {"user_name": "bob"})
    users.search("d")
    users.go_to(Place.DISABLED)
    await users.sort_by("user_name")
    assert shown(users) == ["ada"]
    assert users.state.query.text == "d"


async def test_pages_are_loaded_as_they_are_looked_at(users, thousand, until):
    assert users.state.filled == range(64)
    assert users.rows.row(500) is None
    await until(lambda: users.rows.row(500) is not None)
    assert users.rows.row(500).values["user_name"] == "u500"
    assert users.state.filled == range(448, 512)


async def test_a_page_of_an_older_result_is_dropped(users, thousand, until):
    assert users.rows.row(500) is None
    await users.sort_by("user_name", descending=True)
    await until(lambda: not users.tasks.is_busy)
    assert users.rows.row(0).values["user_name"] == "u999"
    assert users.rows.row(500) is None
    await until(lambda: users.rows.row(500) is not None)
    assert users.rows.row(500).values["user_name"] == "u499"


async def test_a_page_that_arrives_in_another_result_is_not_kept(users, thousand, until):
    filled = users.state.filled
    loading = users._load_pages(range(3, 4))
    step = asyncio.create_task(loading)
    await asyncio.sleep(0)
    users.rows.reset(users.state.count)
    await step
    assert users.rows.newest() == 0
    assert users.state.filled == filled


async def test_a_refresh_keeps_the_page_that_is_looked_at(users, thousand, until):
    users.rows.row(500)
    await until(lambda: users.rows.row(500) is not None)
    await users.refresh()
    assert users.rows.row(500).values["user_name"] == "u500"
    assert users.rows.newest() == 500 // 64


async def test_a_refresh_of_a_search_keeps_the_page_too(users, thousand, until):
    await users.search("u")
    users.rows.row(500)
    await until(lambda: users.rows.row(500) is not None)
    await users.refresh()
    assert users.rows.row(500).values["user_name"] == "u500"
    assert users.state.count == 1000


async def test_a_refresh_after_many_are_gone_shows_the_last_page(users, thousand, workspace, until):
    users.rows.row(999)
    await until(lambda: users.rows.row(999) is not None)
    await workspace.changes.perform(DeleteUsers(tuple(thousand[200:])))
    await until(lambda: users.state.count == 200)
    assert users.rows.newest() == 199 // 64
    assert users.rows.row(199).values["user_name"] == "u199"


async def test_a_selection_is_of_records_and_survives_order_search_and_saving(
    users, add, workspace, until
):
    added = await add(*({"user_name": name, "title": name} for name in ("ada", "bob", "eve")))
    await users.sort_by("user_name")
    await users.select([range(1, 2)])
    assert (users.state.selected, users.state.selected_rows) == ((added[1].key,), (1,))
    await users.sort_by("user_name", descending=True)
    assert users.state.selected_rows == (1,)
    await users.search("b")
    assert (users.state.selected, users.state.selected_rows) == ((added[1].key,), (0,))
    await users.show_all()
    await workspace.changes.perform(UpdateUser(added[1], UpdateUserDTO(user_name="zoe")))
    await until(lambda: users.state.selected_rows == (0,))
    assert users.state.selected == (added[1].key,)


async def test_who_is_not_in_the_result_is_not_selected_any_more(users, add):
    added = await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    await users.select([range(3)])
    await users.search("b")
    assert users.state.selected == (added[1].key,)
    await users.search("nobody")
    assert (users.state.selected, users.state.selected_rows) == ((), ())


async def test_several_stay_selected_in_the_order_of_selecting(users, add):
    await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    await users.sort_by("user_name")
    await users.select([range(1), range(2, 3)])
    chosen = users.state.selected
    await users.sort_by("user_name", descending=True)
    assert users.state.selected is chosen or users.state.selected == chosen
    assert users.state.selected_rows == (2, 0)


async def test_all_of_a_thousand_are_selected_without_loading_them(users, thousand):
    await users.select([range(1000)])
    assert users.state.selected == tuple(thousand)
    assert users.state.selected_rows == tuple(range(1000))
    await users.select([range(2), range(990, 992)])
    assert users.state.selected == (*thousand[:2], *thousand[990:992])
    await users.select([])
    assert users.state.selected == ()


async def test_what_was_selected_in_an_old_result_is_nobody(users, thousand):
    """Its rows are other users' by now."""
    seen = replace(users.state, selection=Selection.of_rows([range(900, 901)]))
    await users.sort_by("user_name", descending=True)
    await users._learn(seen)
    assert users.state.selected == ()
    assert await users._keys_of(seen) == ()


async def test_a_selection_made_during_a_refresh_is_not_lost(users, thousand):
    """At whatever moment of the refresh it is made."""
    for pause in range(40):
        await users.select([range(pause, pause + 1)])
        refreshing = users.refresh()
        for _ in range(pause):
            await asyncio.sleep(0)
        selecting = users.select([range(7, 8)])
        await asyncio.wait([refreshing, selecting])
        if users.state.selected != (thousand[pause],):
            assert users.state.selected == (thousand[7],), pause
            assert users.state.selected_rows == (7,)
        await users.refresh()
        assert users.state.selected_rows == (users.state.selected[0] - thousand[0],)


async def test_who_selects_while_the_selected_are_looked_up_is_heard(users, thousand, monkeypatch):
    real = users._result.look

    async def slowly(*arguments):
        sight = await real(*arguments)
        if arguments[-1] == (thousand[1],):
            users._set(selection=Selection.of_users({thousand[7]: 7}))
        return sight

    await users.select([range(1, 2)])
    monkeypatch.setattr(users._result, "look", slowly)
    await users.refresh()
    assert (users.state.selected, users.state.selected_rows) == ((thousand[7],), (7,))


async def test_revealing_selects_and_leaves_a_search_that_hides(users, add):
    added = await add({"user_name": "ada"}, {"user_name": "bob"}, {"user_name": "eve"})
    await users.sort_by("user_name", descending=True)
    await users.search("a")
    await users.reveal(added[0].key)
    assert users.state.query.text == "a"
    await users.reveal(added[1].key)
    assert users.state.query == UserQuery(sort="user_name", descending=True)
    assert (users.state.selected, users.state.selected_rows) == ((added[1].key,), (1,))


async def test_revealing_somebody_who_is_gone_selects_nobody(users, add):
    await add({"user_name": "ada"})
    await users.reveal(99)
    assert users.state.selected == ()


async def test_the_selected_are_deleted_and_come_back(users, add, workspace, until):
    added = await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    await users.select([range(1, 3)])
    await users.delete(await users.selection())
    await until(lambda: users.state.count == 1)
    assert users.state.selected == ()
    assert workspace.changes.state.undo.count == 2
    await workspace.changes.undo()
    await until(lambda: users.state.count == 3)
    assert {users.rows.row(i).key for i in range(3)} == {user.key for user in added}


async def test_the_selected_are_disabled_together(users, add, until):
    await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    await users.select([range(2)])
    await users.set_active(active=False)
    await until(lambda: users.state.places[Place.DISABLED] == 2)


async def test_selected_values_are_in_the_order_in_which_they_are_seen(users, add):
    await add(*({"user_name": name, "title": name.upper()} for name in ("ada", "bob", "eve")))
    await users.sort_by("user_name")
    await users.select([range(3)])
    await users.sort_by("user_name", descending=True)
    columns = ["title", "user_name"]
    values = [["EVE", "eve"], ["BOB", "bob"], ["ADA", "ada"]]
    assert await users.selected_values(columns) == values


async def test_selected_values_can_be_asked_for_while_somebody_is_revealed(users, add):
    added = await add({"user_name": "ada"}, {"user_name": "bob"})
    await users.select([range(2)])
    revealing = users.reveal(added[1].key)
    while not revealing.done():
        values = await users.selected_values(["user_name"])
        assert ["bob"] in values
    assert await users.selected_values(["user_name"]) == [["bob"]]


async def test_a_failed_read_is_a_state_and_the_last_result_stays(users, add, workspace, stored):
    await add({"user_name": "ada"})
    await workspace.database.close()
    await asyncio.wait([users.search("x")])
    assert users.state.problem is not None
    assert shown(users) == ["ada"]
    users.dismiss()
    assert users.state.problem is None


async def test_a_page_that_cannot_be_read_may_be_asked_for_again(users, thousand, stored, until):
    await users.refresh()
    stored("ALTER TABLE users RENAME TO hidden")
    assert users.rows.row(500) is None
    await until(lambda: not users.tasks.is_busy)
    stored("ALTER TABLE hidden RENAME TO users")
    users._crash.__self__.clear()
    assert users.rows.row(500) is None
    await until(lambda: users.rows.row(500) is not None)


async def test_a_bug_is_reported_and_the_loading_of_one_who_waits_is_theirs(users, stored, crashes):
    stored("DROP TABLE user_index")
    with pytest.raises(Exception, match="no such table"):
        await users.refresh()
    assert len(crashes) == 1
    crashes.clear()
    with pytest.raises(Exception, match="no such table"):
        await users.load()


async def test_today_decides_who_is_expiring(workspace, users, add):
    today = datetime.now().astimezone().date()
    await add({"user_name": "ada", "valid_until": today + timedelta(days=30)})
    assert users.state.places[Place.EXPIRING] == 1
    users._today = lambda: today - timedelta(days=1)
    await users.search("")
    assert users.state.places[Place.EXPIRING] == 0


async def test_a_hundred_sample_users_are_shown_in_order(workspace, users, until):
    wanted = [CreateUserDTO.model_validate(user) for user in sample_users(100)]
    async with workspace.database.get_db_session() as session:
        await added(session, wanted)
    await users.refresh()
    await until(lambda: len(shown(users)) == 100)
