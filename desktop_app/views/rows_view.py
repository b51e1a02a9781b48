"""A table whose rows ``RowPainter`` draws, under headings that can be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop_app.views.row_painter import RowPainter
from desktop_app.views.table_look import fit_rows, lay_out_rows
from desktop_app.views.users_header import UsersHeader

if TYPE_CHECKING:
    from desktop_app.views.painted_users import PaintedUsers


class RowsView(QTableView):
    """``drafts`` are the users whose rows show a pen."""

    def __init__(self, users: PaintedUsers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_painted = False
        self.drafts: frozenset[int | None] = frozenset()
        users.setParent(self)
        self._shown = users
        self._painter = RowPainter(self, users)
        self.setModel(users)
        self.header = UsersHeader(users, self)
        self.setHorizontalHeader(self.header)
        self.header.setSortIndicatorShown(True)  # which the line above has switched off
        lay_out_rows(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._painter.forget()
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            fit_rows(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.draw(painter, event.rect(), self.drafts)
        painter.end()
        self.has_painted = self.has_painted or self._shown.rowCount() > 0
