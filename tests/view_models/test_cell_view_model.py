"""One attribute of one user, changed where it is seen in the table."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import ConflictError, NotFoundError
from desktop_app.domain.problems import ProblemCode

TITLES = "SELECT user_name, title FROM users ORDER BY user_name"


@pytest.fixture
def cell(workspace):
    return workspace.cell


@pytest.fixture
async def begin(workspace, cell, add):
    await add({"user_name": "ada", "title": "Countess"}, {"user_name": "bob"})
    await workspace.users.sort_by("user_name")
    return lambda name, row=0: cell.begin(workspace.users.rows.row(row), name)


def codes(cell) -> list[ProblemCode]:
    return [problem.code for found in cell.state.shown_problems.values() for problem in found]


async def test_what_is_typed_is_stored_and_undone_as_one_step(cell, begin, workspace, stored):
    begin("title")
    cell.edit("Lady")
    assert await cell.commit()
    assert stored(TITLES) == [("ada", "Lady"), ("bob", None)]
    assert stored("SELECT kind FROM change_sets ORDER BY seq DESC LIMIT 1") == [("inline",)]
    await workspace.changes.undo()
    assert stored(TITLES)[0] == ("ada", "Countess")


async def test_nothing_typed_and_the_same_again_store_nothing(cell, begin, workspace):
    revision = workspace.changes.state.revision
    begin("title")
    assert await cell.commit()
    cell.edit(" Countess ")
    assert await cell.commit()
    assert workspace.changes.state.revision == revision


async def test_what_is_wrong_is_said_after_the_commit_and_then_as_one_types(cell, begin, stored):
    begin("email")
    cell.edit("a@@b")
    assert codes(cell) == []
    assert not await cell.commit()
    assert codes(cell) == [ProblemCode.EMAIL]
    cell.edit("a@b.org")
    assert codes(cell) == []
    assert await cell.commit()
    assert stored("SELECT email FROM users WHERE user_name = 'ada'") == [("a@b.org",)]


async def test_a_user_name_that_is_taken_names_its_owner(cell, begin):
    begin("user_name")
    cell.edit("BOB")
    assert not await cell.commit()
    assert codes(cell) == [ProblemCode.TAKEN]
    cell.edit("bobby")
    assert codes(cell) == []
    assert await cell.commit()


async def test_an_end_before_the_beginning_is_said_at_either(cell, begin, workspace):
    begin("valid_until")
    cell.edit("2030-01-01")
    assert await cell.commit()
    await workspace.users.refresh()
    begin("valid_from")
    cell.edit("2031-01-01")
    assert not await cell.commit()
    assert codes(cell) == [ProblemCode.UNTIL_BEFORE_FROM]


async def test_what_somebody_else_has_stored_meanwhile_is_not_overwritten(cell, begin, stored):
    begin("title")
    stored("UPDATE users SET title = 'Dame', version = version + 1 WHERE user_name = 'ada'")
    cell.edit("Lady")
    assert not await cell.commit()
    assert isinstance(cell.state.problem, ConflictError)
    assert stored(TITLES)[0] == ("ada", "Dame")


async def test_a_user_who_is_gone_cannot_be_changed(cell, begin, stored):
    begin("title", 1)
    stored("DELETE FROM users WHERE user_name = 'bob'")
    cell.edit("x")
    assert not await cell.commit()
    assert isinstance(cell.state.problem, NotFoundError)
    cell.cancel()
    assert cell.state.problem is None
