"""How what is typed could go on, in a list below the box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop_app.views.utf16 import units
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITTEN = Qt.ItemDataRole.UserRole
_SHOWN = 10
_WIDTH = 320
_MOVING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape})
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


@dataclass(frozen=True, slots=True)
class Completion:
    """``words`` are what one reads, ``text`` what is written."""

    words: str
    text: str


class Completions(QCompleter):
    """Down and Up choose, Enter and Tab take, Esc closes; typing goes on in the box."""

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box)
        self._box = box
        self._place = range(0)
        self._rows = QStandardItemModel(self)
        self._list = QListView()
        self._list.setObjectName("completions")
        self.setModel(self._rows)
        self.setPopup(self._list)
        self.setCompletionRole(_WRITTEN)
        self.setWidget(box)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_SHOWN)
        self.activated.connect(self._take)
        say = Words(box)
        say(self._list.setAccessibleName, lambda: translate("SearchBox", "Suggestions"))

    @property
    def is_open(self) -> bool:
        return self._list.isVisible()

    def wants(self, key: int) -> bool:
        """Whether a key is about the list; Enter and Tab are where something is chosen in it."""
        is_chosen = self._list.currentIndex().isValid()
        return self.is_open and (key in _MOVING or (key in _TAKING and is_chosen))

    def close(self) -> None:
        self._list.hide()

    def offer(self, completions: Sequence[Completion], place: range) -> None:
        """What may be written in the place of what stands there; nothing closes the list."""
        self._place = place
        self._rows.clear()
        for completion in completions:
            item = QStandardItem(completion.words)
            item.setData(completion.text, _WRITTEN)
            item.setEditable(False)
            self._rows.appendRow(item)
        if completions and self._box.hasFocus():
            width = min(max(self._box.width(), _WIDTH), self._box.window().width())
            beside = 0 if self._box.isRightToLeft() else self._box.width() - width
            self.complete(QRect(beside, 0, width, self._box.height()))
            self._list.setCurrentIndex(QModelIndex())  # nobody has chosen yet
        else:
            self.close()

    def _take(self, text: str) -> None:
        typed = self._box.text()
        start, stop = self._place.start, self._place.stop
        self._box.setSelection(units(typed[:start]), units(typed[start:stop]))
        self._box.insert(text)
