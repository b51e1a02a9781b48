"""Over the table while one is in the trash: how long it keeps users, and the ways out of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from desktop_app.views.binding import bind
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop_app.view_models.workspace import Workspace

_DAYS = (0, 30, 90, 365)
_GAP = 8


class TrashBar(QWidget):
    """What a file is to keep for how long is its own setting: it goes with the file."""

    restore_requested = Signal()
    empty_requested = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._label = plain_label()
        self.days = QComboBox()
        self.restore, self.empty = QPushButton(), QPushButton()
        # The buttons come first: in a narrow window the details lie over the other end.
        self._parts = (self.restore, self.empty), (self._label, self.days)
        self.restore.setIcon(icon("undo-2"))
        self.empty.setIcon(icon("trash-2"))
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._label.setBuddy(self.days)
        self._lay_out()
        self.days.activated.connect(self._choose)
        self.restore.clicked.connect(self.restore_requested)
        self.empty.clicked.connect(self.empty_requested)
        self._say = Words(self)
        self._speak()
        bind(workspace.trash, lambda state: state.days, self._show_days, self)
        bind(workspace.users, lambda state: (len(state.selection), state.count), self._decide, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(_GAP)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for parts in self._parts:
            beside = QHBoxLayout()
            beside.setSpacing(_GAP)
            for part in parts:
                beside.addWidget(part)
            beside.addStretch(1)
            self._row.addLayout(beside)
        self._row.setStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _arrange(self) -> None:
        """The time below the ways out where both have no room side by side."""
        parts = [part for parts in self._parts for part in parts]
        wanted = sum(part.sizeHint().width() + _GAP for part in parts)
        margins, direction = self._row.contentsMargins(), QBoxLayout.Direction
        fits = wanted + margins.left() + margins.right() <= self.width()
        self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self.updateGeometry()

    def _speak(self) -> None:
        say = self._say
        for days in _DAYS:
            self._offer(days)
        say(self._label.setText, lambda: translate("TrashBar", "Deleted users are kept"))
        say(self.days.setAccessibleName, lambda: translate("TrashBar", "Deleted users are kept"))
        say(self.restore.setText, lambda: translate("TrashBar", "Restore"))
        say(self.empty.setText, lambda: translate("TrashBar", "Empty trash…"))
        say(lambda _words: self._arrange(), lambda: "")

    def _offer(self, days: int) -> None:
        row = self.days.count()
        self.days.addItem("", days)
        self._say(partial(self.days.setItemText, row), partial(_days_text, days))

    def _choose(self, row: int) -> None:
        self._workspace.trash.keep_for(int(self.days.itemData(row)))

    def _show_days(self, days: int) -> None:
        if self.days.findData(days) < 0:
            self.days.addItem("", days)
            self._say(
                partial(self.days.setItemText, self.days.count() - 1), partial(_days_text, days)
            )
        self.days.setCurrentIndex(self.days.findData(days))

    def _decide(self, seen: tuple[int, int]) -> None:
        selected, count = seen
        can_change = not self._workspace.users.is_read_only
        self.days.setEnabled(can_change)
        self.restore.setEnabled(can_change and selected > 0)
        self.empty.setEnabled(can_change and count > 0)


def _days_text(days: int) -> str:
    if not days:
        return translate("TrashBar", "until the trash is emptied")
    return translate("TrashBar", "for %Ln day(s)", "", days)
