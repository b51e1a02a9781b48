"""How to use Userbook in a minute, and every shortcut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Shortcuts = Sequence[tuple[str, Callable[[], str]]]


class HelpDialog(QDialog):
    """The shortcuts come from the actions themselves, so they are always right."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._say = Words(self)
        area = self._area(shortcuts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addWidget(buttons)
        whole.addLayout(foot)
        self.resize(560, 600)
        say = self._say
        say(self.setWindowTitle, lambda: translate("HelpDialog", "Help and shortcuts"))
        say(area.setAccessibleName, lambda: translate("HelpDialog", "Help and shortcuts"))
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        say(close.setText, lambda: translate("HelpDialog", "Close"))

    def _area(self, shortcuts: Shortcuts) -> QScrollArea:
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for paragraph in _PARAGRAPHS:
            label = plain_label(wrap=True)
            self._say(label.setText, paragraph)
            column.addWidget(label)
        column.addSpacing(12)
        column.addLayout(self._grid(shortcuts))
        column.addStretch(1)
        inside = QWidget()
        inside.setLayout(column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _grid(self, shortcuts: Shortcuts) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (shortcut, words) in enumerate(shortcuts):
            keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            name, deed = plain_label(keys), plain_label()
            font = name.font()
            font.setBold(True)
            name.setFont(font)
            self._say(deed.setText, partial(_bare, words))
            grid.addWidget(name, row, 0)
            grid.addWidget(deed, row, 1)
        return grid


def _bare(words: Callable[[], str]) -> str:
    """A menu's words without its marks."""
    return words().replace("&", "").rstrip("…")


_PARAGRAPHS = (
    lambda: translate(
        "HelpDialog",
        "Find: type any part of a name, an address, a number or a department. "
        "Several words must all occur, in any order.",
    ),
    lambda: translate(
        "HelpDialog",
        "Change: choose a user, type in the fields on the side, press Save. "
        "Esc takes back what was typed; Undo takes back what was saved.",
    ),
    lambda: translate(
        "HelpDialog",
        "Bring in: drop a table of users (CSV) on the window. You see what will be added "
        "and changed before anything is.",
    ),
    lambda: translate(
        "HelpDialog",
        "Take out: Export writes the users and columns that you see, in that order.",
    ),
    lambda: translate(
        "HelpDialog",
        "Go back: Undo works across days and restarts. History shows what was done, by whom and "
        "when, and takes back any of it; under a user it brings back single values. Deleted users "
        "wait in the trash. View › As it was on… shows all users on a day in the past.",
    ),
    lambda: translate(
        "HelpDialog",
        "Be safe: a backup is made each day on which something changed, and before large imports. "
        "File › Backups… looks into them, compares and restores. Tools › Check file… looks the "
        "file through and mends what can be mended.",
    ),
    lambda: translate(
        "HelpDialog",
        "All users are in the one file you opened. To carry it away, use File › Save a copy…; "
        "nothing is sent anywhere.",
    ),
)
