from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.views.message_bar import Message, MessageBar, MessageKind

WINDOW = 600


@pytest.fixture
def page(qtbot):
    page = QWidget()
    column = QVBoxLayout(page)
    page.bar, page.field = MessageBar(), QLineEdit()
    column.addWidget(page.bar)
    column.addWidget(page.field)
    page.resize(WINDOW, 200)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.field.setFocus()
    return page


@pytest.fixture
def bar(page):
    return page.bar


def test_it_shows_and_says_what_happened(bar, page):
    assert not bar.isVisible()
    bar.tell(Message(text="3 users moved to trash"))
    assert bar.isVisible()
    assert bar._text.text() == "3 users moved to trash"
    assert bar.accessibleName() == "Note: 3 users moved to trash"
    assert not bar._action.isVisible()
    assert not bar._copy.isVisible()
    assert page.field.hasFocus()


def test_markup_in_a_name_is_shown_as_it_is(bar):
    bar.tell(Message(text="<b>Ada</b> & co", action="R&D"))
    assert bar._text.textFormat() is Qt.TextFormat.PlainText
    assert bar._action.text() == "R&&D"


def test_the_action_is_done_once_and_the_bar_goes(bar, qtbot):
    done = []
    bar.tell(Message(text="Gone", action="Undo", act=lambda: done.append(bar.isVisible())))
    qtbot.mouseClick(bar._action, Qt.MouseButton.LeftButton)
    assert done == [False]


def test_escape_inside_closes_and_gives_the_focus_back(bar, page, qtbot):
    bar.tell(Message(text="Broken", kind=MessageKind.ERROR, action="Try again"))
    bar._action.setFocus()
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar._action, Qt.Key.Key_Escape)
    assert bar.message is None
    assert not bar.isVisible()
    assert page.field.hasFocus()


def test_other_keys_are_left_to_others(bar, qtbot):
    bar.tell(Message(text="Note"))
    qtbot.keyClick(bar, Qt.Key.Key_A)
    assert bar.isVisible()


def test_details_can_be_copied(bar, qtbot):
    bar.tell(Message(text="Broken", kind=MessageKind.ERROR, details="line 1"))
    qtbot.mouseClick(bar._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "line 1"
    assert bar.isVisible()


async def test_a_note_goes_by_itself(bar, until):
    bar.tell(Message(text="Saved", seconds=0.01))
    await until(lambda: not bar.isVisible())


async def test_a_note_stays_while_somebody_is_in_it(bar, page, until):
    bar.tell(Message(text="Gone", action="Undo", seconds=0.001))
    bar._action.setFocus()
    bar._time_is_up()
    assert bar.isVisible()
    page.field.setFocus()
    await until(lambda: not bar.isVisible())


def test_a_covered_error_comes_back_and_notes_do_not(bar):
    bar.tell(Message(text="first"))
    error = Message(text="Disk full", kind=MessageKind.ERROR)
    bar.tell(error)
    bar.tell(error)
    bar.tell(Message(text="second"))
    bar.tell(Message(text="third"))
    assert bar._text.text() == "third"
    bar.dismiss()
    assert bar.message == error
    bar.dismiss()
    assert bar.message is None


@pytest.mark.parametrize("kind", list(MessageKind))
def test_kinds_look_and_sound_different(bar, kind):
    seen = {}
    for each in MessageKind:
        bar.tell(Message(text="x", kind=each))
        seen[each] = (bar.grab().toImage().pixelColor(WINDOW // 2, 2).name(), bar.accessibleName())
    others = [seen[each] for each in MessageKind if each is not kind]
    assert all(seen[kind][0] != colour and seen[kind][1] != name for colour, name in others)


def test_a_long_text_wraps_and_every_button_has_a_name(bar, page, qapp):
    bar.tell(Message(text="long words " * 40, action="Undo", details="x"))
    qapp.processEvents()
    assert bar.width() <= WINDOW
    assert bar.height() > 40
    assert bar._close.accessibleName() == "Close message"
