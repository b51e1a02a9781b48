"""A large table is planned and made ready in a process of its own, and nobody can tell."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from desktop_app.domain.columns import match_columns
from desktop_app.formats import TableOptions, format_for
from desktop_app.operations.planned_rows import RowKind
from desktop_app.view_models import import_view_model, preparing
from desktop_app.worker import lines

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import Popen

HEADER = "user_name,given_name,family_name,email,phone,valid_until,active\n"


@pytest.fixture
def imports(workspace):
    return workspace.imports


@pytest.fixture
def started(monkeypatch) -> list[Popen[bytes]]:
    """The processes that were started, which are started for every table."""
    monkeypatch.setattr(import_view_model, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(preparing, "_WORTH_A_PROCESS", 0)
    started: list[Popen[bytes]] = []
    start = lines._started

    def kept() -> Popen[bytes]:
        started.append(start())
        return started[-1]

    monkeypatch.setattr(lines, "_started", kept)
    return started


@pytest.fixture
def planned(imports, until):
    async def planned(path: Path):
        await imports.begin(path)
        await until(lambda: imports.state.plan is not None, 60)
        return imports.state.plan

    return planned


def table(path: Path, count: int) -> Path:
    """Of every kind of row; every tenth is known by its e-mail."""
    lines = [HEADER]
    for n in range(count):
        kind = n % 10
        lines.append(
            {
                1: f",Zoë {n},O’Brien,,,,\n",
                2: f"u{n},Ada,King,not an address,,,\n",
                3: f"u{n},Ada,King,ada{n}@x.org,+49 30 1,2030-13-01,\n",
                4: f"u{n - 1},,,,,,\n",
                5: ",,,,,,\n",
                6: f",,,known{n}@x.org,,2030-12-31,no\n",
            }.get(kind, f"u{n},Ада,Кинг,u{n}@x.org,+49 30 123456,31.12.2030,yes\n")
        )
    path.write_text("".join(lines), "utf-8")
    return path


async def test_the_plan_and_what_comes_of_it_are_the_same(
    workspace, started, planned, add, stored, tmp_path
):
    imports = workspace.imports
    await add(*({"user_name": f"k{n}", "email": f"known{n}@x.org"} for n in range(6, 1000, 10)))
    await add({"user_name": "U17", "title": "known by name"})
    path = table(tmp_path / "a.csv", 1000)
    apart = list((await planned(path)).rows)
    assert len(started) == 1
    imports_apart = imports.state.plan
    shape = format_for(path).inspect(path, TableOptions())
    here = await imports._planned(
        import_view_model.PlanFile(shape, match_columns(shape.columns, shape.sample), False),
        apart=False,
    )
    assert list(here.rows) == apart
    assert (here.counts, here.blank) == (imports_apart.counts, imports_apart.blank)
    assert {*here.counts} == {RowKind.NEW, RowKind.CHANGED, RowKind.REFUSED}
    assert here.blank == 100
    assert await imports.carry_out() == here.count
    assert len(started) == 2
    made = {(u.user_name, u.display_name, u.email) for r in apart if (u := r.create)}
    assert made <= set(stored("SELECT user_name, display_name, email FROM users"))
    assert [process.returncode for process in started] != [None, None]
    await workspace.changes.undo()
    assert len(stored("SELECT key FROM users")) == 101


async def test_a_small_table_starts_no_process(imports, started, planned, tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(lines, "_started", started.append)
    await planned(table(tmp_path / "a.csv", 1000))
    assert await imports.carry_out()
    assert started == []


async def test_a_process_that_is_killed_while_it_plans_is_done_without(
    imports, started, until, tmp_path
):
    await imports.begin(table(tmp_path / "a.csv", 5000))
    await until(lambda: imports.state.share > 0, 60)
    assert imports.state.plan is None
    started[0].kill()
    await until(lambda: imports.state.plan is not None, 60)
    assert len(imports.state.plan.rows) == 4500
    assert len(started) == 1


async def test_planning_that_is_given_up_leaves_no_process(imports, started, until, tmp_path):
    await imports.begin(table(tmp_path / "a.csv", 5000))
    await until(lambda: imports.state.share > 0, 60)
    imports.cancel()
    await until(lambda: not imports.tasks.is_busy)
    assert started[0].returncode is not None
    assert imports.state.plan is None


async def test_a_process_that_is_killed_while_importing_is_done_without(
    workspace, imports, started, planned, stored, tmp_path
):
    plan = await planned(table(tmp_path / "a.csv", 5000))
    workspace.changes.watch(
        lambda state: state.under_way is not None and state.under_way.done > 0,
        lambda has_begun: has_begun and started[1].kill(),
    )
    assert await imports.carry_out() == plan.count
    assert stored("SELECT count(*), count(DISTINCT user_name) FROM users") == [(plan.count,) * 2]
    assert len(started) == 2


async def test_an_import_that_is_given_up_leaves_neither_users_nor_a_process(
    workspace, started, planned, stored, tmp_path, crashes
):
    imports = workspace.imports
    await planned(table(tmp_path / "a.csv", 5000))
    workspace.changes.watch(
        lambda state: state.under_way is not None and state.under_way.done > 0,
        lambda has_begun: has_begun and imports.cancel(),
    )
    assert await imports.carry_out() is None
    assert stored("SELECT * FROM users") == []
    assert started[1].returncode is not None
    assert crashes == []


async def test_a_table_that_turns_out_to_be_none_is_told(imports, started, until, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"user_name\n" + b"ada\n" * 50_000 + b"\0\n")
    await imports.begin(path)
    await until(lambda: imports.state.problem is not None, 60)
    assert imports.state.problem.path == path
    assert imports.state.problem.row == 50_002
    assert started[0].returncode is not None


async def test_closing_the_file_ends_what_is_planned(workspace, started, until, tmp_path):
    await workspace.imports.begin(table(tmp_path / "a.csv", 5000))
    await until(lambda: workspace.imports.state.share > 0, 60)
    await workspace.close()
    assert started[0].returncode is not None
    await asyncio.sleep(0)
