import pytest
from PySide6.QtCore import Qt
SHIFT = Qt.KeyboardModifier.ShiftModifier
@pytest.mark.parametrize("n", range(40))
async def test_home_end(start, many, qtbot, until, n):
    long = await start(many)
    table = long.page.table
    table.setFocus()
    table.take_focus()
    rows = lambda: long.workspace.users.state.selected_rows  # noqa: E731
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 999
    await until(lambda: rows() == (999,))
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    await until(lambda: rows() == (0,))
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    page = table.currentIndex().row()
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    await until(lambda: len(rows()) == 1000)
