"""The one box in which everybody is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop_app.domain.query import LONGEST_SEARCH
from desktop_app.views.completions import Completions
from desktop_app.views.icons import Tint, icon
from desktop_app.views.search_note import SearchNote
from desktop_app.views.theme import colours
from desktop_app.views.utf16 import characters, units
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMoveEvent, QResizeEvent

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STILL_TYPING = 600  # ms until what is not finished yet is a mistake


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where it stands in the text, and what is said about it."""

    position: int
    length: int
    words: str


class SearchBox(QLineEdit):
    """Tells each key; Esc empties it, Down and Enter go on to the results.

    ``going_on`` asks how the text could go on at the cursor; the last is whether a person wants to
    know, by Ctrl+Space, or is just typing.
    """

    results_requested = Signal()
    going_on = Signal(str, int, bool)
    filters_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._mistake: Mistake | None = None
        self.note: SearchNote | None = None
        self.completions = Completions(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._show_mistake)
        self.setMaxLength(LONGEST_SEARCH)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 64)
        mark, choose = QAction(icon("search", Tint.MUTED), "", self), QAction(self)
        choose.setIcon(icon("list-filter", Tint.MUTED))
        self.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(choose, QLineEdit.ActionPosition.TrailingPosition)
        choose.triggered.connect(self.filters_requested)
        self.textEdited.connect(self._on_edited)
        self._say = Words(self)
        self._say(mark.setText, lambda: translate("SearchBox", "Search users"))
        self._say(choose.setText, lambda: translate("SearchBox", "Add a filter"))
        self._say(self.setAccessibleName, lambda: translate("SearchBox", "Search users"))
        self._say(self.setPlaceholderText, self._invitation)

    def set_total(self, total: int) -> None:
        """How many there are to be searched."""
        self._total = total
        self.setPlaceholderText(self._invitation())

    def show_mistake(self, mistake: Mistake | None) -> None:
        """Underlined and explained, but not before a pause: it may just be about to be mended."""
        self._mistake = mistake
        if mistake is None:
            self._show_mistake()
        else:
            self._underline(None)
            self._pause.start(_STILL_TYPING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completions.wants(event.key()):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down or event.key() in _ENTER:
            self.completions.close()
            self.results_requested.emit()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == _CONTROL:
            self.going_on.emit(self.text(), self._cursor, True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  # Qt's name
        """Tab takes what is chosen from the list."""
        return not self.completions.wants(Qt.Key.Key_Tab) and super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.note is not None:
            self.note.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._mistake is not None:
            self._pause.start(_STILL_TYPING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.note is not None:
            self.note.place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.note is not None:
            self.note.place()

    @property
    def _cursor(self) -> int:
        """Behind so many characters."""
        return characters(self.text(), self.cursorPosition())

    def _on_edited(self, text: str) -> None:
        self.going_on.emit(text, self._cursor, False)

    def _show_mistake(self) -> None:
        mistake = self._mistake
        self._pause.stop()
        self._underline(mistake)
        words = mistake.words if mistake else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if words:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        if words and self.hasFocus():
            self.note = self.note or SearchNote(self)
            self.note.tell(words)
        elif self.note is not None:
            self.note.hide()

    def _underline(self, mistake: Mistake | None) -> None:
        """As an input method marks what it is at: a line has no other way of marking a part."""
        marks: list[QInputMethodEvent.Attribute] = []
        if mistake is not None:
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(colours(self.palette()).danger)
            kind = QInputMethodEvent.AttributeType.TextFormat
            before, stop = self.text()[: mistake.position], mistake.position + mistake.length
            start, length = units(before), units(self.text()[mistake.position : stop])
            start -= self.cursorPosition()
            marks.append(QInputMethodEvent.Attribute(kind, start, length, form))
        QCoreApplication.sendEvent(self, QInputMethodEvent("", marks))

    def _invitation(self) -> str:
        if not self._total:
            return translate("SearchBox", "Search users (Ctrl+F)")
        return translate("SearchBox", "Search %Ln user(s), or department:sales", "", self._total)


_CONTROL = Qt.KeyboardModifier.ControlModifier
