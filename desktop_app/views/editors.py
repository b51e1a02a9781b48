"""What one types or ticks a value into: one editor for each kind of attribute.

All of them say ``typed`` for what a person did, never for what they were shown; ``left`` when the
focus has gone elsewhere in the window; ``submitted`` for Enter. They hold what was typed, however
wrong: what it means is the view-model's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.attributes import Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QShowEvent

    from desktop_app.domain.rules import Value

_HINT = Qt.InputMethodHint
_AS_TYPED = _HINT.ImhNoAutoUppercase | _HINT.ImhNoPredictiveText
_CODE = _AS_TYPED | _HINT.ImhPreferLatin
# A preference only: none of these keeps an on-screen keyboard from any letter.
_HINTS = {
    Kind.USER_NAME: _AS_TYPED,
    Kind.EMAIL: _CODE,
    Kind.PHONE: _HINT.ImhPreferNumbers,
    Kind.URL: _CODE,
    Kind.LANGUAGE: _CODE,
    Kind.LANGUAGES: _CODE,
    Kind.TIMEZONE: _CODE,
}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_RUBBERS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_NOT_LEFT = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_FEWEST_LINES, _MOST_LINES = 3, 12
_LONGEST_PASTE = 20_000
_EDGE = 4


def has_left(event: QFocusEvent) -> bool:
    """A menu, a calendar or another window takes the focus only for a while."""
    return event.reason() not in _NOT_LEFT


def is_step(event: QEvent) -> bool:
    """Whether a field asks for the keys of Undo or Redo, which the window's menu has too."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in _STEPS)


class LineEditor(QLineEdit):
    """One line. What is over the limit is taken and explained, not cut off in silence."""

    typed = Signal(object)
    left = Signal()
    submitted = Signal()

    def __init__(self, kind: Kind = Kind.TEXT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_changed = False
        self.setInputMethodHints(_HINTS.get(kind, _HINT.ImhNone))
        self.textEdited.connect(self._on_edited)

    def show_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text != self.text():
            place = self.cursorPosition() if self.hasFocus() else 0
            self.setText(text)
            self.setCursorPosition(min(place, len(text)))

    def forget_steps(self) -> None:
        """What is stored now is not taken back letter by letter."""
        if self.isUndoAvailable() or self.isRedoAvailable():
            place = self.cursorPosition()
            self.setText(self.text())
            self.setCursorPosition(place)

    def show_hint(self, text: str) -> None:
        if text != self.placeholderText():
            self.setPlaceholderText(text)

    def lock(self, *, locked: bool) -> None:
        """Locked text can still be selected and copied."""
        self.setReadOnly(locked)

    def value_of(self, text: str) -> Value:
        return text

    def _on_edited(self, text: str) -> None:
        self.typed.emit(self.value_of(text))

    def event(self, event: QEvent) -> bool:
        # Without a draft there is no typing to take back: the step belongs to the window.
        if not self.is_changed and is_step(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            nothing = not self.text() and event.key() in _RUBBERS and not self.isReadOnly()
            super().keyPressEvent(event)
            if nothing:  # a way to empty a field in which several users differ
                self.typed.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if has_left(event):
            self.left.emit()


class LinesEditor(QPlainTextEdit):
    """Several lines, as many as there are up to a dozen. Tab goes on to the next field."""

    typed = Signal(object)
    left = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_changed = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_edited)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(QSizeF())

    @property
    def text(self) -> str:
        """Unlike ``toPlainText``, with the no-break spaces that were typed."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text == self.text:
            return
        place = self.textCursor().position() if self.hasFocus() else 0
        with QSignalBlocker(self):
            self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def forget_steps(self) -> None:
        self.document().clearUndoRedoStacks()

    def show_hint(self, text: str) -> None:
        if text != self.placeholderText():
            self.setPlaceholderText(text)

    def lock(self, *, locked: bool) -> None:
        self.setReadOnly(locked)
        keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        if locked:
            self.setTextInteractionFlags(self.textInteractionFlags() | keyboard)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Far more than the limit is as wrong as all of it, and would hold up the window."""
        super().insertFromMimeData(_shortened(source))

    def _on_edited(self) -> None:
        self.typed.emit(self.text)

    def _grow(self, size: QSizeF) -> None:
        lines = min(max(round(size.height()), _FEWEST_LINES), _MOST_LINES)
        around = self.height() - self.viewport().height() if self.isVisible() else 2 * _EDGE
        # Without one pixel more Qt believes that the last line does not fit.
        margin = round(2 * self.document().documentMargin()) + 1
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around + margin)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow(self.document().documentLayout().documentSize())

    def event(self, event: QEvent) -> bool:
        # Without a draft there is no typing to take back: the step belongs to the window.
        if not self.is_changed and is_step(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        nothing = not self.text and event.key() in _RUBBERS and not self.isReadOnly()
        super().keyPressEvent(event)
        if nothing:
            self.typed.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if has_left(event):
            self.left.emit()


def _shortened(source: QMimeData) -> QMimeData:
    text = source.text()
    if len(text) <= _LONGEST_PASTE:
        return source
    short = QMimeData()
    short.setText(text[:_LONGEST_PASTE])
    return short


class FlagEditor(QCheckBox):
    """A box with its label. Half ticked where several users differ; a click then ticks it."""

    typed = Signal(object)
    left = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_changed = False
        self._label, self._hint = "", ""
        self.clicked.connect(self._on_clicked)

    def show_label(self, text: str) -> None:
        self._label = text
        self._show_text()

    def show_value(self, value: Value) -> None:
        """None is neither."""
        if value is None:
            self.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.setChecked(bool(value))

    def forget_steps(self) -> None:
        """A box has none."""

    def show_hint(self, text: str) -> None:
        self._hint = text
        self._show_text()

    def lock(self, *, locked: bool) -> None:
        self.setEnabled(not locked)

    def nextCheckState(self) -> None:
        """A person ticks or clears; the state between is only shown."""
        self.setChecked(self.checkState() is not Qt.CheckState.Checked)

    def _on_clicked(self) -> None:
        self.typed.emit(self.checkState() is Qt.CheckState.Checked)

    def _show_text(self) -> None:
        text = f"{self._label} {self._hint}" if self._hint else self._label
        self.setText(text.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if has_left(event):
            self.left.emit()
