"""Whom the form is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from desktop_app.domain.query import status_of
from desktop_app.view_models.user_form_state import FormMode, FormState
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.form_texts import title_text
from desktop_app.views.initials import InitialsMark
from desktop_app.views.plain import plain_label
from desktop_app.views.status_mark import StatusMark
from desktop_app.views.texts import status_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop_app.domain.query import Status


class FormHeader(QWidget):
    """Initials, name, user name and status; the same height whoever it is."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._state = FormState()
        self.mark = InitialsMark(40)
        self._corner = QSpacerItem(0, 0)
        self.title, self.user_name = ElidedLabel(), ElidedLabel()
        self.status_mark, self.status = StatusMark(), plain_label()
        self._lay_out()
        self._say = Words(self)
        self._say(self.title.show_text, lambda: title_text(self._state))
        self._say(self.status.setText, self._status_words)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.user_name, self.status):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.user_name, 0)
        line.addSpacing(4)
        line.addWidget(self.status_mark)
        line.addWidget(self.status)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.title)
        words.addLayout(line)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(12)
        row.addWidget(self.mark)
        row.addLayout(words, 1)
        row.addSpacerItem(self._corner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def leave_corner(self, width: int) -> None:
        """Something as wide as this lies over the trailing corner."""
        if width != self._corner.sizeHint().width() and (row := self.layout()):
            self._corner.changeSize(width, 0, QSizePolicy.Policy.Fixed)
            row.invalidate()

    def show_state(self, state: FormState) -> None:
        self._state = state
        user, status = state.user, self._status()
        for part in (self.user_name, self.status_mark, self.status):
            part.setVisible(user is not None)
        self.status_mark.setVisible(user is not None and not state.is_trashed)
        if user is not None:
            self.user_name.show_text(user.user_name)
            self.mark.show_name(user.display_name or user.user_name)
        else:
            self.mark.show_icon("users" if state.mode is FormMode.SEVERAL else "user-plus")
        if status is not None:
            self.status_mark.show_status(status)
        self._say.again()

    def _status(self) -> Status | None:
        user = self._state.user
        if user is None:
            return None
        return status_of(user.active, user.valid_from, user.valid_until, self._today())

    def _status_words(self) -> str:
        if self._state.is_trashed:
            return translate("UserForm", "in the trash")
        status = self._status()
        return status_text(status) if status else ""
