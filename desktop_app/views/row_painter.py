"""Draws the visible rows of the table in one pass.

A stock view asks a Python model seven questions for each cell at each repaint, which drops every
second frame while scrolling; here a row is asked for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QPixmap

from desktop_app.domain.query import Status
from desktop_app.views.icons import Tint, icon
from desktop_app.views.shaped_cells import ShapedCells
from desktop_app.views.status_mark import draw_status
from desktop_app.views.theme import Colours, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QTableView

    from desktop_app.domain.user_row import UserRow
    from desktop_app.views.painted_users import PaintedUsers

PADDING = 8
_DOT, _PEN = 9, 14
_ASLEEP = frozenset({None, Status.DISABLED, Status.EXPIRED, Status.NOT_YET})


class RowPainter:
    """Keeps the texts it has shaped from one repaint to the next."""

    def __init__(self, table: QTableView, users: PaintedUsers) -> None:
        self._table = table
        self._users = users
        self._drafts: frozenset[int | None] = frozenset()
        self._name = self._users.columns.index("display_name")
        self._texts = ShapedCells(self._users)
        self._pen = icon("pencil", Tint.ACCENT)
        self._marks: dict[Status | None, QPixmap] = {}
        self._cells: list[tuple[int, int, int]] = []
        self._shades: Colours = colours(table.palette())

    def forget(self) -> None:
        """The language, the style or the screen is another."""
        self._texts.forget()
        self._marks.clear()

    def draw(self, painter: QPainter, dirty: QRect, drafts: frozenset[int | None]) -> None:
        """``drafts`` are the users whose rows show a pen."""
        self._drafts = drafts
        self._begin(painter)
        table, users = self._table, self._users
        height = table.verticalHeader().defaultSectionSize()
        first = table.rowAt(max(dirty.top(), 0))
        if first < 0:
            return
        top = table.rowViewportPosition(first)
        rows = range(first, min(first - (top - dirty.bottom()) // height + 1, users.rowCount()))
        chosen = users.chosen(rows)
        line = QRect(0, top, table.viewport().width(), height)
        for number in rows:
            self._draw_line(painter, line, number, is_chosen=number in chosen)
            line.translate(0, height)
        if table.hasFocus() and table.currentIndex().row() in rows:
            self._draw_cursor(painter)

    def _begin(self, painter: QPainter) -> None:
        table = self._table
        shades = colours(table.palette())
        if shades is not self._shades:
            self._shades = shades
            self.forget()
        self._mirrored = table.isRightToLeft()
        self._texts.begin(table.font(), shades)
        painter.setFont(table.font())
        group = QPalette.ColorGroup.Active if table.hasFocus() else QPalette.ColorGroup.Inactive
        self._selected: QColor = table.palette().color(group, QPalette.ColorRole.Highlight)
        header, width = table.horizontalHeader(), table.viewport().width()
        places = [
            (i, table.columnViewportPosition(i), table.columnWidth(i))
            for i in range(header.count())
            if not header.isSectionHidden(i)
        ]
        self._cells = [cell for cell in places if cell[1] < width and cell[1] + cell[2] > 0]

    def _draw_line(self, painter: QPainter, line: QRect, number: int, *, is_chosen: bool) -> None:
        if is_chosen:
            painter.fillRect(line, self._selected)
        painter.fillRect(0, line.bottom(), line.width(), 1, self._shades.separator)
        row = self._users.loaded(number)
        if row is None:
            self._draw_pending(painter, line, number)
        else:
            self._draw_row(painter, row, line, is_chosen=is_chosen)

    def _draw_row(self, painter: QPainter, row: UserRow, line: QRect, *, is_chosen: bool) -> None:
        status = self._users.status(row)
        if is_chosen:
            painter.setPen(self._shades.on_selection)
        else:
            painter.setPen(self._shades.muted if status in _ASLEEP else self._shades.text)
        shaped, words = self._texts.of(row), self._texts.words
        top, height = line.top(), line.height()
        for column, left, width in self._cells:
            start, room = left + PADDING, width - 2 * PADDING
            if column == self._name:
                start, room = self._draw_signs(
                    painter, row, status, QRect(start, top, room, height)
                )
            placed = shaped.get(column)
            if placed is None or placed[1] != room or placed[2] != words[column]:
                placed = shaped[column] = self._texts.shape(row, column, room)
            cell = placed[0]
            if self._mirrored:
                start += room - cell.width
            cell.draw(painter, start, top + (height - cell.height) // 2)

    def _draw_signs(
        self, painter: QPainter, row: UserRow, status: Status | None, cell: QRect
    ) -> tuple[int, int]:
        """The status in front of the name and the pen of a draft behind; what they leave of it."""
        front, back = _DOT + PADDING, 0
        left = cell.right() - _DOT - 1 if self._mirrored else cell.left() - 1
        painter.drawPixmap(left, cell.center().y() - _DOT // 2 - 1, self._mark(status))
        if row.key in self._drafts:
            back = _PEN + PADDING
            left = cell.left() if self._mirrored else cell.right() - _PEN
            self._pen.paint(painter, QRect(left, cell.center().y() - _PEN // 2, _PEN, _PEN))
        start = cell.left() + (back if self._mirrored else front)
        return start, cell.width() - front - back

    def _mark(self, status: Status | None) -> QPixmap:
        mark, scale = self._marks.get(status), self._table.devicePixelRatioF()
        if mark is None or mark.devicePixelRatioF() != scale:
            side = _DOT + 2
            mark = QPixmap(round(side * scale), round(side * scale))
            mark.setDevicePixelRatio(scale)
            mark.fill(Qt.GlobalColor.transparent)
            painter = QPainter(mark)
            draw_status(painter, QRect(1, 1, _DOT, _DOT), status, self._shades)
            painter.end()
            self._marks[status] = mark
        return mark

    def _draw_pending(self, painter: QPainter, line: QRect, number: int) -> None:
        """A calm bar where a row will be."""
        for column, left, width in self._cells:
            share = 35 + (number * 7 + column * 13) % 45
            length = (width - 2 * PADDING) * share // 100
            start = left + width - PADDING - length if self._mirrored else left + PADDING
            bar = QRect(start, line.center().y() - 4, length, 8)
            painter.fillRect(bar, self._shades.placeholder)

    def _draw_cursor(self, painter: QPainter) -> None:
        """Round the row, and stronger round the cell that keys would edit."""
        cell = self._table.visualRect(self._table.currentIndex())
        line = QRect(0, cell.top(), self._table.viewport().width(), cell.height())
        painter.setPen(QPen(self._shades.accent, 1))
        painter.drawRect(line.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(self._shades.accent, 2))
        painter.drawRect(cell.adjusted(1, 1, -1, -1))
