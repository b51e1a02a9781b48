"""What a cell is edited in: over the cell, with what is wrong in words under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.editors import FlagEditor, LinesEditor
from desktop_app.views.form_field import editor_of
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import colours
from desktop_app.views.words import label_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop_app.domain.rules import Value

_LEAST_WIDTH, _ICON = 240, 16
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CTRL = Qt.KeyboardModifier.ControlModifier


class CellEditor(QWidget):
    """``left`` says by how many rows and columns the person wants to go on from here."""

    typed = Signal(object)
    left = Signal(int, int)
    cancelled = Signal()

    def __init__(self, name: str, cell: QRect, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._cell, self._viewport = cell, viewport
        self.editor = editor_of(ATTRIBUTES[name].kind)
        self.editor.setAccessibleName(label_of(ATTRIBUTES[name].label))
        self.problem, self._said = plain_label(wrap=True), QWidget()
        self._said.hide()
        words = QHBoxLayout(self._said)
        words.setContentsMargins(8, 4, 8, 4)
        words.setSpacing(4)
        sign = IconMark(icon("circle-alert", Tint.DANGER), _ICON)
        words.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.problem, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor)
        column.addWidget(self._said)
        if not isinstance(self.editor, LinesEditor):
            self.editor.setFixedHeight(max(cell.height(), self.editor.sizeHint().height()))
        self.editor.typed.connect(self._on_typed)
        self.editor.left.connect(self._on_left)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        self.place()

    def begin(self, value: Value, typed: str | None) -> None:
        """Show the value to be changed, or what was typed in its place."""
        self.editor.show_value(value)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.editor, FlagEditor):
            return
        self.editor.selectAll()
        if isinstance(self.editor, LinesEditor):
            if typed is not None:
                self.editor.insertPlainText(typed)
        elif typed is not None:
            self.editor.insert(typed)
            self._on_typed(self.editor.value_of(typed))

    def show_problem(self, words: str) -> None:
        """Nothing is wrong where there are no words."""
        if words == self.problem.text():
            return
        self.problem.setText(words)
        self._said.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.editor, words))
        self.place()

    def follow(self, cell: QRect) -> None:
        """The cell is seen there now."""
        if cell != self._cell:
            self._cell = cell
            self.place()

    def place(self) -> None:
        """Over the cell, as wide as it or as its words need, and where nothing lies over it."""
        room = self._viewport.visibleRegion().boundingRect()
        width = min(max(self._cell.width(), _LEAST_WIDTH), room.width())
        self.setFixedWidth(width)
        height = max(self.editor.height(), self.editor.minimumSizeHint().height())
        if not self._said.isHidden():
            height += self._said.heightForWidth(width)
        left = self._cell.right() - width + 1 if self.isRightToLeft() else self._cell.left()
        left = max(room.left(), min(left, room.right() - width + 1))
        top = max(room.top(), min(self._cell.top(), room.bottom() - height + 1))
        self.setGeometry(left, top, width, height)
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades, painter = colours(self.palette()), QPainter(self)
        painter.setPen(shades.danger if self.problem.text() else shades.accent)
        painter.setBrush(shades.error_surface if self.problem.text() else shades.base)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Whether the key leaves the cell; Enter in several lines does so with Ctrl."""
        key, has_shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.left.emit(0, -1 if has_shift or key == Qt.Key.Key_Backtab else 1)
        elif key in _ENTER and self._is_left_by_enter(event):
            self.left.emit(-1 if has_shift else 1, 0)
        else:
            return False
        return True

    def _is_left_by_enter(self, event: QKeyEvent) -> bool:
        return not isinstance(self.editor, LinesEditor) or bool(event.modifiers() & _CTRL)

    def _on_typed(self, raw: object) -> None:
        self.editor.is_changed = True
        self.typed.emit(raw)

    def _on_left(self) -> None:
        self.left.emit(0, 0)
