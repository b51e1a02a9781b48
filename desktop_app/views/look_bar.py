"""Says over the page that something else than the open file is looked at, and leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.past_words import past_text
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.view_models.looking import Past


class LookBar(QFrame):
    """Stays as long as one looks: nobody may take an old state for the one of now."""

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past: Past | None = None
        self._name = ""
        self.words, self.back = plain_label(wrap=True), QPushButton()
        self.back.setIcon(icon("chevron-left"))
        self.back.setIconSize(QSize(16, 16))
        self.back.clicked.connect(self.back_requested)
        font = self.words.font()
        font.setBold(True)
        self.words.setFont(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 5)
        row.setSpacing(8)
        row.addWidget(IconMark(icon("history", Tint.WARNING), 20))
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        self.setMinimumHeight(44)
        self._say = Words(self)
        self._say(self.back.setText, lambda: translate("LookBar", "&Back to the open file"))
        self._say(self.words.setText, self._text)
        self._say(self.setAccessibleName, self._text)
        self.hide()

    def show_past(self, past: Past | None, name: str = "") -> None:
        """``name`` is that of the open file."""
        self._past, self._name = past, name
        self._say.again()
        self.setVisible(past is not None)
        if past is not None:
            event = QAccessibleAnnouncementEvent(self, self._text())
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def _text(self) -> str:
        return past_text(self._past, self._name) if self._past else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), shades.warning_surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, shades.warning)
        painter.end()
