"""What a person does while it is still being counted, and read, where the others stand."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.database import results, seeking
from desktop_app.database.results import Results
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import StorageError, StorageReason
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUsers
from desktop_app.view_models import users_view_model
from tests.writing import added, done

MANY = 2400


@pytest.fixture
async def users(workspace, monkeypatch):
    for module in (users_view_model, results):
        monkeypatch.setattr(module, "SMALL", 10)
    monkeypatch.setattr(seeking, "_FEW", 5)
    wanted = [
        CreateUserDTO(user_name=f"u{n:04}", display_name=f"D{n:04}", department="ab"[n % 2] * 3)
        for n in range(MANY)
    ]
    async with workspace.database.get_db_session() as session:
        await added(session, wanted)
    await workspace.users.sort_by("user_name")
    return workspace.users


@pytest.fixture
def held(users, monkeypatch):
    """Nobody knows where the others stand before ``go_on`` is set."""
    real, reached, go_on = users._result.look_again, asyncio.Event(), asyncio.Event()

    async def look_again(*arguments):
        found = await real(*arguments)
        reached.set()
        await go_on.wait()
        return found

    monkeypatch.setattr(users._result, "look_again", look_again)
    return reached, go_on


async def test_who_is_selected_meanwhile_stays_selected(users, held):
    await users.select([range(3, 4)])
    reached, go_on = held
    sorting = users.sort_by("display_name", descending=True)
    await reached.wait()
    await users.select([range(5, 6)])
    mine = users.state.selected
    go_on.set()
    await sorting
    assert users.state.selected == mine


async def test_who_is_selected_before_it_is_counted_stays_selected(users, held):
    reached, go_on = held
    searching = users.search("d")
    await reached.wait()
    assert not users.state.is_counted
    await users.select([range(5, 6)])
    mine = users.state.selected
    go_on.set()
    await searching
    assert users.state.selected == mine
    assert users.state.count == MANY


async def test_all_are_all_before_they_are_counted(users, held):
    reached, go_on = held
    searching = users.search("d")
    await reached.wait()
    users.select([range(users.state.count)])
    chosen = users.selection()
    go_on.set()
    assert len(await chosen) == MANY
    await searching
    assert len(users.state.selection) == MANY


async def test_a_page_on_its_way_arrives_when_it_is_known_where_all_stand(
    users, held, monkeypatch, until
):
    await users.select([range(3, 4)])
    reached, go_on = held
    real, reading, read = users._result.page, asyncio.Event(), asyncio.Event()

    async def page(*arguments):
        rows = await real(*arguments)
        reading.set()
        await read.wait()
        return rows

    monkeypatch.setattr(users._result, "page", page)
    sorting = users.sort_by("display_name", descending=True)
    await reached.wait()
    users.rows.see(range(600, 640))
    go_on.set()
    await reading.wait()
    await sorting
    read.set()
    await until(lambda: users.rows.loaded(610) is not None)


async def test_all_are_sorted_once_also_for_who_scrolls_meanwhile(users, monkeypatch, until):
    real, sorted_by = results.Results.standing, list[str]()

    async def standing(self):
        sorted_by.append(self._query.sort)
        return await real(self)

    monkeypatch.setattr(results.Results, "standing", standing)
    sorting = users.sort_by("title")
    await until(lambda: users.state.query.sort == "title")
    users.rows.see(range(600, 640))
    await sorting
    await until(lambda: users.rows.loaded(610) is not None)
    assert sorted_by == ["title"]


async def test_the_keys_are_those_of_the_result_that_was_seen(users, monkeypatch):
    go_on, real = asyncio.Event(), UserRepository.user_keys

    async def user_keys(self, *arguments, **options):
        found = await real(self, *arguments, **options)
        await go_on.wait()
        return found

    monkeypatch.setattr(UserRepository, "user_keys", user_keys)
    await users.select([range(users.state.count)])
    everybody = users.selection()
    await users.search("aaa")
    await users.select([range(users.state.count)])
    some = users.selection()
    await users.search("bbb")
    go_on.set()
    assert len(await everybody) in {0, MANY}
    assert all(key % 2 for key in await some), "those of bbb are not of aaa"


async def test_who_scrolls_there_and_back_sees_the_page(users, until):
    for start in (640, 1280, 640):
        users.rows.see(range(start, start + 40))
    await until(lambda: users.rows.loaded(640) is not None)


@pytest.fixture
async def ranked(users, monkeypatch):
    """The orders that are read for searches from now on, one after the other."""
    await asyncio.gather(*users.tasks._reads.values())
    users._result._ranks = None
    users._result.rank_anew()
    real, seen = Results.ranks, []

    async def ranks(results):
        seen.append((results._query.sort, results._query.descending))
        return await real(results)

    monkeypatch.setattr(Results, "ranks", ranks)
    return seen


async def type_in(users, text):
    for end in range(1, len(text) + 1):
        await users.search(text[:end])
    await asyncio.gather(*users.tasks._reads.values())


async def test_who_comes_before_whom_is_read_once_for_all_that_is_typed(users, ranked):
    assert ranked == []
    await type_in(users, "u00")
    assert ranked == [("user_name", False)]
    assert users._result._ranks is not None
    assert users.state.count == 100
    await users.sort_by("user_name", descending=True)
    await type_in(users, "u01")
    assert ranked == [("user_name", False), ("user_name", True)]


async def test_an_order_is_read_as_soon_as_somebody_has_sorted_by_it(users, ranked):
    """The first letter would have to sort everybody, in an order that no index has."""
    await users.sort_in_order(("user_name", False), ("title", True))
    await asyncio.gather(*users.tasks._reads.values())
    assert ranked == [("user_name", False)]
    await type_in(users, "u01")
    assert len(ranked) == 1


async def test_it_is_read_anew_for_what_is_typed_after_a_change(users, ranked, workspace):
    await type_in(users, "u00")
    await users.select([range(1)])
    await users.delete(users.state.selected)
    await type_in(users, "u000")
    assert ranked == [("user_name", False)] * 2
    assert users.state.count == 9


async def test_a_search_that_cannot_be_prepared_is_a_search_nevertheless(users, monkeypatch):
    async def fails(_results):
        raise StorageError(StorageReason.BUSY)

    with monkeypatch.context() as patched:
        patched.setattr(Results, "ranks", fails)
        await type_in(users, "u00")
    assert (users.state.count, users.state.problem) == (100, None)
    await type_in(users, "u01")
    assert users._result._ranks is not None


async def test_it_is_read_anew_after_what_another_window_has_written(users, ranked, workspace):
    await type_in(users, "u00")
    await users.refresh()
    await type_in(users, "u01")
    assert len(ranked) == 1  # nothing was written
    async with workspace.database.get_db_session() as session:
        await done(
            session, CreateUsers((CreateUserDTO(user_name="u01-a", display_name="Somebody"),))
        )
    await users.refresh()
    await type_in(users, "u01")
    assert len(ranked) == 2
    assert users.state.count == 101


async def test_who_opens_a_file_need_not_wait_for_it_with_the_first_letter(users, ranked, until):
    await users.load_first()
    await until(lambda: users._result._ranks)
    await users.search("u00")
    assert ranked == [("user_name", False)]


async def test_whoever_types_on_does_not_wait_for_the_rest(users, monkeypatch, until):
    monkeypatch.setattr(users_view_model, "_DEAR", 10)
    monkeypatch.setattr(users_view_model, "_TYPING", 3600)
    users.search("u0")
    await until(lambda: users.state.query.text == "u0")
    typing = users.search("u00")
    await until(lambda: users.state.query.text == "u00")
    await asyncio.sleep(0.1)
    assert (users.state.is_counted, typing.done()) == (False, False)
    await users.refresh()  # as what anybody does who has stopped typing
    assert (users.state.is_counted, users.state.count) == (True, 100)


async def test_who_types_at_once_after_a_change_sees_how_many_are_left(users, monkeypatch, until):
    monkeypatch.setattr(users_view_model, "_DEAR", 10)
    monkeypatch.setattr(users_view_model, "_TYPING", 3600)
    await users.select([range(10)])
    await users.delete(users.state.selected)
    users.search("u0")
    await until(lambda: users.state.total == MANY - 10)
