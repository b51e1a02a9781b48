from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(program):
    program.page.table.setFocus()
    return program.page.table


def names(table) -> list[str]:
    column = table.users.columns.index("user_name")
    return [table.users.index(i, column).data() for i in range(table.users.rowCount())]


def click_header(qtbot, table, name, modifier=Qt.KeyboardModifier.NoModifier):
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(table.users.columns.index(name)) + 20
    qtbot.mouseClick(header.viewport(), LEFT, modifier, QPoint(x, header.height() // 2))


async def test_a_click_sorts_and_another_one_reverses(table, program, qtbot, until):
    query = lambda: program.workspace.users.state.query  # noqa: E731
    click_header(qtbot, table, "user_name")
    await until(lambda: query().sort == "user_name")
    assert names(table) == ["ada", "alan", "grace", "img", "ivan"]
    click_header(qtbot, table, "user_name")
    await until(lambda: query().descending)
    assert names(table) == ["ivan", "img", "grace", "alan", "ada"]
    header = table.horizontalHeader()
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorSection() == table.users.columns.index("user_name")
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    click_header(qtbot, table, "display_name")
    await until(lambda: query().sort == "display_name")
    assert not query().descending


async def test_two_fast_clicks_are_a_reversal_too(table, program, qtbot, until):
    """The second comes before the first has been answered."""
    click_header(qtbot, table, "user_name")
    click_header(qtbot, table, "user_name")
    await until(lambda: program.workspace.users.state.query.sort == "user_name")
    assert program.workspace.users.state.query.descending


async def test_a_click_with_shift_sorts_by_one_more(table, program, qtbot, until):
    query, shift = lambda: program.workspace.users.state.query, Qt.KeyboardModifier.ShiftModifier
    click_header(qtbot, table, "department")
    click_header(qtbot, table, "user_name", shift)
    await until(lambda: query().then == (("user_name", False),))
    assert names(table) == ["ada", "alan", "grace", "img", "ivan"]
    click_header(qtbot, table, "user_name", shift)
    await until(lambda: query().then == (("user_name", True),))
    assert names(table) == ["ada", "ivan", "img", "grace", "alan"]
    header = table.horizontalHeader()
    assert header.sortIndicatorSection() == table.users.columns.index("department")
    numbered = header.grab().toImage()
    click_header(qtbot, table, "department")
    await until(lambda: query().order == (("department", True),))
    assert header.grab().toImage() != numbered


async def test_a_screen_reader_hears_the_order_with_the_headings(table, program):
    await program.workspace.users.sort_in_order(("department", True), ("user_name", False))
    role, heading = Qt.ItemDataRole.AccessibleTextRole, Qt.Orientation.Horizontal
    spoken = [
        table.users.headerData(table.users.columns.index(name), heading, role)
        for name in ("department", "user_name", "email")
    ]
    assert spoken == [
        "Department, sorted descending, column 1 of the order",
        "User name, sorted ascending, column 2 of the order",
        "E-mail",
    ]


async def test_the_order_by_several_columns_is_there_again(program, start, five, until):
    users = program.workspace.users
    await users.sort_in_order(("department", False), ("user_name", True))
    assert await program.file.close()
    assert await program.file.open(five)
    await until(
        lambda: (
            program.workspace.users.state.query.order
            == (("department", False), ("user_name", True))
        )
    )


async def test_columns_are_shown_hidden_and_dragged(table):
    at_first = ["display_name", "user_name", "email", "phone", "department"]
    assert table.shown_columns() == at_first
    table.show_column(table.users.columns.index("title"), True)
    table.show_column(table.users.columns.index("email"), False)
    table.horizontalHeader().moveSection(1, 0)
    assert table.shown_columns() == ["user_name", "display_name", "phone", "department", "title"]


async def test_the_last_column_stays(table):
    for name in table.shown_columns():
        table.show_column(table.users.columns.index(name), False)
    assert table.shown_columns() == ["department"]


async def test_a_dragged_header_moves_the_column(table, qtbot):
    header = table.horizontalHeader()
    assert header.sectionsMovable()
    y, start = header.height() // 2, header.sectionViewportPosition(1) + 30
    qtbot.mousePress(header.viewport(), LEFT, pos=QPoint(start, y))
    for x in range(start, 10, -20):
        qtbot.mouseMove(header.viewport(), QPoint(x, y))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=QPoint(10, y))
    assert table.shown_columns()[:2] == ["user_name", "display_name"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
async def test_a_right_click_on_the_header_offers_the_columns(table, program):
    asked = []
    table.columns_requested.connect(asked.append)
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    assert len(asked) == 1
    menu = program.window.columns_menu
    assert menu.isVisible()
    menu.close()


async def test_columns_are_sized_without_reading_the_rows(start, many):
    long = await start(many)
    header = long.page.table.horizontalHeader()
    assert header.sectionResizeMode(0) is QHeaderView.ResizeMode.Interactive
    rows = long.page.table.verticalHeader()
    assert rows.sectionResizeMode(0) is QHeaderView.ResizeMode.Fixed
