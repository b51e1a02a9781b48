"""Users in from a file: look, choose, plan, carry out; and back to where one was."""

from __future__ import annotations

import asyncio
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.columns import Target
from desktop_app.domain.errors import AlreadyExistError, TableReason, TableRefusedError
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import ATTRIBUTES, CreateUserDTO
from desktop_app.formats import TableOptions
from desktop_app.operations import planning
from desktop_app.operations.planned_rows import RowKind
from tests.writing import added

if TYPE_CHECKING:
    from desktop_app.view_models.import_view_model import ImportState


@pytest.fixture
def imports(workspace):
    return workspace.imports


@pytest.fixture
def table(tmp_path):
    def table(text: str, name: str = "users.csv") -> Path:
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return table


@pytest.fixture
def planned(imports, until):
    async def planned(path: Path):
        await imports.begin(path)
        await until(lambda: imports.state.plan is not None)
        return imports.state.plan

    return planned


def is_open(name: str) -> bool:
    """Whether this process has a file of this name open, as far as Linux tells."""
    descriptors = Path("/proc/self/fd")
    return descriptors.is_dir() and any(
        os.path.realpath(found).endswith(name) for found in descriptors.iterdir()
    )


def big(table, rows: int = 5000) -> Path:
    lines = "".join(f"u{n},title {n}\n" for n in range(rows))
    return table(f"user_name,title\n{lines}", "big.csv")


async def test_a_file_becomes_users_and_can_be_undone(
    imports, workspace, table, planned, stored, until
):
    plan = await planned(table("login,E-mail\nada,ada@x.org\nbob,\n"))
    assert imports.state.targets == (Target("user_name"), Target("email"))
    assert plan.counts == {RowKind.NEW: 2}
    assert imports.state.share == 1.0
    assert imports.state.can_import
    assert await imports.carry_out() == 2
    assert imports.state.imported == 2
    assert not imports.state.can_import
    assert await imports.carry_out() is None
    assert stored("SELECT user_name, email FROM users") == [("ada", "ada@x.org"), ("bob", None)]
    assert workspace.changes.state.undo == Summary(Deed.IMPORT, 2, label="users.csv")
    await until(lambda: workspace.users.state.total == 2)
    await workspace.changes.undo()
    assert stored("SELECT * FROM users") == []


async def test_what_was_exported_comes_back_as_it_was(
    workspace, imports, tmp_path, planned, stored
):
    wanted = [CreateUserDTO.model_validate(user) for user in sample_users(150, seed=5)]
    formula = CreateUserDTO(user_name="eve", display_name="=1+1", notes='a,"b"\n\'=c', title="-1")
    async with workspace.database.get_db_session() as session:
        await added(session, [*wanted, formula])
    await workspace.users.refresh()
    columns = {name: attribute.label for name, attribute in ATTRIBUTES.items()}
    await workspace.exports.export(tmp_path / "all.csv", columns)
    plan = await planned(tmp_path / "all.csv")
    assert plan.counts == {RowKind.UNCHANGED: 151}
    assert not imports.state.can_import
    before = stored("SELECT * FROM user_index ORDER BY user_name")
    stored("DELETE FROM user_index")
    stored("DELETE FROM users")
    plan = await planned(tmp_path / "all.csv")
    assert plan.counts == {RowKind.NEW: 151}
    await imports.carry_out()
    after = stored("SELECT * FROM user_index ORDER BY user_name")
    assert [row[1:] for row in after] == [row[1:] for row in before]


async def test_columns_can_be_chosen_otherwise(imports, table, planned, until):
    await planned(table("login,x,e-mail\nada,Countess,ada@x.org\n"))
    imports.choose(1, "title")
    await until(lambda: imports.state.plan)
    assert imports.state.plan.rows[0].create.title == "Countess"
    imports.choose(1, "email")
    assert imports.state.targets == (Target("user_name"), Target("email"), None)
    await until(lambda: imports.state.plan)
    assert imports.state.plan.rows[0].kind is RowKind.REFUSED
    imports.choose(0, None)
    imports.choose(1, None)
    with pytest.raises(TableRefusedError) as caught:
        await imports.plan()
    assert caught.value.reason is TableReason.NO_COLUMN
    assert imports.state.problem is caught.value
    assert not imports.state.planning
    imports.choose(0, "user_name")
    await until(lambda: imports.state.plan)
    assert imports.state.problem is None


async def test_empty_cells_erase_only_if_they_shall(imports, add, table, planned):
    await add({"user_name": "ada", "title": "Countess"})
    plan = await planned(table("login,title\nada,\n"))
    assert plan.counts == {RowKind.UNCHANGED: 1}
    await imports.set_erase(erase=True)
    assert imports.state.plan.counts == {RowKind.CHANGED: 1}


async def test_a_file_can_be_read_in_another_way(imports, tmp_path, until):
    path = tmp_path / "users.csv"
    path.write_bytes("login;ФИО\nada;Ада\n".encode("cp1251"))
    await imports.look(path, TableOptions(encoding="cp1251", delimiter=";"))
    await until(lambda: imports.state.plan)
    assert imports.state.plan.rows[0].create.display_name == "Ада"


async def test_a_refused_file_is_told_and_leaves_no_plan(imports, tmp_path, table, planned):
    await planned(table("login\nada\n"))
    with pytest.raises(TableRefusedError) as caught:
        await imports.begin(tmp_path / "gone.csv")
    assert caught.value.reason is TableReason.MISSING
    assert imports.state.problem is caught.value
    assert (imports.state.shape, imports.state.plan) == (None, None)
    assert not imports.state.can_import
    await imports.plan()
    assert imports.state.plan is None
    imports.choose(0, "title")


async def test_the_plan_of_another_file_is_given_up(imports, table, until):
    large, small = big(table), table("login\nada\n")
    await imports.begin(large)
    await until(lambda: imports.state.planning)
    states: list[ImportState] = []
    task = imports.begin(small)
    imports.watch(lambda state: state, states.append)
    await task
    await until(lambda: imports.state.plan)
    await until(lambda: not imports.tasks.is_busy)
    assert [row.name for row in imports.state.plan.rows] == ["ada"]
    assert all(state.plan is None or len(state.plan.rows) == 1 for state in states)
    assert not imports.state.planning


async def test_a_newer_plan_is_not_called_done_by_an_older_one(imports, table, until):
    await imports.begin(big(table))
    await until(lambda: imports.state.planning)
    older = imports.tasks._reads["plan"]
    imports.set_erase(erase=True)
    told: list[tuple[bool, bool]] = []
    imports.watch(lambda s: (s.planning, s.plan is None), told.append)
    await asyncio.wait([older])
    await until(lambda: imports.state.plan)
    assert (False, True) not in told
    assert imports.state.plan.counts == {RowKind.NEW: 5000}


async def test_planning_can_be_given_up(imports, table, until):
    await imports.begin(big(table))
    await until(lambda: imports.state.share > 0)
    imports.cancel()
    assert not imports.state.planning
    await until(lambda: not imports.tasks.is_busy)
    assert imports.state.plan is None
    gc.collect()
    assert not is_open("big.csv")


async def test_an_import_that_is_given_up_leaves_nothing(
    imports, workspace, table, planned, stored, crashes
):
    await planned(big(table, 1000))
    workspace.changes.watch(
        lambda state: state.under_way is not None and state.under_way.done > 0,
        lambda has_begun: has_begun and imports.cancel(),
    )
    assert await imports.carry_out() is None
    assert stored("SELECT * FROM users") == []
    assert (imports.state.importing, imports.state.imported) == (False, None)
    assert imports.state.can_import, "the plan is still there"
    assert workspace.changes.state.undo is None
    assert workspace.changes.state.problem is None
    assert crashes == [], "giving up is no bug"


async def test_who_took_a_name_meanwhile_stops_the_import(
    imports, workspace, table, planned, add, stored
):
    await planned(table("login\nada\nbob\n"))
    await add({"user_name": "BOB"})
    with pytest.raises(AlreadyExistError):
        await imports.carry_out()
    assert imports.state.problem is not None
    assert not imports.state.importing
    assert workspace.changes.state.problem is None
    assert stored("SELECT user_name FROM users") == [("BOB",)]


async def test_a_file_that_is_gone_before_it_is_planned_is_told(imports, table, planned, tmp_path):
    await planned(table("login\nada\n"))
    (tmp_path / "users.csv").unlink()
    with pytest.raises(TableRefusedError):
        await imports.plan()
    assert not imports.state.planning
    assert imports.state.plan is None


async def test_a_bug_while_planning_is_reported_once(imports, table, planned, crashes, monkeypatch):
    await planned(table("login\nada\n"))

    def broken(*_: object, **__: object) -> None:
        raise KeyError("broken")

    monkeypatch.setattr(planning, "ImportPlanner", broken)
    with pytest.raises(KeyError):
        await imports.plan()
    assert len(crashes) == 1
    assert not imports.state.planning
    crashes.clear()


async def test_a_bug_while_importing_is_reported_once(imports, table, planned, crashes, stored):
    await planned(table("login\nada\n"))
    stored("ALTER TABLE users RENAME COLUMN title TO job")
    with pytest.raises(Exception, match="no column named title"):
        await imports.carry_out()
    assert len(crashes) == 1
    crashes.clear()
    stored("ALTER TABLE users RENAME COLUMN job TO title")


async def test_closing_finishes_an_import_that_has_begun(
    workspace, imports, table, planned, stored
):
    await planned(big(table, 600))
    task = imports.carry_out()
    await asyncio.sleep(0)
    await workspace.close()
    assert task.result() == 600
    assert stored("SELECT count(*) FROM users") == [(600,)]
