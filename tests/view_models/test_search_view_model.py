"""What is typed, what is sought, and what is offered."""

from __future__ import annotations

import asyncio

import pytest

from desktop_app.domain.errors import FilterReason
from desktop_app.domain.filter import as_text
from desktop_app.domain.query import Place
from desktop_app.view_models import search_view_model

PEOPLE = (
    {"user_name": "ada", "department": "Sales", "title": "Countess"},
    {"user_name": "bob", "department": "sales"},
    {"user_name": "cleo", "department": "R&D lab", "active": False},
    {"user_name": "dan", "department": "Storage"},
    {"user_name": "eve", "notes": "sales"},
)


@pytest.fixture
async def search(workspace, add):
    await add(*PEOPLE)
    return workspace.search


@pytest.fixture
def shown(workspace, until):
    async def shown(*names: str) -> None:
        users = workspace.users

        def seen() -> list[object]:
            rows = [users.rows.row(i) for i in range(users.state.count)]
            return [row and row.values["user_name"] for row in rows]

        await until(lambda: not users.tasks.is_busy and sorted(map(str, seen())) == sorted(names))

    return shown


def parts(search) -> list[str]:
    return [as_text(part.filter) for part in search.state.parts]


async def test_what_is_typed_is_sought(search, shown):
    search.type("department:sales -title:count")
    assert parts(search) == ["department:sales", "-title:count"]
    await shown("bob")
    search.type("")
    await shown("ada", "bob", "cleo", "dan", "eve")


async def test_with_a_mistake_the_results_stay(search, shown, workspace):
    search.type("department:sales")
    await shown("ada", "bob")
    search.type("department:sales active:maybe")
    assert search.state.mistake.reason is FilterReason.NOT_YES_OR_NO
    assert search.state.text == "department:sales active:maybe"
    assert parts(search) == ["department:sales"]
    await shown("ada", "bob")
    assert workspace.users.state.problem is None
    search.type("department:sales active:no")
    assert search.state.mistake is None
    await shown()


async def test_a_mistake_that_comes_before_the_results_is_not_typed_over(search, shown):
    search.type("department:sales")
    search.type("department:sales OR")
    await shown("ada", "bob")
    assert search.state.text == "department:sales OR"
    assert search.state.mistake.reason is FilterReason.MISSING_TERM


async def test_a_field_that_waits_for_its_value_is_no_condition_yet(search, shown):
    """Or nobody would be seen while one thinks about it: nobody is called "active"."""
    search.type("department:sales active")
    await shown()
    search.type("department:sales active:")
    assert search.state.mistake.reason is FilterReason.MISSING_VALUE
    assert parts(search) == ["department:sales"]
    await shown("ada", "bob")


async def test_conditions_are_added_and_taken_out(search, shown):
    search.type("s")
    search.add("department:sales")
    search.add("-title:count")
    assert search.state.text == "s department:sales -title:count"
    await shown("bob")
    search.remove(search.state.parts[1])
    assert search.state.text == "s -title:count"
    search.remove(search.state.parts[0])
    search.remove(search.state.parts[0])
    assert search.state.text == ""
    await shown("ada", "bob", "cleo", "dan", "eve")


async def test_a_search_that_is_left_is_left_in_the_text_too(search, shown, workspace):
    search.type("department:sales")
    await shown("ada", "bob")
    await workspace.users.show_all()
    assert (search.state.text, search.state.parts) == ("", ())


async def test_a_search_that_is_left_before_it_was_shown_is_left_in_the_text_too(
    search, shown, workspace, until
):
    search.type("department:sales")
    await workspace.users.show_all()
    await until(lambda: search.state.text == "")


async def test_text_and_place_together(search, shown, workspace, until):
    search.show("active:no", Place.DISABLED)
    await shown("cleo")
    assert workspace.users.state.query.place is Place.DISABLED


async def test_names_of_fields_are_offered(search):
    await search.suggest("ada dep", 7)
    offer = search.state.offer
    assert offer.fields == ("department",)
    assert (offer.place.start, offer.place.end) == (4, 7)
    await search.suggest("ada de", 6)
    assert search.state.offer is None
    await search.suggest("", 0, asked=True)
    assert "status" in search.state.offer.fields
    await search.suggest("has:d", 5)
    assert set(search.state.offer.fields) == {"display_name", "department"}
    for text in ("has: dep", "-есть: dep"):
        await search.suggest(text, len(text))
        assert search.state.offer.fields == ("department",)
    await search.suggest('has:"', 5)
    assert search.state.offer is None


async def test_values_of_the_file_are_offered_the_most_frequent_first(search):
    await search.suggest("department:", 11)
    assert search.state.offer.values == ("Sales", "R&D lab", "Storage")
    await search.suggest("department:s", 12)
    assert search.state.offer.values == ("Sales", "Storage")
    await search.suggest('department:"r&d', 15)
    assert search.state.offer.values == ("R&D lab",)
    await search.suggest("department:zzz", 14)
    assert search.state.offer is None


async def test_values_that_are_always_the_same_are_offered(search):
    await search.suggest("active:", 7)
    assert search.state.offer.values == ("yes", "no")
    await search.suggest("status:exp", 10)
    assert search.state.offer.values == ("expires_soon", "expired")
    await search.suggest("changed:to", 10)
    assert search.state.offer.values == ("today", "tomorrow")
    await search.suggest("changed: last m", 15)
    assert search.state.offer.values == ("last month",)


async def test_values_of_the_trash_are_offered_in_the_trash(search, workspace, until):
    await workspace.users.delete((1,))
    search.show("", Place.TRASH)
    await until(lambda: workspace.users.is_in_trash)
    await search.suggest("title:", 6)
    assert search.state.offer.values == ("Countess",)


async def test_the_newest_question_wins(search):
    first = search.suggest("department:", 11)
    second = search.suggest("title:", 6)
    await asyncio.wait([first, second])
    assert first.cancelled()
    assert search.state.offer.values == ("Countess",)


async def test_values_that_come_too_late_are_not_offered(search, monkeypatch):
    monkeypatch.setattr(search_view_model, "_PATIENCE", 0.0)
    await search.suggest("department:", 11)
    assert search.state.offer is None


async def test_nothing_is_offered_any_more(search):
    await search.suggest("dep", 3)
    search.dismiss()
    assert search.state.offer is None


async def test_where_nobody_is_found_it_is_said_which_condition_to_leave_out(search, shown, until):
    search.type("department:sales title:count -user_name:ada")
    await shown()
    await until(lambda: not search.tasks.is_busy)
    ways = [(as_text(part.filter), count) for part, count in search.state.ways_on]
    assert ways == [("title:count", 1), ("-user_name:ada", 1)]
    search.remove(search.state.ways_on[0][0])
    assert search.state.text == "department:sales -user_name:ada"
    await shown("bob")
    assert search.state.ways_on == ()


async def test_a_single_condition_has_no_others(search, shown):
    search.type("zzz")
    await shown()
    assert not search.tasks.is_busy
    assert search.state.ways_on == ()
