from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible

from desktop_app.database.user_repository import UserRepository
from desktop_app.views import users_table
from desktop_app.views.users_table_model import UsersTableModel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HUGE = 1_000_000


@pytest.fixture
def table(program):
    program.page.table.setFocus()
    return program.page.table


@pytest.fixture
async def long(start, many):
    """A thousand rows, of which the first hundred and some are loaded."""
    program = await start(many)
    program.page.table.setFocus()
    return program


def place(table, row, name="user_name") -> QRect:
    return table.visualRect(table.users.index(row, table.users.columns.index(name)))


def names(table) -> list[str]:
    column = table.users.columns.index("user_name")
    return [table.users.index(i, column).data() for i in range(table.users.rowCount())]


def click(qtbot, table, row, modifier=NONE):
    qtbot.mouseClick(table.viewport(), LEFT, modifier, pos=place(table, row).center())


def chosen(program) -> set[str]:
    """The user names of what the view-model holds as selected."""
    users = program.workspace.users
    rows = [users.rows.row(i) for i in users.state.selected_rows]
    assert [row.key for row in rows] == list(users.state.selected)
    return {row.values["user_name"] for row in rows}


# Selection


async def test_a_click_selects_the_record(table, program, qtbot, until):
    click(qtbot, table, 2)
    await until(lambda: program.workspace.users.state.selected)
    assert chosen(program) == {"alan"}
    click(qtbot, table, 4, CTRL)
    await until(lambda: len(program.workspace.users.state.selected) == 2)
    assert chosen(program) == {"alan", "ivan"}
    click(qtbot, table, 0)
    click(qtbot, table, 3, SHIFT)
    await until(lambda: len(program.workspace.users.state.selected) == 4)
    assert chosen(program) == {"img", "ada", "alan", "grace"}


async def test_a_click_below_the_rows_selects_nobody(table, program, qtbot, until):
    click(qtbot, table, 2)
    await until(lambda: program.workspace.users.state.selected)
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, table.viewport().height() - 5))
    await until(lambda: not program.workspace.users.state.selected)


async def test_arrows_and_shift_select(table, program, qtbot, until):
    table.take_focus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    await until(lambda: program.workspace.users.state.selected_rows == (1,))
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    await until(lambda: program.workspace.users.state.selected_rows == (1, 2))
    assert chosen(program) == {"ada", "alan"}


async def test_the_focus_selects_the_row_that_the_cursor_stood_on_already(table, program, until):
    model = table.selectionModel()
    model.setCurrentIndex(table.users.index(0, 0), model.SelectionFlag.NoUpdate)
    assert not model.hasSelection()
    table.take_focus()
    await until(lambda: program.workspace.users.state.selected_rows == (0,))


async def test_after_a_deletion_the_arrow_selects_who_came_next(table, program, qtbot, until):
    click(qtbot, table, 1)
    await until(lambda: chosen(program) == {"ada"})
    program.commands.delete_users()
    await until(lambda: names(table) == ["img", "alan", "grace", "ivan"])
    assert table.currentIndex().row() == 1
    assert not table.selectionModel().hasSelection()  # a second Del deletes nobody
    qtbot.keyClick(table, Qt.Key.Key_Down)
    await until(lambda: chosen(program) == {"alan"})


async def test_after_the_last_was_deleted_the_cursor_is_on_the_new_last(
    table, program, qtbot, until
):
    click(qtbot, table, 4)
    await until(lambda: chosen(program) == {"ivan"})
    program.commands.delete_users()
    await until(lambda: len(names(table)) == 4)
    assert table.currentIndex().row() == 3


async def test_fast_arrows_end_where_the_last_one_went(table, program, qtbot, until):
    table.take_focus()
    for _ in range(4):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    await until(lambda: program.workspace.users.state.selected_rows == (3,))
    assert table.currentIndex().row() == 3


async def test_home_end_and_pages_move_between_rows(long, qtbot, until):
    table = long.page.table
    table.take_focus()
    rows = lambda: long.workspace.users.state.selected_rows  # noqa: E731
    column = table.currentIndex().column()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (999, column)
    await until(lambda: rows() == (999,))
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    await until(lambda: rows() == (0,))
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    page = table.currentIndex().row()
    assert page == pytest.approx(table.viewport().height() // table.rowHeight(0), abs=2)
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    await until(lambda: len(rows()) == 1000)


async def test_the_selection_is_of_records_through_sorting(table, program, qtbot, until):
    click(qtbot, table, 1)
    click(qtbot, table, 3, CTRL)
    await until(lambda: len(program.workspace.users.state.selected) == 2)
    await program.workspace.users.sort_by("user_name", descending=True)
    assert chosen(program) == {"ada", "grace"}
    assert {i.row() for i in table.selectionModel().selectedRows()} == {2, 4}
    program.window.search.setText("ada")
    await until(lambda: program.workspace.users.state.count == 1)
    assert chosen(program) == {"ada"}
    assert [i.row() for i in table.selectionModel().selectedRows()] == [0]


async def test_the_selection_stays_through_saving_and_undoing(table, program, qtbot, until):
    click(qtbot, table, 1)
    form = program.workspace.form
    await until(lambda: form.state.user)
    form.edit("display_name", "Zora Lovelace")
    program.action("user.save").trigger()
    await until(lambda: program.workspace.users.state.selected_rows == (3,))
    assert chosen(program) == {"ada"}
    assert [i.row() for i in table.selectionModel().selectedRows()] == [3]
    program.action("edit.undo").trigger()
    await until(lambda: program.workspace.users.state.selected_rows == (1,))
    assert chosen(program) == {"ada"}


async def test_a_refresh_does_not_scroll_away(long, until):
    bar = long.page.table.verticalScrollBar()
    bar.setValue(5000)
    await long.workspace.users.refresh()
    assert bar.value() == 5000


async def test_what_is_sought_next_is_seen_from_its_top_unless_somebody_is_selected(long, until):
    table, users = long.page.table, long.workspace.users
    bar = table.verticalScrollBar()
    bar.setValue(5000)
    await users.sort_by("user_name", descending=True)
    assert bar.value() == 0
    bar.setValue(5000)
    await users.search("a")
    await until(lambda: bar.value() == 0)
    await users.search("")
    await users.select([range(700, 701)])
    await users.sort_by("user_name")
    (row,) = users.state.selected_rows
    assert table.viewport().rect().contains(place(table, row).center())
    table.hide()  # what is painted after the loop has ended can ask for no page


@pytest.fixture
async def huge(start, many, monkeypatch):
    """A million rows, and what was asked about them."""
    asked = {"flags": 0, "data": 0, "keys": 0}

    class Counting(UsersTableModel):
        def flags(self, index):
            asked["flags"] += 1
            return super().flags(index)

        def data(self, index, role=Qt.ItemDataRole.DisplayRole):
            asked["data"] += 1
            return super().data(index, role)

    async def all_keys(*_arguments, **_options):
        asked["keys"] += 1
        return []

    monkeypatch.setattr(users_table, "UsersTableModel", Counting)
    monkeypatch.setattr(UserRepository, "user_keys", all_keys)
    program = await start(many)
    users = program.workspace.users
    users.rows.reset(HUGE)
    users._set(count=HUGE, generation=users.state.generation + 1)
    program.page.table.setFocus()
    program.page.table.viewport().grab()
    program.asked = asked
    return program


@pytest.fixture
def ranges(huge):
    return lambda: huge.workspace.users.state.selection.ranges


def is_calm(program) -> bool:
    """Of a million rows only those in sight were asked about, and for nobody's key."""
    program.page.table.viewport().grab()
    program.page.table.hide()  # what is painted after the loop has ended can ask for no page
    asked = program.asked
    return asked["flags"] < 500 and asked["data"] < 500 and not asked["keys"]


async def test_everybody_of_a_huge_file_is_selected_at_once(huge, ranges, qtbot, until):
    qtbot.keyClick(huge.page.table, Qt.Key.Key_A, CTRL)
    assert ranges() == (range(HUGE),)
    assert len(huge.page.table.selectionModel().selection()) == 1
    await until(lambda: huge.workspace.form.state.crowd == HUGE)
    assert is_calm(huge)


async def test_the_rest_of_a_huge_file_is_selected_at_once(huge, ranges, qtbot):
    click(qtbot, huge.page.table, 3)
    qtbot.keyClick(huge.page.table, Qt.Key.Key_End, SHIFT | CTRL)
    assert ranges() == (range(3, HUGE),)
    click(qtbot, huge.page.table, HUGE - 2, CTRL)
    assert ranges() == (range(3, HUGE - 2), range(HUGE - 1, HUGE))
    qtbot.keyClick(huge.page.table, Qt.Key.Key_Home, SHIFT)
    assert is_calm(huge)


async def test_all_but_a_few_of_a_huge_file_are_selected_at_once(huge, ranges, qtbot):
    click(qtbot, huge.page.table, 2)
    huge.action("edit.invert_selection").trigger()
    assert ranges() == (range(2), range(3, HUGE))
    click(qtbot, huge.page.table, 4, CTRL)
    assert ranges() == (range(2), range(3, 4), range(5, HUGE))
    huge.action("edit.invert_selection").trigger()
    assert ranges() == (range(2, 3), range(4, 5))
    assert is_calm(huge)


# Keys that lead elsewhere


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
async def test_enter_asks_for_the_details(table, program, qtbot, until, key):
    click(qtbot, table, 1)
    await until(lambda: program.workspace.form.state.user)
    with qtbot.waitSignal(table.details_requested):
        qtbot.keyClick(table, key)
    assert program.page.form.isAncestorOf(program.window.focusWidget())


async def test_a_double_click_asks_for_the_details(table, program, qtbot, until):
    click(qtbot, table, 1)
    await until(lambda: program.workspace.form.state.user)
    with qtbot.waitSignal(table.details_requested):
        qtbot.mouseDClick(table.viewport(), LEFT, pos=place(table, 1).center())


async def test_escape_goes_on_to_the_window(table, program, qtbot, until):
    program.window.search.setText("a")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert program.window.search.text() == ""


async def test_a_slash_in_the_table_goes_to_the_search(table, program, qtbot):
    qtbot.keyClicks(table, "/")
    assert program.window.search.hasFocus()
    assert program.window.search.text() == ""


# Access


async def test_a_screen_reader_hears_cells_and_headings(table):
    reader = QAccessible.queryAccessibleInterface(table)
    assert reader.text(QAccessible.Text.Name) == "Users"
    parts = (reader.child(i) for i in range(reader.childCount()))
    spoken = {part.text(QAccessible.Text.Name) for part in parts if part}
    assert {"Ada Lovelace, active", "grace", "User name"} <= spoken


async def test_rows_grow_with_the_font(table):
    before = table.rowHeight(0)
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert table.rowHeight(0) > before + 8
