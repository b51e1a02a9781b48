"""The history of the user in the form, folded away until somebody wants to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_app.views.binding import bind
from desktop_app.views.form_field import EDGE
from desktop_app.views.icons import icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.texts import error_text
from desktop_app.views.theme import colours
from desktop_app.views.timeline_entry import TimelineEntryView
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.timeline_view_model import TimelineState, TimelineViewModel


class TimelineSection(QWidget):
    """Keeps the entries it has: who walks through them by keyboard stays where they are.

    ``unfolded`` asks for what a person has opened to be brought in sight.
    """

    unfolded = Signal(QWidget)

    def __init__(self, view_model: TimelineViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._unfolding = False
        self._chosen: int | None = None
        self.button, self.more, self.bar = QToolButton(), QPushButton(), MessageBar()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.clicked.connect(self.toggle)
        self.more.clicked.connect(self._show_older)
        self.bar.closed.connect(view_model.dismiss)
        self.remark = plain_label(wrap=True)
        self.remark.setContentsMargins(EDGE, 0, EDGE, 8)
        self.inner, self.entries = QWidget(), list[TimelineEntryView]()
        self._lay_out()
        say = Words(self)
        say(self.button.setText, lambda: translate("History", "History"))
        say(self.more.setText, lambda: translate("History", "Show older changes"))
        say(
            self.remark.setText,
            lambda: translate("History", "To bring back earlier values, restore the user first."),
        )
        bind(view_model, lambda state: state, self._follow, self)
        bind(view_model, lambda state: state.problem, self._tell, self)

    def toggle(self) -> None:
        if self._view_model.state.is_open:
            self._view_model.open(opened=False)
        else:
            self.unfold()

    def unfold(self) -> None:
        """Show it, with the newest entries in sight."""
        self._unfolding = True
        self._view_model.open(opened=True)

    def _show_older(self) -> None:
        self._view_model.more()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, 0, EDGE, 8)
        row.addWidget(self.more)
        row.addStretch()
        inner = QVBoxLayout(self.inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bar)
        inner.addWidget(self.remark)
        inner.addLayout(self._list)
        inner.addLayout(row)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, EDGE, 0)
        head.addWidget(self.button)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.inner)

    def _follow(self, state: TimelineState) -> None:
        self.setVisible(state.user is not None)
        self.inner.setVisible(state.is_open)
        self.button.setIcon(icon("chevron-up" if state.is_open else "chevron-down"))
        self.more.setVisible(state.has_more)
        self.remark.setVisible(state.is_trashed)
        if tuple(view.entry for view in self.entries) != state.entries:
            self._show_entries(state)
        for view in self.entries:
            view.follow()
        self._tell_unfolded(state)

    def _tell_unfolded(self, state: TimelineState) -> None:
        """Once what there is to see has been read."""
        if self._unfolding and state.is_open and self.entries:
            self._unfolding = False
            self.unfolded.emit(self)
        chosen = None if state.past is None else state.chosen
        if chosen != self._chosen:
            self._chosen = chosen
            for view in self.entries:
                if view.entry.change_set.seq == chosen:
                    self.unfolded.emit(view)

    def _show_entries(self, state: TimelineState) -> None:
        there = {view.entry: view for view in self.entries}
        wanted = [
            there.pop(entry, None) or TimelineEntryView(entry, self._view_model)
            for entry in state.entries
        ]
        for view in there.values():
            self._list.removeWidget(view)
            view.setParent(None)
            view.deleteLater()
        for place, view in enumerate(wanted):
            if self._list.indexOf(view) != place:
                self._list.insertWidget(place, view)
        self.entries = wanted

    def _tell(self, problem: AppError | None) -> None:
        if problem is not None:
            self.bar.tell(Message(text=error_text(problem), kind=MessageKind.ERROR))
        else:
            self.bar.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line divides it from the fields above."""
        painter = QPainter(self)
        width = self.width() - 2 * EDGE
        painter.fillRect(EDGE, 0, width, 1, colours(self.palette()).separator)
        painter.end()
