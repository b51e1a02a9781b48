"""The model of a table whose rows ``RowPainter`` draws."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.query import status_of
from desktop_app.views.plain import plain_tip
from desktop_app.views.value_texts import value_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop_app.domain.query import Status
    from desktop_app.domain.user_row import UserRow

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_ROLE = Qt.ItemDataRole
_LONGEST_CELL = 300


class PaintedUsers(QAbstractTableModel):
    """``columns`` are attributes; who was not read yet is an empty row."""

    def __init__(self, columns: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.today = date.today()

    def loaded(self, number: int) -> UserRow | None:
        """What is known of this row by now; asks for nothing."""
        raise NotImplementedError

    def row(self, index: int) -> UserRow | None:
        """The same; what is not known may be asked for."""
        return self.loaded(index)

    def text(self, row: UserRow, column: int) -> str:
        """One line of at most 300 characters."""
        text = value_text(row.values.get(self.columns[column]))
        return text[:_LONGEST_CELL].replace("\n", " ")

    def status(self, row: UserRow) -> Status | None:
        """How they stand today; None of those of whom that cannot be said."""
        values = row.values
        return status_of(values["active"], values["valid_from"], values["valid_until"], self.today)

    def label_of(self, name: str) -> str:
        """The heading of a column."""
        raise NotImplementedError

    def chosen(self, rows: range) -> Collection[int]:
        """Which of these rows are selected."""
        del rows
        return ()

    def sought(self) -> list[tuple[str, ...]]:
        """The folded words that are looked for, by column."""
        return [()] * len(self.columns)

    def hits(self, text: str, words: Sequence[str]) -> list[range]:
        """Which letters of this text these words are."""
        del text, words
        return []

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> str | None:
        if role not in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return None
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        text = self.text(row, index.column())
        if role == _ROLE.ToolTipRole:
            return plain_tip(text)
        return self.spoken(row, index.column(), text) if role == _ROLE.AccessibleTextRole else text

    def spoken(self, row: UserRow, column: int, text: str) -> str:
        """What a screen reader says of a cell with this text."""
        del row, column
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.AccessibleTextRole:
            return self.spoken_heading(self.columns[section])
        return self.label_of(self.columns[section]) if role == _ROLE.DisplayRole else None

    def spoken_heading(self, name: str) -> str:
        return self.label_of(name)
