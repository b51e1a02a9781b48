"""Somebody else changed what is being changed here: both sides, and the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.button_row import ButtonRow
from desktop_app.views.form_field import EDGE
from desktop_app.views.form_texts import side_text
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, label_of, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from desktop_app.view_models.user_form_state import FormState


class ConflictBar(QFrame):
    """Nothing is overwritten in silence: one of the two buttons decides."""

    kept_mine = Signal()
    took_theirs = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: FormState | None = None
        self.title = plain_label(wrap=True)
        self.sides = QWidget()
        self.mine, self.theirs = QPushButton(), QPushButton()
        self.mine.clicked.connect(self.kept_mine)
        self.theirs.clicked.connect(self.took_theirs)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark(icon("triangle-alert", Tint.WARNING), 20))
        head.addWidget(self.title, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE + 12, 24, EDGE + 12, 20)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self.sides)
        self._column.addWidget(ButtonRow((self.mine, self.theirs)))
        self._say = Words(self)
        say = self._say
        say(
            self.title.setText,
            lambda: translate("UserForm", "Somebody else changed this user meanwhile"),
        )
        say(self.mine.setText, lambda: translate("UserForm", "Keep mine"))
        say(self.theirs.setText, lambda: translate("UserForm", "Take theirs"))
        say(self._show_sides, lambda: "")
        self.hide()

    def show_state(self, state: FormState) -> None:
        appears = state.conflict is not None and self.isHidden()
        self._state = state
        self._say.again()
        self.setVisible(state.conflict is not None)
        if appears:
            event = QAccessibleAnnouncementEvent(self, self.title.text())
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def _show_sides(self, _text: str) -> None:
        old, self.sides = self.sides, self._sides()
        self._column.replaceWidget(old, self.sides)
        old.hide()
        old.deleteLater()

    def _sides(self) -> QWidget:
        sides = QWidget()
        grid = QGridLayout(sides)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        state = self._state
        for name, (mine, theirs) in state.sides.items() if state else ():
            row = grid.rowCount()
            label = plain_label(label_of(ATTRIBUTES[name].label))
            label.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(label, row, 0, 1, 2)
            grid.addWidget(_quiet(translate("UserForm", "Mine:")), row + 1, 0)
            grid.addWidget(plain_label(side_text(mine), wrap=True), row + 1, 1)
            grid.addWidget(_quiet(translate("UserForm", "Theirs:")), row + 2, 0)
            grid.addWidget(plain_label(side_text(theirs), wrap=True), row + 2, 1)
        return sides

    def paintEvent(self, _event: QPaintEvent) -> None:
        shades = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(shades.warning)
        painter.setBrush(shades.warning_surface)
        card = QRectF(self.rect()).adjusted(EDGE + 0.5, 12.5, -EDGE - 0.5, -8.5)
        painter.drawRoundedRect(card, 6, 6)
        painter.end()


def _quiet(text: str) -> QLabel:
    label = plain_label(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
