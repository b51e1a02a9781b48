"""Cells of the table, edited where they stand, by keyboard."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.query import Place
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.user_operations import CreateUser
from desktop_app.views.editors import FlagEditor, LinesEditor

KEY = Qt.Key


@pytest.fixture
def table(program):
    program.page.table.setFocus()
    return program.page.table


@pytest.fixture
def go_to(table):
    """The cursor on a cell; Ada is in row 1."""

    def go_to(row: int, name: str) -> None:
        table.show_column(table.users.columns.index(name), True)
        table.selectRow(row)
        index = table.users.index(row, table.users.columns.index(name))
        table.selectionModel().setCurrentIndex(index, table.selectionModel().SelectionFlag.NoUpdate)

    return go_to


@pytest.fixture
def editing(program):
    return program.page.editing


def value(program, user_name: str, name: str):
    rows = program.workspace.users.rows
    found = [rows.row(i) for i in range(program.workspace.users.state.count)]
    there = [row.values for row in found if row is not None]
    return next((row[name] for row in there if row["user_name"] == user_name), None)


async def test_f2_edits_what_is_there_and_enter_goes_on_below(
    program, table, editing, go_to, qtbot, until
):
    go_to(1, "department")
    qtbot.keyClick(table, KEY.Key_F2)
    editor = editing.editor.editor
    assert (editor.text(), editor.selectedText()) == ("Engines", "Engines")
    assert editor.accessibleName() == "Department"
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "Looms")
    qtbot.keyClick(editor, KEY.Key_Return)
    await until(lambda: value(program, "ada", "department") == "Looms")
    await until(lambda: program.workspace.users.state.selected_rows == (2,))
    assert table.currentIndex().row() == 2
    assert table.users.columns[table.currentIndex().column()] == "department"
    assert table.hasFocus()
    program.action("edit.undo").trigger()
    await until(lambda: value(program, "ada", "department") == "Engines")
    assert table.users.columns[table.currentIndex().column()] == "department"


async def test_typing_takes_the_place_of_what_was_there_and_tab_goes_on_beside(
    program, table, editing, go_to, qtbot, until
):
    go_to(1, "user_name")
    qtbot.keyClicks(table, "A")
    qtbot.keyClicks(editing.editor.editor, "da2")
    qtbot.keyClick(editing.editor.editor, KEY.Key_Tab)
    await until(lambda: value(program, "Ada2", "user_name"))
    assert table.currentIndex().row() == 1
    assert table.users.columns[table.currentIndex().column()] == "email"
    qtbot.keyClick(table, KEY.Key_F2)
    qtbot.keyClick(editing.editor.editor, KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    await until(lambda: table.users.columns[table.currentIndex().column()] == "user_name")


async def test_the_editor_stays_over_its_user_whoever_comes_in(
    program, table, editing, qtbot, until
):
    await program.select(until, 1)
    index = table.users.index(1, table.users.columns.index("department"))
    table.selectionModel().setCurrentIndex(index, table.selectionModel().SelectionFlag.NoUpdate)
    (key,) = program.workspace.users.state.selected
    qtbot.keyClicks(table, "L")
    qtbot.keyClicks(editing.editor.editor, "ooms")
    first = CreateUserDTO(user_name="aaron", display_name="!")
    await program.workspace.changes.perform(CreateUser(first))
    await until(lambda: program.workspace.users.state.selected_rows == (2,))
    assert table.rowAt(editing.editor.geometry().center().y()) == 2
    assert editing.editor.editor.hasFocus()
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return)
    await until(lambda: value(program, "ada", "department") == "Looms")
    await until(lambda: program.workspace.users.state.selected_rows == (3,))
    assert key not in program.workspace.users.state.selected


async def test_escape_gives_up_what_was_typed(program, table, editing, go_to, qtbot):
    revision = program.workspace.changes.state.revision
    go_to(1, "department")
    qtbot.keyClicks(table, "x")
    qtbot.keyClick(editing.editor.editor, KEY.Key_Escape)
    assert editing.editor is None
    assert table.hasFocus()
    assert table.currentIndex().row() == 1
    assert program.workspace.changes.state.revision == revision


async def test_what_is_wrong_is_said_under_the_cell_and_nothing_typed_is_lost(
    program, table, editing, go_to, qtbot, until
):
    go_to(1, "email")
    qtbot.keyClicks(table, "a")
    cell = editing.editor
    qtbot.keyClicks(cell.editor, "@@b")
    qtbot.keyClick(cell.editor, KEY.Key_Return)
    await until(cell.problem.isVisible)
    assert "e-mail" in cell.problem.text().lower() or "address" in cell.problem.text().lower()
    assert cell.editor.accessibleDescription() == cell.problem.text()
    assert cell.editor.text() == "a@@b"
    assert cell.problem.heightForWidth(cell.problem.width()) <= cell.problem.height()
    program.window.search.setFocus()
    await until(lambda: not program.workspace.cell.tasks.is_busy)
    assert editing.editor is cell
    program.action("edit.cell").trigger()
    assert editing.editor is cell
    assert cell.editor.hasFocus()
    cell.editor.selectAll()
    qtbot.keyClicks(cell.editor, "a@b.org")
    assert not cell.problem.isVisible()
    qtbot.keyClick(cell.editor, KEY.Key_Return)
    await until(lambda: value(program, "ada", "email") == "a@b.org")


async def test_leaving_with_the_mouse_stores(program, table, editing, go_to, qtbot, until):
    go_to(1, "department")
    qtbot.keyClicks(table, "Z")
    program.window.search.setFocus()
    await until(lambda: value(program, "ada", "department") == "Z")
    assert editing.editor is None
    assert program.window.search.hasFocus()


async def test_leaving_twice_never_stops_the_writing(program, table, editing, go_to, qtbot, until):
    go_to(1, "department")
    qtbot.keyClicks(table, "Z")
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    program.window.search.setFocus()
    await until(lambda: value(program, "ada", "department") == "Z")
    await until(lambda: editing.editor is None)


async def test_a_flag_is_ticked_and_several_lines_are_left_with_ctrl(
    program, table, editing, go_to, qtbot, until
):
    go_to(1, "active")
    qtbot.keyClick(table, KEY.Key_F2)
    assert isinstance(editing.editor.editor, FlagEditor)
    qtbot.keyClick(editing.editor.editor, KEY.Key_Space)
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return)
    await until(lambda: value(program, "ada", "active") is False)
    go_to(1, "notes")
    qtbot.keyClicks(table, "o")
    assert isinstance(editing.editor.editor, LinesEditor)
    qtbot.keyClicks(editing.editor.editor, "ne")
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return)
    qtbot.keyClicks(editing.editor.editor, "two")
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: value(program, "ada", "notes") == "one\ntwo")


async def test_what_cannot_be_edited_is_refused_in_words(program, table, editing, go_to, qtbot):
    bar = program.window.bar
    go_to(1, "created")
    qtbot.keyClick(table, KEY.Key_F2)
    assert editing.editor is None
    assert "keeps this time itself" in bar.message.text
    program.workspace.users.is_read_only = True
    go_to(1, "department")
    qtbot.keyClicks(table, "x")
    assert editing.editor is None
    assert "only be read" in bar.message.text


async def test_in_the_trash_nothing_is_edited(program, table, editing, go_to, qtbot, until):
    await program.select(until, 1)
    program.commands.delete_users()
    await until(lambda: program.workspace.users.state.count == 4)
    await program.visit(until, Place.TRASH)
    go_to(0, "department")
    qtbot.keyClick(table, KEY.Key_F2)
    assert editing.editor is None
    assert "Restore them first" in program.window.bar.message.text


async def test_an_editor_at_the_edge_stays_within_the_table(table, editing, go_to, qtbot):
    table.window().resize(900, 600)
    go_to(4, "notes")
    qtbot.keyClick(table, KEY.Key_F2)
    assert table.viewport().rect().contains(editing.editor.geometry())


async def test_a_file_is_closed_over_an_open_editor(program, table, editing, go_to, qtbot):
    go_to(1, "department")
    qtbot.keyClicks(table, "x")
    assert await program.file.close()
    assert program.window.page is None


async def test_another_result_leaves_what_is_typed(program, table, editing, go_to, qtbot, until):
    go_to(1, "department")
    qtbot.keyClicks(table, "L")
    qtbot.keyClicks(editing.editor.editor, "oom")
    qtbot.keyClicks(editing.editor.editor, "s")
    await program.workspace.users.sort_by("user_name", descending=True)
    qtbot.keyClick(editing.editor.editor, KEY.Key_Return)
    await until(lambda: value(program, "ada", "department") == "Looms")


async def test_an_editor_is_not_under_the_details_of_a_narrow_window(
    program, table, editing, go_to, qtbot, until
):
    program.window.resize(900, 600)
    await program.select(until, 1)
    await until(program.page.form.isVisible)
    go_to(1, "department")
    qtbot.keyClick(table, KEY.Key_F2)
    cell = editing.editor
    right = cell.mapTo(program.page, cell.rect().bottomRight())
    assert not program.page.form.geometry().contains(right)
