"""Editing in the table: F2 or typing begins, Enter goes on below, Tab beside, Esc goes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, Signal
from shiboken6 import isValid

from desktop_app.views.binding import bind
from desktop_app.views.cell_editor import CellEditor
from desktop_app.views.cell_texts import cell_problem_text, refusal_text

if TYPE_CHECKING:
    from desktop_app.view_models.cell_view_model import CellViewModel
    from desktop_app.view_models.user_form_state import FormState
    from desktop_app.views.users_table import UsersTable

_FLAG = QItemSelectionModel.SelectionFlag


class CellEditing(QObject):
    """Ties the cursor of the table to the one cell that is edited."""

    refused = Signal(str)

    def __init__(self, table: UsersTable, cell: CellViewModel) -> None:
        super().__init__(table)
        self._table = table
        self._cell = cell
        self.editor: CellEditor | None = None
        table.edit_requested.connect(self.begin)
        bind(cell, lambda state: state, self._show, self)
        seen = table.view_model
        bind(seen, lambda state: (state.generation, state.selection), self._follow, self)

    def begin(self, typed: str | None) -> None:
        """Edit the cell with the cursor; ``typed`` takes the place of what it holds."""
        if self.editor is not None and self.editor.problem.text():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)  # what is wrong is not lost
            return
        self._close()
        index = self._table.currentIndex()
        row = self._table.users.row(index.row()) if index.isValid() else None
        if row is None:
            return
        name = self._table.users.columns[index.column()]
        if words := refusal_text(name, self._table.view_model):
            self.refused.emit(words)
            return
        self._table.scrollTo(index)
        self._cell.begin(row, name)
        self.editor = CellEditor(name, self._table.visualRect(index), self._table.viewport())
        self.editor.typed.connect(self._cell.edit)
        self.editor.left.connect(self._leave)
        self.editor.cancelled.connect(self._cancel)
        self.editor.begin(row.values[name], typed)

    def _cancel(self) -> None:
        self._close()
        self._cell.cancel()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, down: int, right: int) -> None:
        self._cell.tasks.latest("leave", self._commit(down, right))

    async def _commit(self, down: int, right: int) -> None:
        editor = self.editor
        # Leaving again gives up this waiting, and never the writing.
        is_stored = await asyncio.shield(self._cell.commit())
        if not is_stored or not isValid(self) or editor is not self.editor:
            return
        had_focus = editor is not None and editor.editor.hasFocus()
        self._close()
        self._cell.cancel()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if down or right:
            self._table.move_cursor(down, right)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.blockSignals(True)  # the focus that leaves commits nothing more
            editor.hide()
            editor.deleteLater()

    def _follow(self, _seen: object) -> None:
        """Others may have come in above: the cell stays that of the same user."""
        if self.editor is not None and (row := self._row()) is not None:
            column = self._table.users.columns.index(self._cell.name)
            index = self._table.users.index(row, column)
            self._table.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
            self._table.scrollTo(index)
            self.editor.follow(self._table.visualRect(index))

    def _row(self) -> int | None:
        """Where the user whose cell is edited stands now, as far as that is known."""
        selection, keys = self._table.view_model.state.selection, self._cell.state.keys
        return dict(zip(selection.keys, selection.rows, strict=False)).get(*keys) if keys else None

    def _show(self, state: FormState) -> None:
        if self.editor is not None:
            self.editor.show_problem(cell_problem_text(state))
