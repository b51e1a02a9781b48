"""Says what happened, over the table, without being in the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.plain import plain_label, unmarked
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable


class MessageKind(StrEnum):
    """How much it matters: told by icon and word as well as by colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """``act`` undoes or mends what is said; ``details`` may be copied, for a report.

    ``seconds`` is how long it stays if nobody attends to it, 0 until it is closed. What ``stays``
    comes back when what covered it is closed, as an error does.
    """

    text: str
    kind: MessageKind = MessageKind.INFO
    action: str = ""
    act: Callable[[], object] | None = None
    details: str = ""
    seconds: float = 0
    stays: bool = False

    @property
    def comes_back(self) -> bool:
        return self.stays or self.kind is MessageKind.ERROR


_ICONS = {
    MessageKind.INFO: ("info", Tint.ACCENT),
    MessageKind.WARNING: ("triangle-alert", Tint.WARNING),
    MessageKind.ERROR: ("circle-alert", Tint.DANGER),
}


class MessageBar(QFrame):
    """Shows the newest message. An error, and what else stays, comes back until it is closed."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._covered: list[Message] = []
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self._time_is_up)
        self._mark = IconMark(icon("info"), 20, self)
        self._text = plain_label(wrap=True, parent=self)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._copy = QPushButton(self)
        self._close = QToolButton(self)
        self._lay_out()
        self._speak()
        self.hide()

    def _lay_out(self) -> None:
        self._close.setIcon(icon("x"))
        self._close.setIconSize(QSize(16, 16))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.dismiss)
        self._copy.setFlat(True)
        self._copy.setIcon(icon("copy"))
        self._copy.clicked.connect(self._copy_details)
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        self.setMinimumHeight(40)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        for button in (self._copy, self._action, self._close):
            row.addWidget(button)

    def _speak(self) -> None:
        say = Words(self)
        say(self._copy.setText, lambda: translate("MessageBar", "Copy details"))
        say(self._close.setToolTip, lambda: translate("MessageBar", "Close message (Esc)"))
        say(self._close.setAccessibleName, lambda: translate("MessageBar", "Close message"))
        say(self.setAccessibleName, self._spoken)

    @property
    def message(self) -> Message | None:
        return self._message

    def tell(self, message: Message) -> None:
        before = self._message
        if before is not None and before.comes_back and before != message:
            self._covered.append(before)
        self._show(message)

    def dismiss(self) -> None:
        """Close what is shown; what it covered takes its place."""
        self._time.stop()
        if self._covered:
            self._show(self._covered.pop())
            return
        self._message = None
        self.hide()
        self.closed.emit()

    def replace(self, old: Message, new: Message | None) -> bool:
        """Say it in other words, or no more; False if it was closed already."""
        if old in self._covered:
            place = self._covered.index(old)
            self._covered[place : place + 1] = [new] if new else []
        elif old != self._message:
            return False
        elif new is None:
            self.dismiss()
        else:
            self._show(new)
        return True

    def clear(self) -> None:
        """Nothing that was said concerns anybody any more."""
        self._covered.clear()
        if self._message is not None:
            self.dismiss()

    def _show(self, message: Message) -> None:
        self._message = message
        self._mark.show_icon(icon(*_ICONS[message.kind]))
        self._text.setText(message.text)
        self._action.setText(unmarked(message.action))
        self._action.setVisible(bool(message.action))
        self._copy.setVisible(bool(message.details))
        self.setAccessibleName(self._spoken())
        self.update()
        self.show()
        if message.seconds:
            self._time.start(round(message.seconds * 1000))
        else:
            self._time.stop()
        self._announce(message)

    def _spoken(self) -> str:
        if self._message is None:
            return ""
        words = {
            MessageKind.INFO: translate("MessageBar", "Note: %1"),
            MessageKind.WARNING: translate("MessageBar", "Warning: %1"),
            MessageKind.ERROR: translate("MessageBar", "Error: %1"),
        }
        return words[self._message.kind].replace("%1", self._message.text)

    def _announce(self, message: Message) -> None:
        """A screen reader says it at once if it matters, else when it has finished its sentence."""
        event = QAccessibleAnnouncementEvent(self, self._spoken())
        if message.kind is not MessageKind.INFO:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _act(self) -> None:
        act = self._message.act if self._message else None
        self.dismiss()
        if act is not None:
            act()

    def _copy_details(self) -> None:
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.details)

    def _time_is_up(self) -> None:
        """Not while somebody points at it or is in it: reading takes longer for some."""
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._time.start()
        else:
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._message is None:
            return
        shades = colours(self.palette())
        surfaces = {
            MessageKind.INFO: (shades.info_surface, shades.accent),
            MessageKind.WARNING: (shades.warning_surface, shades.warning),
            MessageKind.ERROR: (shades.error_surface, shades.danger),
        }
        surface, edge = surfaces[self._message.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, edge)
        painter.end()
