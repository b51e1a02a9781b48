"""Searches that the file keeps: saved, counted, renamed, moved, removed, and shared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.database import history_repository
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.saved_searches import get_searches, set_searches
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import StorageError
from desktop_app.domain.query import Place
from desktop_app.domain.saved_search import SavedSearch
from desktop_app.domain.user import FindUserDTO, UpdateUserDTO
from desktop_app.operations.mend_index import MendIndex
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.operations.user_operations import ChangeUsers, UpdateUser
from desktop_app.view_models import saved_searches_view_model
from desktop_app.view_models.workspace import Workspace

SALES = SavedSearch("Sales", "department:sales")
BOBS = SavedSearch("Bobs", "bob")
GONE = SavedSearch("Gone", "ada", Place.TRASH)


@pytest.fixture
async def saved(workspace, add):
    await add({"user_name": "ada", "department": "Sales"}, {"user_name": "bob"})
    return workspace.saved


def names(saved) -> list[str]:
    return [search.name for search in saved.state.searches]


async def test_a_search_is_kept_with_the_file(saved, stored):
    await saved.save(SALES)
    await saved.save(GONE)
    assert saved.state.searches == (SALES, GONE)
    ((value,),) = stored("SELECT value FROM meta WHERE name = 'saved_searches'")
    assert json.loads(value)[0] == {"name": "Sales", "search": "department:sales", "place": "all"}
    assert stored("SELECT count(*) FROM change_sets WHERE kind = 'edit'") == [(0,)]


async def test_each_is_counted_in_the_background(saved, workspace, until):
    await saved.save(SALES)
    await saved.save(GONE)
    await until(lambda: saved.state.counts == {SALES: 1, GONE: 0})
    await workspace.users.delete((1,))
    await until(lambda: saved.state.counts == {SALES: 0, GONE: 1})


@pytest.fixture
def counted(monkeypatch):
    """The texts of those that are counted, one after the other."""
    texts: list[str] = []
    real = UserRepository.count_users

    async def count_users(self, query, today):
        texts.append(query.text)
        return await real(self, query, today)

    monkeypatch.setattr(UserRepository, "count_users", count_users)
    return texts


async def edited(workspace, **values):
    async with workspace.database.get_db_session(read_only=True) as session:
        user = await UserRepository(session).get_user(FindUserDTO(user_name="bob"))
    await workspace.changes.attempt(UpdateUser(user, UpdateUserDTO.model_validate(values)))


async def counts(saved, until):
    await until(lambda: not saved.tasks.is_busy)
    return saved.state.counts


async def test_what_a_search_does_not_read_is_no_reason_to_count_it(
    saved, workspace, counted, until
):
    await saved.save(SALES)
    await saved.save(BOBS)
    assert await counts(saved, until) == {SALES: 1, BOBS: 1}
    counted.clear()
    await edited(workspace, active=False)
    await counts(saved, until)
    assert counted == []
    await edited(workspace, title="Sir")
    await counts(saved, until)
    assert counted == ["bob"]
    await edited(workspace, department="Sales")
    assert (await counts(saved, until))[SALES] == 2
    await workspace.changes.undo()
    assert (await counts(saved, until))[SALES] == 1


async def test_who_comes_or_goes_is_counted(saved, workspace, counted, until):
    await saved.save(SALES)
    await counts(saved, until)
    await workspace.users.delete((1,))
    assert await counts(saved, until) == {SALES: 0}
    await workspace.changes.undo()
    assert await counts(saved, until) == {SALES: 1}
    counted.clear()
    await saved.count()
    assert counted == []


async def test_on_another_day_all_are_counted(saved, counted, until, monkeypatch):
    await saved.save(SALES)
    await saved.save(BOBS)
    await counts(saved, until)
    counted.clear()

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(days=1)

    monkeypatch.setattr(saved_searches_view_model, "date", Tomorrow)
    await saved.count()
    assert sorted(counted) == ["bob", "department:sales"]


async def test_after_much_or_after_others_all_are_counted(
    saved, workspace, counted, until, monkeypatch
):
    monkeypatch.setattr(history_repository, "_MANY", 1)
    await saved.save(SALES)
    await counts(saved, until)
    counted.clear()
    await workspace.changes.attempt(ChangeUsers((1, 2), {"active": False}))
    await counts(saved, until)
    assert counted == ["department:sales"]
    await workspace.changes.record(MendIndex(lambda _done, _total: None))
    await workspace.changes.record(RecordOutside((1,)))
    await counts(saved, until)
    assert counted == ["department:sales"], "nobody had done anything"


async def test_what_is_repaired_is_counted_anew(saved, workspace, stored, until):
    await saved.save(SALES)
    await counts(saved, until)
    stored("UPDATE user_index SET department = 'x', digest = 0 WHERE key = 1")
    await saved.count_anew()
    assert saved.state.counts == {SALES: 0}
    await workspace.checks.repair()
    await until(lambda: saved.state.counts == {SALES: 1})


async def test_what_other_tools_did_is_counted_once_it_is_taken_in(saved, workspace, stored, until):
    await saved.save(SALES)
    await counts(saved, until)
    stored("UPDATE user_index SET department = 'x', digest = 0 WHERE key = 1")
    await saved.count_anew()
    assert saved.state.counts == {SALES: 0}
    await workspace.live.inspect()
    await until(lambda: saved.state.counts == {SALES: 1})


async def test_one_with_a_mistake_has_no_count(saved, until):
    await saved.save(SavedSearch("Odd", "active:maybe"))
    await saved.save(BOBS)
    await until(lambda: not saved.tasks.is_busy)
    assert saved.state.counts == {BOBS: 1}


async def test_it_is_renamed_moved_and_removed(saved):
    for search in (SALES, BOBS, GONE):
        await saved.save(search)
    await saved.rename(BOBS, "Robert")
    assert names(saved) == ["Sales", "Robert", "Gone"]
    await saved.move(GONE, -1)
    assert names(saved) == ["Sales", "Gone", "Robert"]
    await saved.move(SALES, -1)
    await saved.move(SALES, 99)
    assert names(saved) == ["Gone", "Robert", "Sales"]
    await saved.remove(replace(BOBS, name="Robert"))
    assert names(saved) == ["Gone", "Sales"]
    await saved.put_back()
    assert names(saved) == ["Gone", "Robert", "Sales"]
    assert saved.state.removed is None
    await saved.put_back()
    await saved.move(BOBS, 1)
    assert names(saved) == ["Gone", "Robert", "Sales"]


async def test_one_of_the_same_name_takes_its_place(saved):
    await saved.save(SALES)
    await saved.save(replace(SALES, text="sales"))
    assert [search.text for search in saved.state.searches] == ["sales"]


async def test_two_programs_lose_nothing_of_each_other(saved, path, crashes, until):
    await saved.save(SALES)
    other = Workspace(path, DatabaseHelper(f"sqlite+aiosqlite:///{path}"), crashes.append)
    try:
        await other.begin()
        await until(lambda: names(other.saved) == ["Sales"])
        saved._set(searches=())  # as if it had not heard of it yet
        await other.saved.save(BOBS)
        await saved.save(GONE)
        assert names(saved) == ["Sales", "Bobs", "Gone"]
        await until(lambda: names(other.saved) == ["Sales", "Bobs", "Gone"])
    finally:
        await other.close()


async def test_what_another_tool_has_spoiled_is_left_out(saved, workspace, stored):
    await saved.save(SALES)
    good = {"name": "Sales", "search": "x"}
    for value, expected in (
        ("{", []),
        ("[" * 100_000, []),
        ("7", []),
        ("[7, null, {}, [], " + json.dumps(good) + "]", ["Sales"]),
        (json.dumps([good, good, good | {"name": " "}]), ["Sales"]),
        (json.dumps([good | {"place": "moon"}, good | {"name": "x" * 200}]), ["x" * 80]),
        (json.dumps([good | {"name": str(n)} for n in range(300)]), [str(n) for n in range(200)]),
    ):
        stored("UPDATE meta SET value = ? WHERE name = 'saved_searches'", value)
        await saved.load()
        assert names(saved) == expected


async def test_a_file_that_cannot_be_written_says_so(saved, locked, until):
    with locked(), pytest.raises(StorageError):
        await saved.save(SALES)
    assert names(saved) == []
    assert isinstance(saved.state.problem, StorageError)
    saved.dismiss()
    assert saved.state.problem is None


async def test_they_come_back_as_they_were(workspace):
    searches = (SavedSearch("Ж «%»", 'title:"a\\b" OR -x', Place.TRASH), SALES)
    async with workspace.database.get_db_session() as session:
        await set_searches(session, searches)
    async with workspace.database.get_db_session(read_only=True) as session:
        assert await get_searches(session) == searches
