"""A table of words to read and choose from: what stands in each column is said in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.views.padded_cells import PaddedCells
from desktop_app.views.plain import plain_tip
from desktop_app.views.table_look import lay_out_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_ROLE = Qt.ItemDataRole
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class TextColumn(Generic[R]):
    """``letters`` is how wide it is, the last one takes the rest; ``right`` is for numbers."""

    heading: Callable[[], str]
    text: Callable[[R], str]
    letters: int = 20
    icon: Callable[[R], QIcon] | None = None
    right: bool = False


class TextModel(QAbstractTableModel, Generic[R]):
    """A text is made when it is painted."""

    def __init__(self, columns: Sequence[TextColumn[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        match role:
            case _ROLE.DisplayRole:
                return column.text(row)[:_LONGEST].replace("\n", " ")
            case _ROLE.ToolTipRole:
                return plain_tip(column.text(row))
            case _ROLE.DecorationRole:
                return column.icon(row) if column.icon else None
            case _ROLE.TextAlignmentRole:
                return self._side(index.column())
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return self._side(section)
        return self.columns[section].heading() if role == _ROLE.DisplayRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeading
        if self.columns[column].right:
            side = Qt.AlignmentFlag.AlignTrailing
        return side | Qt.AlignmentFlag.AlignVCenter


class TextTable(QTableView):
    """One row at a time, by keyboard or mouse."""

    def __init__(self, model: TextModel[Any]) -> None:
        super().__init__()
        model.setParent(self)
        self.setModel(model)
        lay_out_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setIconSize(QSize(16, 16))
        self.setItemDelegate(PaddedCells(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(model.columns):
            self.setColumnWidth(number, column.letters * letter)

    @property
    def chosen(self) -> int:
        """The row that is selected; -1 if none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def choose(self, row: int) -> None:
        self.selectRow(row)
