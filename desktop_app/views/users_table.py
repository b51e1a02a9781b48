"""The table of users: order, selection and keys; ``RowPainter`` draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_app.domain.query import DELETION
from desktop_app.views.binding import bind
from desktop_app.views.row_painter import PADDING
from desktop_app.views.rows_view import RowsView
from desktop_app.views.users_table_model import UsersTableModel
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.view_models.users_state import UsersState
    from desktop_app.view_models.users_view_model import UsersViewModel
    from desktop_app.views.painted_users import Index

_FLAG = QItemSelectionModel.SelectionFlag
_CURSOR = QAbstractItemView.CursorAction
_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_GLANCE = 60  # milliseconds
_HELD = Qt.KeyboardModifier
_COMMAND = _HELD.ControlModifier | _HELD.AltModifier | _HELD.MetaModifier
_CHANGING = _HELD.ShiftModifier | _HELD.ControlModifier


class UsersTable(RowsView):
    """Selection belongs to records: it is asked of and kept by the view-model."""

    details_requested = Signal()
    columns_requested = Signal(QPoint)
    edit_requested = Signal(object)

    def __init__(self, view_model: UsersViewModel, parent: QWidget | None = None) -> None:
        self._view_model = view_model
        self._following = False
        self._sought: tuple[object, int] = (None, 0)
        self._stood: tuple[object, int] = (None, 0)
        self._stood_in = -1
        self._users = UsersTableModel(view_model)
        super().__init__(self._users, parent)
        self._glance = QTimer(self)
        header = self.header
        header.turned.connect(self._turn)
        header.columns_requested.connect(self.columns_requested)
        self._set_up()
        say = Words(self)
        say(self.setAccessibleName, lambda: translate("UsersTable", "Users"))
        say(header.setAccessibleName, lambda: translate("UsersTable", "Columns"))
        bind(view_model, lambda state: (state.generation, state.selection), self._follow, self)
        bind(view_model, lambda state: state.query, header.show_order, self)
        bind(view_model, lambda state: state.query.place, header.show_place, self)

    @property
    def view_model(self) -> UsersViewModel:
        return self._view_model

    @property
    def users(self) -> UsersTableModel:
        return self._users

    def mark_drafts(self, keys: frozenset[int | None]) -> None:
        """Users with changes that are not saved: their rows show a pen."""
        self.drafts = keys
        self.viewport().update()

    def shown_columns(self) -> list[str]:
        """The attributes that can be seen, from left to right as they were dragged."""
        return [name for name in self.header.shown_names() if name not in DELETION]

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if shown or len(self.shown_columns()) > 1:
            self.setColumnHidden(column, not shown)

    def sort(self, column: int, *, descending: bool) -> None:
        """Order by a column, be it shown or not."""
        self._view_model.sort_by(self._users.columns[column], descending=descending)

    def take_focus(self) -> None:
        """Go to the selected users; with nobody selected, choose the current row or the first."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.selectionModel().hasSelection() and self._users.rowCount():
            self._choose_current()

    def _choose_current(self) -> None:
        row = max(self.currentIndex().row(), 0)
        # Without the last flag a row that is current already would not be selected.
        flags = _FLAG.ClearAndSelect | _FLAG.Rows | _FLAG.Current
        self.selectionModel().setCurrentIndex(
            self._users.index(row, self.header.first_column()), flags
        )

    def _set_up(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._glance.setSingleShot(True)
        self._glance.setInterval(_GLANCE)
        self._glance.timeout.connect(self._see)
        self.verticalScrollBar().sliderReleased.connect(self._see)
        self.doubleClicked.connect(self.details_requested)
        self._size_columns()

    def _size_columns(self) -> None:
        widths = {"display_name": 26, "email": 30, "user_name": 18, "phone": 21, "department": 18}
        widths["deleted_on"] = 20
        unit, header = self.fontMetrics().averageCharWidth(), self.header
        for i, name in enumerate(self._users.columns):
            self.setColumnHidden(i, name not in self._users.shown_at_first)
            width = widths.get(name, 16) * unit + 2 * PADDING
            self.setColumnWidth(i, max(width, header.sectionSizeHint(i)))

    def _turn(self, column: int, is_adding: bool) -> None:
        # Qt has turned its arrow already: right for one column, and wrong for one more.
        if is_adding:
            self.header.show_order(self._view_model.state.query)
        self._view_model.turn_order(self._users.columns[column], adding=is_adding)

    def _follow(self, _seen: object) -> None:
        """The records that were selected, wherever they stand now."""
        state = self._view_model.state
        rows, sought = state.selection.ranges, (state.query, state.revealed)
        is_sought = sought != self._sought
        if rows:
            self._sought = sought
        model, selection = self.selectionModel(), QItemSelection()
        last = len(self._users.columns) - 1
        for part in rows:
            selection.select(self._users.index(part[0], 0), self._users.index(part[-1], last))
        self._following = True
        if selection != model.selection():
            model.select(selection, _FLAG.ClearAndSelect)
            self.viewport().update()
        self._keep_cursor(state, is_sought=bool(rows) and is_sought)
        self._following = False

    def _keep_cursor(self, state: UsersState, *, is_sought: bool) -> None:
        """On the first who is selected, else where those stood who are gone, else at the top.

        What else is sought is seen from its top, what is shown anew where one was.
        """
        is_other = self._stood[0] != state.query
        if state.selection.ranges or is_other:
            self._stood = (state.query, state.selection.first)
        row, last = self._stood[1], self._users.rowCount() - 1
        if self.currentIndex().isValid() or last < 0:
            return
        place = 0 if is_other else self.verticalScrollBar().value()
        current = self._users.index(min(row, last), self._column)
        self.selectionModel().setCurrentIndex(current, _FLAG.NoUpdate)  # which scrolls
        if not is_sought:
            self.verticalScrollBar().setValue(place)

    @property
    def _column(self) -> int:
        """Where the cursor was last, if that can be seen."""
        if self._stood_in < 0 or self.isColumnHidden(self._stood_in):
            return self.header.first_column()
        return self._stood_in

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._stood_in = current.column()
        self.viewport().update()

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
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.details_requested.emit()
        elif event.key() == Qt.Key.Key_Escape or event.text() == "/":
            event.ignore()
        elif event.key() == Qt.Key.Key_F2 or _is_typing(event):
            self.edit_requested.emit(event.text() if _is_typing(event) else None)
        elif event.key() in _ARROWS and self._has_only_cursor and not event.modifiers() & _CHANGING:
            self._choose_current()  # who has come after the deleted, not whoever is next to that
        else:
            super().keyPressEvent(event)

    def move_cursor(self, down: int, right: int) -> None:
        """To the next cell that can be seen, within the table."""
        current = self.currentIndex()
        row = min(max(current.row() + down, 0), self._users.rowCount() - 1)
        shown = [self._users.columns.index(name) for name in self.shown_columns()]
        place = shown.index(current.column()) + right if current.column() in shown else 0
        column = shown[min(max(place, 0), len(shown) - 1)]
        flags = _FLAG.ClearAndSelect | _FLAG.Rows | _FLAG.Current
        flags = flags if down else _FLAG.NoUpdate
        self.selectionModel().setCurrentIndex(self._users.index(row, column), flags)

    @property
    def _has_only_cursor(self) -> bool:
        return self.currentIndex().isValid() and not self.selectionModel().hasSelection()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, of the same column."""
        if action in {_CURSOR.MoveHome, _CURSOR.MoveEnd}:
            row = 0 if action is _CURSOR.MoveHome else self._users.rowCount() - 1
            return self._users.index(row, max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """With Shift keys extend the selection; Qt's with Ctrl as well would only move."""
        if isinstance(event, QKeyEvent) and event.modifiers() & _CHANGING == _CHANGING:
            return _FLAG.SelectCurrent | _FLAG.Rows
        return super().selectionCommand(index, event)

    def keyboardSearch(self, search: str) -> None:
        """Typing belongs to the search box; the stock way would read every row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()
        super().mousePressEvent(event)

    def _look(self) -> None:
        """Ask for the rows in sight; while the slider is dragged, at a pace that leaves it free."""
        if not self.verticalScrollBar().isSliderDown():
            self._see()
        elif not self._glance.isActive():
            self._glance.start()

    def _see(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = self._users.rowCount() - 1 if last < 0 else last
        self._view_model.rows.see(range(max(first, 0), last + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look()
        super().paintEvent(event)


def _is_typing(event: QKeyEvent) -> bool:
    """A letter, and not a space, which selects."""
    has_command = event.modifiers() & _COMMAND
    return not has_command and event.text().isprintable() and bool(event.text().strip())
