"""Users out to a file: what is shown, or all, or nothing at all."""

from __future__ import annotations

import asyncio
import csv

import pytest

from desktop_app.domain.errors import TableReason, TableRefusedError
from desktop_app.domain.query import Place
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import DeleteUsers
from desktop_app.view_models import export_view_model
from desktop_app.view_models.export_view_model import ExportState, Whom, cell_text
from tests.writing import added, done

COLUMNS = {"user_name": "User name", "title": "Job title"}


@pytest.fixture
def exports(workspace):
    return workspace.exports


@pytest.fixture
def target(tmp_path):
    return tmp_path / "users.csv"


@pytest.fixture
async def many(workspace):
    wanted = [CreateUserDTO(user_name=f"u{n}", display_name=f"{n % 7}") for n in range(1200)]
    async with workspace.database.get_db_session() as session:
        await added(session, wanted)
    await workspace.users.refresh()


def read(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


async def test_what_is_shown_is_written_in_its_order(workspace, exports, add, target):
    await add(
        {"user_name": "ada", "title": "Countess"},
        {"user_name": "bob"},
        {"user_name": "eve", "active": False},
    )
    await workspace.users.go_to(Place.ACTIVE)
    await workspace.users.sort_by("user_name", descending=True)
    await exports.export(target, COLUMNS)
    assert read(target) == [["User name", "Job title"], ["bob", ""], ["ada", "Countess"]]
    assert exports.state == ExportState(done=0, total=2, written=2, path=target)
    await exports.export(target, COLUMNS, Whom.ALL)
    assert [row[0] for row in read(target)[1:]] == ["eve", "bob", "ada"]
    exports.dismiss()
    assert exports.state.written is None


async def test_the_selected_are_written_in_the_order_in_which_they_are_seen(
    workspace, exports, add, target
):
    await add(*({"user_name": name} for name in ("ada", "bob", "eve")))
    await workspace.users.sort_by("user_name")
    await workspace.users.select([range(2, 3), range(1)])
    await workspace.users.sort_by("user_name", descending=True)
    await exports.export(target, COLUMNS, Whom.SELECTED)
    assert [row[0] for row in read(target)[1:]] == ["eve", "ada"]


async def test_the_trash_can_be_written(workspace, exports, add, target):
    ada, _ = await add({"user_name": "ada"}, {"user_name": "bob"})
    await workspace.changes.perform(DeleteUsers((ada.key,)))
    await workspace.users.go_to(Place.TRASH)
    await exports.export(target, COLUMNS)
    assert [row[0] for row in read(target)[1:]] == ["ada"]


async def test_nobody_is_written_as_a_header(exports, target):
    await exports.export(target, COLUMNS)
    assert read(target) == [["User name", "Job title"]]
    assert exports.state.written == 0


async def test_a_formula_is_written_as_text(exports, add, target):
    await add({"user_name": "ada", "title": "=HYPERLINK(1)"})
    await exports.export(target, COLUMNS)
    assert read(target)[1] == ["ada", "'=HYPERLINK(1)"]


async def test_flags_and_dates_are_written_as_everybody_reads_them(exports, add, target):
    await add({"user_name": "ada", "valid_until": "2026-05-01", "active": False})
    names = ["user_name", "active", "valid_until", "valid_from", "created"]
    await exports.export(target, dict(zip(names, names, strict=True)))
    row = read(target)[1]
    assert row[:4] == ["ada", "false", "2026-05-01", ""]
    assert row[4].endswith("+00:00")
    assert cell_text(True) == "true"


async def test_many_are_written_whole_while_the_window_goes_on(exports, many, target, workspace):
    task = exports.export(target, COLUMNS)
    searches = 0
    while not task.done():
        await workspace.users.search(str(searches % 3))
        searches += 1
    assert exports.state.written == 1200
    assert len(read(target)) == 1201
    assert searches > 1


async def test_a_cancelled_export_leaves_the_target_untouched(exports, many, target, until):
    target.write_text("what was there")
    exports.watch(lambda state: state.done, lambda done: done and exports.cancel())
    await exports.export(target, COLUMNS)
    assert exports.state == ExportState(done=500, total=1200)
    assert target.read_text() == "what was there"
    assert {path.name for path in target.parent.iterdir()} == {"folder", "users.csv"}


async def test_the_newer_of_two_exports_is_written(exports, many, target, until):
    older = exports.export(target, COLUMNS)
    await until(lambda: exports.state.total)
    newer = exports.export(target.with_name("newer.csv"), COLUMNS)
    told = []
    exports.watch(lambda state: state.running, told.append)
    await asyncio.wait([older, newer])
    assert older.cancelled()
    assert not target.exists()
    assert exports.state.written == 1200
    assert exports.state.path == target.with_name("newer.csv")
    assert told == [True, False]


async def test_a_folder_that_is_not_there_is_told(exports, tmp_path):
    with pytest.raises(TableRefusedError) as caught:
        await exports.export(tmp_path / "gone" / "users.csv", COLUMNS)
    assert caught.value.reason is TableReason.NOT_WRITTEN
    assert exports.state.problem is caught.value
    assert not exports.state.running
    exports.dismiss()
    assert exports.state.problem is None


async def test_a_bug_while_writing_is_reported_and_leaves_nothing(
    exports, add, target, crashes, monkeypatch
):
    def broken(_value: object) -> str:
        raise KeyError("broken")

    monkeypatch.setattr(export_view_model, "cell_text", broken)
    await add({"user_name": "ada"})
    with pytest.raises(KeyError):
        await exports.export(target, COLUMNS)
    assert len(crashes) == 1
    crashes.clear()
    assert not target.exists()
    assert not exports.state.running


async def test_users_deleted_meanwhile_are_written_as_they_were(
    exports, many, target, workspace, until
):
    async def delete_all() -> None:
        async with workspace.database.get_db_session() as session:
            await done(session, DeleteUsers(tuple(range(1, 1201))))

    exporting = exports.export(target, COLUMNS)
    await until(lambda: exports.state.total)
    await delete_all()
    await exporting
    assert len(read(target)) == 1201


async def test_closing_gives_an_export_up_and_leaves_nothing(
    workspace, exports, many, target, until
):
    task = exports.export(target, COLUMNS)
    await until(lambda: exports.state.total)
    await workspace.close()
    assert task.done()
    assert not target.exists()
