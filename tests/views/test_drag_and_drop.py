from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_app.views.main_window import MainWindow
from desktop_app.views.message_bar import MessageKind

LEFT = Qt.MouseButton.LeftButton


def drag(window, *urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    args = (QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    with warnings.catch_warnings():  # Qt 6.12 wants QPointF, which 6.11 does not take
        warnings.simplefilter("ignore", DeprecationWarning)
        enter, drop = QDragEnterEvent(*args), QDropEvent(*args)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(drop)
    return enter.isAccepted()


def test_nothing_can_be_dropped_before_there_is_somebody_to_take_it(qtbot, english):
    window = MainWindow()
    qtbot.addWidget(window)
    assert not drag(window, QUrl.fromLocalFile(__file__))


async def test_a_dropped_userbook_is_opened(program, many, until):
    assert drag(program.window, QUrl.fromLocalFile(str(many)))
    await until(lambda: program.window.windowTitle().startswith("many"))


async def test_a_dropped_table_is_imported(program, tmp_path, until):
    table = tmp_path / "staff.csv"
    table.write_text("user name,first name\nnewton,Isaac\n")
    assert drag(program.window, QUrl.fromLocalFile(str(table)))
    await until(QApplication.activeModalWidget)
    dialog = QApplication.activeModalWidget()
    assert type(dialog).__name__ == "ImportDialog"
    dialog.reject()


async def test_a_table_dropped_on_the_welcome_page_goes_into_a_new_book(start, tmp_path, until):
    program = await start()
    table = tmp_path / "staff.csv"
    table.write_text("user name,first name\nnewton,Isaac\n")
    program.prompts.answers = [tmp_path / "new.userbook"]
    assert drag(program.window, QUrl.fromLocalFile(str(table)))
    await until(QApplication.activeModalWidget)
    assert program.window.windowTitle().startswith("new.userbook")
    dialog = QApplication.activeModalWidget()
    assert type(dialog).__name__ == "ImportDialog"
    await until(lambda: program.page.workspace.imports.state.plan)
    assert program.page.workspace.imports.state.plan.rows[0].create.user_name == "newton"
    dialog.reject()


async def test_a_table_on_the_welcome_page_for_which_no_book_is_made_changes_nothing(
    start, tmp_path, until
):
    program = await start()
    table = tmp_path / "staff.csv"
    table.write_text("user name\nnewton\n")
    program.prompts.answers = [None]
    assert drag(program.window, QUrl.fromLocalFile(str(table)))
    await until(lambda: not program.prompts.answers)
    await until(lambda: not program.commands.tasks.is_busy)
    assert program.file.state.workspace is None
    assert program.crashes == []


async def test_a_table_dropped_on_a_file_that_cannot_be_written_is_refused(
    start, five, tmp_path, until, monkeypatch
):
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != five)
    program = await start(five)
    table = tmp_path / "staff.csv"
    table.write_text("user name\nnewton\n")
    assert drag(program.window, QUrl.fromLocalFile(str(table)))
    await until(lambda: program.window.bar.message.kind is MessageKind.ERROR)
    assert "can only be read" in program.window.bar.message.text
    assert QApplication.activeModalWidget() is None
    assert program.crashes == []


@pytest.mark.parametrize("url", ["https://example.org/staff.userbook", ""])
async def test_what_is_no_file_cannot_be_dropped(program, url):
    assert not drag(program.window, *([url] if url else []))
