from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt

from desktop_app.views.theme import LIGHT, ThemeSwitch, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


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


def pixels(table, rect: QRect) -> list[QColor]:
    image = table.viewport().grab(rect.adjusted(2, 3, -2, -3)).toImage()
    return [image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width())]


def ink(table, rect: QRect) -> int:
    """How many pixels are not background."""
    base = colours(table.palette()).base.rgb()
    return sum(each.rgb() != base for each in pixels(table, rect))


def click(qtbot, table, row, modifier=NONE):
    qtbot.mouseClick(table.viewport(), LEFT, modifier, pos=place(table, row).center())


# What is painted


async def test_the_cells_of_the_file_are_painted_and_empty_ones_are_empty(table):
    assert names(table) == ["img", "ada", "alan", "grace", "ivan"]
    table.clearFocus()
    for row in range(5):
        assert ink(table, place(table, row)) > 20
        assert (ink(table, place(table, row, "email")) > 20) is (row == 2)
    below = place(table, 4).translated(0, place(table, 4).height() * 2)
    assert ink(table, below) == 0
    assert table.has_painted


async def test_every_status_has_a_shape_of_its_own(table):
    """Of the active, the disabled and the expired: not told by colour alone."""
    table.clearFocus()
    shapes = set()
    for row in (1, 3, 4):
        cell = place(table, row, "display_name")
        dot = QRect(cell.left() + 4, cell.top(), 18, cell.height())
        shade = colours(table.palette()).base.rgb()
        shapes.add(tuple(each.rgb() == shade for each in pixels(table, dot)))
    assert len(shapes) == 3


async def test_a_selected_row_is_told_from_the_others(table, qtbot):
    click(qtbot, table, 1)
    dot = place(table, 1).right() - 10, place(table, 1).center().y()
    image = table.viewport().grab().toImage()
    assert image.pixelColor(*dot) == table.palette().highlight().color()
    assert image.pixelColor(dot[0], place(table, 2).center().y()) == LIGHT.base


async def test_dark_rows_are_dark(table, qapp):
    switch = ThemeSwitch(qapp)
    try:
        switch.apply("dark")
        below = place(table, 4).translated(0, 60)
        assert all(each.lightness() < 60 for each in pixels(table, below))
        assert any(each.lightness() > 150 for each in pixels(table, place(table, 1)))
    finally:
        switch.apply("light")
        qapp.setStyleSheet("")
        switch.deleteLater()


async def test_rows_on_their_way_are_calm_bars(long, until):
    table = long.page.table
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    row = table.rowAt(table.viewport().height() // 2)
    assert row > 900
    shown = {each.name() for each in pixels(table, place(table, row))}
    assert shown <= {LIGHT.base.name(), LIGHT.placeholder.name(), LIGHT.separator.name()}
    assert LIGHT.placeholder.name() in shown
    await until(lambda: table.users.row(row))
    assert LIGHT.placeholder.name() not in {e.name() for e in pixels(table, place(table, row))}
    assert names(table)[row] == f"user{row:05}"


async def test_a_line_of_hebrew_layout_begins_at_the_right(table):
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table.clearFocus()
    first = place(table, 1, "display_name")
    assert first.right() >= table.viewport().width() - 1
    half = first.width() // 2
    left, right = QRect(first), QRect(first)
    left.setWidth(half - 30)
    right.setLeft(first.left() + half)
    assert ink(table, right) > 40
    assert ink(table, left) == 0


def emphasised(table, row, name) -> int:
    return sum(each == LIGHT.hit for each in pixels(table, place(table, row, name)))


async def test_what_a_search_has_found_is_emphasised_where_it_was_sought(table, program, until):
    table.clearFocus()
    await program.workspace.users.search("lovelace")
    assert emphasised(table, 0, "display_name") > 100
    assert emphasised(table, 0, "user_name") == 0
    await program.workspace.users.search("department:engines")
    assert emphasised(table, 0, "department") > 100
    assert emphasised(table, 0, "display_name") == 0
    await program.workspace.users.show_all()
    assert emphasised(table, 1, "department") == 0


async def test_a_cell_shows_what_was_stored_since_it_was_drawn(table, program, until):
    table.clearFocus()
    before = pixels(table, place(table, 1, "department"))
    await program.select(until, 1)
    program.workspace.form.edit("department", "Looms and more")
    assert await program.workspace.form.save()
    await until(lambda: "Looms" in str(table.users.row(1).values["department"]))
    await program.workspace.users.select([])
    assert pixels(table, place(table, 1, "department")) != before
