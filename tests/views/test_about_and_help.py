from __future__ import annotations

import platform

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from desktop_app import __version__
from desktop_app.views.actions import ACTIONS, shortcuts
from desktop_app.views.dialogs.about_dialog import AboutDialog
from desktop_app.views.dialogs.help_dialog import HelpDialog


@pytest.fixture
def window(qtbot, english):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture(params=[AboutDialog, lambda w: HelpDialog(shortcuts(), w)], ids=["about", "help"])
def dialog(request, window):
    dialog = request.param(window)
    dialog.show()
    return dialog


def labels(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def test_about_says_the_version_and_that_of_what_it_runs_on(window):
    words = "\n".join(labels(AboutDialog(window)))
    assert f"Userbook {__version__}" in words
    assert f"Python {platform.python_version()}" in words
    assert "MIT" in words


def test_versions_can_be_copied_for_a_report(window):
    about = AboutDialog(window)
    versions = next(each for each in about.findChildren(QLabel) if "Python" in each.text())
    assert versions.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_help_lists_every_shortcut_with_its_deed(window):
    words = labels(HelpDialog(shortcuts(), window))
    for action in ACTIONS:
        keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            row = words.index(keys)
            assert words[row + 1] == action.words().replace("&", "").rstrip("…")
    assert not any("&" in word for word in words)


def test_help_can_be_scrolled_by_keyboard_and_has_a_name(window):
    area = HelpDialog(shortcuts(), window).findChild(QScrollArea)
    assert area.focusPolicy() is not Qt.FocusPolicy.NoFocus
    assert area.accessibleName() == "Help and shortcuts"


def test_both_close_by_escape_and_by_button_and_are_gone(dialog, qtbot, window):
    dialog.findChild(QPushButton).click()
    assert not dialog.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
    again = AboutDialog(window)
    again.show()
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_both_are_said_in_the_new_language(dialog, brackets):
    before = labels(dialog)
    brackets(on=True)
    assert dialog.windowTitle().startswith("⟦")
    assert dialog.findChild(QPushButton).text() == "⟦Close⟧"
    own = {text for text in before if any(each.isdigit() for each in text) or len(text) < 4}
    own |= {QKeySequence(action.shortcut).toString() for action in ACTIONS}
    assert [text for text in labels(dialog) if "⟦" not in text and text not in own] == []
    brackets(on=False)
    assert labels(dialog) == before


def test_both_are_narrow_enough_for_a_small_screen(dialog):
    assert dialog.sizeHint().width() <= 640
    assert dialog.minimumSizeHint().height() <= 420
