"""How to use Userbook in a minute, and every shortcut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
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
from desktop_app.views.screen_room import resize_within_screen
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
        resize_within_screen(self, QSize(560, 600))
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
        'Several words must all occur, in any order; "in quotation marks" as they stand.',
    ),
    lambda: translate(
        "HelpDialog",
        "Filter: department:sales is a part of a value, department=Sales all of it, "
        "user_name:a* how it begins. has:email is filled in, -has:email is not. "
        "active:no, status:expired. A minus before anything excludes it; OR and brackets combine: "
        "(department:sales OR department:support) -has:phone. "
        "Add a filter… (Ctrl+Shift+F) writes all this for you.",
    ),
    lambda: translate(
        "HelpDialog",
        'Dates: changed:today, created:"last month", valid_until:"next 30 days", '
        "created:2026-01..2026-03, valid_until<2026-07. "
        'Filters of SCIM are understood, too: userName sw "ann" and active eq true.',
    ),
    lambda: translate(
        "HelpDialog",
        "Save a search: Edit › Save this search… keeps it with the file, among the places. There "
        "F2 renames it, Delete removes it, Alt with the arrows moves it.",
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
        "when, and can take any of it back; under a user it restores single values. Deleted users "
        "wait in the trash. View › Look back… shows all users as they were on an earlier day.",
    ),
    lambda: translate(
        "HelpDialog",
        "Be safe: a backup is made on each day when something has changed, and before large "
        "changes. File › Backups… looks inside them, compares and restores. Tools › Check file… "
        "goes through the whole file and repairs what can be repaired.",
    ),
    lambda: translate(
        "HelpDialog",
        "All users are in the one file you opened. To carry it away, use File › Save a copy…; "
        "nothing is sent anywhere.",
    ),
)
