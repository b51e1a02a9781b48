"""Draws the visible rows of the table in one pass.

A stock view asks a Python model seven questions for each cell at each repaint, which drops every
second frame while scrolling; here a row is asked for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette, QPen

from desktop_app.domain.query import Status
from desktop_app.views.icons import Tint, icon
from desktop_app.views.status_mark import draw_status
from desktop_app.views.theme import Colours, colours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from desktop_app.domain.user import UserRow
    from desktop_app.views.users_table_model import UsersTableModel

PADDING = 8
_DOT, _PEN = 9, 14


class RowPainter:
    """One repaint: what all its cells share."""

    def __init__(
        self,
        table: QTableView,
        users: UsersTableModel,
        painter: QPainter,
        drafts: frozenset[int | None],
    ) -> None:
        self._table = table
        self._users = users
        self._painter = painter
        self._drafts = drafts
        self._pen, self._bin = icon("pencil", Tint.ACCENT), icon("trash-2", Tint.MUTED)
        self._shades: Colours = colours(table.palette())
        self._metrics: QFontMetrics = table.fontMetrics()
        self._height = table.verticalHeader().defaultSectionSize()
        self._mirrored = table.isRightToLeft()
        group = QPalette.ColorGroup.Active if table.hasFocus() else QPalette.ColorGroup.Inactive
        self._selected = table.palette().color(group, QPalette.ColorRole.Highlight)
        header = table.horizontalHeader()
        width = table.viewport().width()
        places = [
            (i, table.columnViewportPosition(i), table.columnWidth(i))
            for i in range(header.count())
            if not header.isSectionHidden(i)
        ]
        self._cells = [cell for cell in places if cell[1] < width and cell[1] + cell[2] > 0]

    def draw(self, dirty: QRect) -> None:
        table, users = self._table, self._users
        first = max(table.rowAt(max(dirty.top(), 0)), 0)
        chosen, current = table.selectionModel(), table.currentIndex()
        for index in range(first, users.rowCount()):
            top = table.rowViewportPosition(index)
            if top > dirty.bottom():
                break
            line = QRect(0, top, table.viewport().width(), self._height)
            is_chosen = chosen.isSelected(users.index(index, 0))
            if is_chosen:
                self._painter.fillRect(line, self._selected)
            self._painter.setPen(self._shades.separator)
            self._painter.drawLine(line.bottomLeft(), line.bottomRight())
            row = users.row(index)
            if row is None:
                self._draw_pending(line, index)
            else:
                self._draw_row(row, line, is_chosen=is_chosen)
            if current.row() == index and table.hasFocus():
                self._painter.setPen(QPen(self._shades.accent, 1.5))
                self._painter.drawRect(line.adjusted(1, 1, -2, -2))

    def _draw_row(self, row: UserRow, line: QRect, *, is_chosen: bool) -> None:
        users, align = self._users, Qt.AlignmentFlag.AlignVCenter
        align |= Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        status = users.status(row)
        asleep = status in {None, Status.DISABLED, Status.EXPIRED, Status.NOT_YET}
        text_colour = self._shades.on_selection if is_chosen else self._shades.text
        muted = self._shades.muted if asleep and not is_chosen else text_colour
        for column, left, width in self._cells:
            cell = QRect(left, line.top(), width, line.height()).adjusted(PADDING, 0, -PADDING, 0)
            if users.columns[column] == "display_name":
                self._draw_status(status, cell)
                self._shorten(cell, front=(_DOT if status else _PEN) + PADDING)
                if row.key in self._drafts:
                    self._draw_pen(cell)
                    self._shorten(cell, back=_PEN + PADDING)
            if text := users.text(row, column):
                self._painter.setPen(muted)
                elided = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
                self._painter.drawText(cell, align, elided)

    def _draw_pen(self, cell: QRect) -> None:
        left = cell.left() if self._mirrored else cell.right() - _PEN
        self._pen.paint(self._painter, QRect(left, cell.center().y() - _PEN // 2, _PEN, _PEN))

    def _shorten(self, cell: QRect, *, front: int = 0, back: int = 0) -> None:
        left, right = (back, front) if self._mirrored else (front, back)
        cell.adjust(left, 0, -right, 0)

    def _draw_status(self, status: Status | None, cell: QRect) -> None:
        if status is None:
            left = cell.right() - _PEN if self._mirrored else cell.left()
            place = QRect(left, cell.center().y() - _PEN // 2, _PEN, _PEN)
            self._bin.paint(self._painter, place)
            return
        left = cell.right() - _DOT if self._mirrored else cell.left()
        box = QRect(left, cell.center().y() - _DOT // 2, _DOT, _DOT)
        draw_status(self._painter, box, status, self._shades)

    def _draw_pending(self, line: QRect, index: int) -> None:
        """A calm bar where a row will be."""
        for column, left, width in self._cells:
            share = 35 + (index * 7 + column * 13) % 45
            bar = QRect(
                left + PADDING, line.center().y() - 4, (width - 2 * PADDING) * share // 100, 8
            )
            self._painter.fillRect(bar, self._shades.placeholder)
