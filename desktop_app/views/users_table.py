"""The table of users. Draws its visible rows itself, in one pass.

A stock view asks a Python model seven questions for each cell at each repaint, which drops every
second frame while scrolling; here a row is asked for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop_app.domain.query import Status
from desktop_app.views.binding import bind
from desktop_app.views.icons import Tint, icon
from desktop_app.views.theme import Colours, colours
from desktop_app.views.users_table_model import UsersTableModel
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.user import UserRow
    from desktop_app.view_models.users_view_model import UsersViewModel

PADDING = 8
_DOT, _PEN = 9, 14
_FLAG = QItemSelectionModel.SelectionFlag


class UsersTable(QTableView):
    """Selection belongs to records: it is asked of and kept by the view-model."""

    details_requested = Signal()
    columns_requested = Signal(QPoint)

    def __init__(self, view_model: UsersViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._users = UsersTableModel(view_model, self)
        self._following = False
        self._pen = icon("pencil", Tint.ACCENT)
        self.drafts: frozenset[int | None] = frozenset()
        self.has_painted = False
        self.setModel(self._users)
        self._set_up()
        say = Words(self)
        say(self.setAccessibleName, lambda: translate("UsersTable", "Users"))
        header = self.horizontalHeader()
        say(header.setAccessibleName, lambda: translate("UsersTable", "Columns"))
        bind(view_model, lambda state: (state.generation, state.selected_rows), self._follow, self)
        bind(view_model, lambda state: state.query, lambda _query: self._show_order(), self)

    @property
    def users(self) -> UsersTableModel:
        return self._users

    def mark_drafts(self, keys: frozenset[int | None]) -> None:
        """Users with changes that are not saved: their rows show a pen."""
        self.drafts = keys
        self.viewport().update()

    def draw_pen(self, painter: QPainter, place: QRect) -> None:
        self._pen.paint(painter, place)

    def shown_columns(self) -> list[str]:
        """The attributes that can be seen, from left to right as they were dragged."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [self._users.columns[i] for i in order if not header.isSectionHidden(i)]

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.shown_columns()) > 1:
            self.setColumnHidden(column, not shown)

    def take_focus(self) -> None:
        """Go to the current row, or to the first."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self._users.rowCount():
            self.setCurrentIndex(self._users.index(0, self._first_column()))

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_for_columns)
        self.setCornerWidget(QWidget())
        self.doubleClicked.connect(self.details_requested)
        self._size_columns()

    def _size_columns(self) -> None:
        widths = {"display_name": 26, "email": 30, "user_name": 18, "phone": 18, "department": 18}
        unit = self.fontMetrics().averageCharWidth()
        for i, name in enumerate(self._users.columns):
            self.setColumnHidden(i, name not in self._users.shown_at_first)
            self.setColumnWidth(i, widths.get(name, 16) * unit + 2 * PADDING)

    def _sort(self, column: int) -> None:
        query, name = self._view_model.state.query, self._users.columns[column]
        descending = query.sort == name and not query.descending
        self._view_model.sort_by(name, descending=descending)

    def _ask_for_columns(self, place: QPoint) -> None:
        self.columns_requested.emit(self.horizontalHeader().mapToGlobal(place))

    def _show_order(self) -> None:
        query = self._view_model.state.query
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(self._users.columns.index(query.sort), order)

    def _follow(self, _seen: object) -> None:
        """The records that were selected, wherever they stand now."""
        rows = self._view_model.state.selected_rows
        model, selection = self.selectionModel(), QItemSelection()
        last = len(self._users.columns) - 1
        for run in _runs(rows):
            selection.select(self._users.index(run[0], 0), self._users.index(run[-1], last))
        if selection == model.selection():
            return
        self._following = True
        model.select(selection, _FLAG.ClearAndSelect)
        if rows and not model.currentIndex().isValid():
            current = self._users.index(rows[0], self._first_column())
            model.setCurrentIndex(current, _FLAG.NoUpdate)
            self.scrollTo(current)
        self._following = False
        self.viewport().update()

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return next((i for i in places if not header.isSectionHidden(i)), 0)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        # The stock slot works the region of every cell out; the whole viewport is cheaper.
        del selected, deselected
        self.viewport().update()
        if not self._following:
            found = self.selectionModel().selection()
            parts = (found.at(i) for i in range(found.count()))
            ranges = {(part.top(), part.bottom()) for part in parts}
            self._view_model.select([range(top, bottom + 1) for top, bottom in sorted(ranges)])

    def selectAll(self) -> None:
        """As one range: the stock way asks about every single cell."""
        count, last = self._users.rowCount(), len(self._users.columns) - 1
        if count:
            everything = QItemSelection(self._users.index(0, 0), self._users.index(count - 1, last))
            self.selectionModel().select(everything, _FLAG.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.details_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing belongs to the search box; the stock way would read every row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        _RowPainter(self, painter).draw(event.rect())
        painter.end()
        self.has_painted = self.has_painted or self._users.rowCount() > 0


class _RowPainter:
    """One repaint: what all its cells share."""

    def __init__(self, table: UsersTable, painter: QPainter) -> None:
        self._table = table
        self._painter = painter
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
        table, users = self._table, self._table.users
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
        users, align = self._table.users, Qt.AlignmentFlag.AlignVCenter
        align |= Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        status = users.status(row)
        asleep = status in {Status.DISABLED, Status.EXPIRED, Status.NOT_YET}
        text_colour = self._shades.on_selection if is_chosen else self._shades.text
        muted = self._shades.muted if asleep and not is_chosen else text_colour
        for column, left, width in self._cells:
            cell = QRect(left, line.top(), width, line.height()).adjusted(PADDING, 0, -PADDING, 0)
            if users.columns[column] == "display_name":
                self._draw_status(status, cell)
                self._shorten(cell, front=_DOT + PADDING)
                if row.key in self._table.drafts:
                    left = cell.left() if self._mirrored else cell.right() - _PEN
                    pen = QRect(left, cell.center().y() - _PEN // 2, _PEN, _PEN)
                    self._table.draw_pen(self._painter, pen)
                    self._shorten(cell, back=_PEN + PADDING)
            if text := users.text(row, column):
                self._painter.setPen(muted)
                elided = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
                self._painter.drawText(cell, align, elided)

    def _shorten(self, cell: QRect, *, front: int = 0, back: int = 0) -> None:
        left, right = (back, front) if self._mirrored else (front, back)
        cell.adjust(left, 0, -right, 0)

    def _draw_status(self, status: Status, cell: QRect) -> None:
        """A full, an empty or a half circle: told by shape as well as by colour."""
        left = cell.right() - _DOT if self._mirrored else cell.left()
        box = QRect(left, cell.center().y() - _DOT // 2, _DOT, _DOT)
        shades, painter = self._shades, self._painter
        ink = {Status.ACTIVE: shades.success, Status.EXPIRES_SOON: shades.warning}
        colour = ink.get(status, shades.muted)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if status is Status.ACTIVE else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if status is Status.EXPIRES_SOON:
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)
        elif status is Status.EXPIRED:
            painter.drawLine(box.topLeft(), box.bottomRight())
        painter.restore()

    def _draw_pending(self, line: QRect, index: int) -> None:
        """A calm bar where a row will be."""
        for column, left, width in self._cells:
            share = 35 + (index * 7 + column * 13) % 45
            bar = QRect(
                left + PADDING, line.center().y() - 4, (width - 2 * PADDING) * share // 100, 8
            )
            self._painter.fillRect(bar, self._shades.placeholder)


def _runs(rows: tuple[int, ...]) -> list[range]:
    """Ascending rows as runs of neighbours."""
    runs: list[range] = []
    for row in sorted(rows):
        if runs and row == runs[-1].stop:
            runs[-1] = range(runs[-1].start, row + 1)
        else:
            runs.append(range(row, row + 1))
    return runs
