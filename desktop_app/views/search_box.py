"""The one box in which everybody is found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.views.icons import Tint, icon
from desktop_app.views.words import Words, translate

_LONGEST = 200


class SearchBox(QLineEdit):
    """Tells each key; Esc empties it, Down and Enter go on to the results."""

    results_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 56)
        mark = QAction(icon("search", Tint.MUTED), "", self)
        self.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self._say = Words(self)
        self._say(mark.setText, lambda: translate("SearchBox", "Search users"))
        self._say(self.setAccessibleName, lambda: translate("SearchBox", "Search users"))
        self._say(self.setPlaceholderText, self._invitation)

    def set_total(self, total: int) -> None:
        """How many there are to be searched."""
        self._total = total
        self.setPlaceholderText(self._invitation())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.results_requested.emit()
        else:
            super().keyPressEvent(event)

    def _invitation(self) -> str:
        if not self._total:
            return translate("SearchBox", "Search users (Ctrl+F)")
        return translate("SearchBox", "Search %Ln user(s) (Ctrl+F)", "", self._total)
