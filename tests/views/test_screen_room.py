"""A small screen, or one that is enlarged, shows the whole of every dialog and of the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.operations.paste import PastePlan
from desktop_app.views.dialogs.paste_dialog import PasteDialog
from desktop_app.views.dialogs.search_name_dialog import SearchNameDialog
from desktop_app.views.dialogs.user_name_dialog import UserNameDialog
from desktop_app.views.screen_room import resize_within_screen, room_for


def is_within_screen(window: QWidget) -> bool:
    room = window.screen().availableGeometry().size()
    return window.width() < room.width() and window.height() < room.height()


async def dialog_of(until) -> QWidget:
    await until(QApplication.activeModalWidget)
    return QApplication.activeModalWidget()


def test_a_window_gets_what_it_wants_if_there_is_room(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    resize_within_screen(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    resize_within_screen(window, QSize(300, 90_000))
    assert window.size() == QSize(300, room_for(window).height())


@pytest.mark.parametrize(
    "action", ["file.backups", "edit.history", "tools.check", "help.help", "help.about"]
)
async def test_a_dialog_is_seen_whole(program, until, action):
    program.action(action).trigger()
    assert is_within_screen(await dialog_of(until))


async def test_the_import_is_seen_whole(program, until, tmp_path):
    table = tmp_path / "new.csv"
    table.write_text("User name,E-mail\nbob,bob@example.org\n", "utf-8")
    program.commands.import_users(table)
    assert is_within_screen(await dialog_of(until))


def test_what_would_be_pasted_is_seen_whole(qtbot, english):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert is_within_screen(PasteDialog(PastePlan(()), parent))


async def test_in_the_smallest_usual_window_the_search_says_all_it_has_to(program):
    window, search = program.window, program.window.search
    window.resize(900, 600)
    wanted = search.fontMetrics().horizontalAdvance(search.placeholderText())
    assert search.width() > wanted + 80  # its two icons
    place = QRect(search.mapTo(window, QPoint()), search.size())
    assert window.width() - place.right() <= 16


@pytest.mark.parametrize(
    "make",
    [lambda w: SearchNameDialog("sales", [], w), lambda w: UserNameDialog("ada", "ada2", w)],
)
def test_the_button_most_people_want_is_the_last_one_on_every_system(qtbot, english, make):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = make(parent)
    dialog.show()
    other, go = sorted(dialog.findChildren(QPushButton), key=lambda button: button.x())
    assert go.isDefault()
    assert not other.isDefault()
