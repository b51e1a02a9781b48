"""The rows of an import plan as a table, all of them or those of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.problems import Severity
from desktop_app.operations.planned_rows import RowKind
from desktop_app.views.dialogs.import_words import kind_text, row_text
from desktop_app.views.icons import Tint, icon
from desktop_app.views.plain import plain_tip
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop_app.operations.planned_rows import ImportPlan, PlannedRow

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LINE, KIND, NAME, WHAT = range(4)
KIND_ICONS = {
    RowKind.NEW: ("user-plus", Tint.SUCCESS),
    RowKind.CHANGED: ("pencil", Tint.ACCENT),
    RowKind.UNCHANGED: ("check", Tint.MUTED),
    RowKind.REFUSED: ("circle-alert", Tint.DANGER),
}
_ROLE = Qt.ItemDataRole
_LONGEST_TEXT = 300


class ImportPreviewModel(QAbstractTableModel):
    """Keeps numbers of rows; a text is made when it is painted, so 100,000 rows cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PlannedRow] = ()
        self._numbers: Mapping[RowKind, Sequence[int]] = {}
        self._kind: RowKind | None = None
        self._icons = {kind: icon(*drawing) for kind, drawing in KIND_ICONS.items()}
        self._warning = icon("triangle-alert", Tint.WARNING)

    def count(self, kind: RowKind | None) -> int:
        """How many rows there are of a kind, or at all."""
        return len(self._rows) if kind is None else len(self._numbers.get(kind, ()))

    def show_plan(self, plan: ImportPlan | None) -> None:
        self.beginResetModel()
        self._rows = () if plan is None else plan.rows
        self._numbers = {} if plan is None else plan.numbers
        self.endResetModel()

    def show_kind(self, kind: RowKind | None) -> None:
        self.beginResetModel()
        self._kind = kind
        self.endResetModel()

    def row(self, number: int) -> PlannedRow:
        """The row that is shown at this place."""
        return self._rows[number if self._kind is None else self._numbers[self._kind][number]]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.count(self._kind)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else WHAT + 1

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        answer = self._answers().get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.row(index.row()), index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != _ROLE.DisplayRole:
            return None
        return {
            LINE: translate("ImportDialog", "Line"),
            KIND: translate("ImportDialog", "Result"),
            NAME: translate("ImportDialog", "Name"),
            WHAT: translate("ImportDialog", "Details"),
        }[section]

    def _answers(self) -> dict[int, Callable[[PlannedRow, int], Any]]:
        return {
            _ROLE.DisplayRole: self._text,
            _ROLE.DecorationRole: self._decoration,
            _ROLE.ToolTipRole: self._tip,
        }

    def _text(self, row: PlannedRow, column: int) -> str:
        if column == LINE:
            return str(row.line)
        if column == KIND:
            return kind_text(row.kind)
        text = row.name if column == NAME else row_text(row)
        return text[:_LONGEST_TEXT].replace("\n", " ")

    def _decoration(self, row: PlannedRow, column: int) -> Any:
        if column == KIND:
            return self._icons[row.kind]
        if column != WHAT or row.kind is RowKind.REFUSED:
            return None
        warned = any(problem.severity is Severity.WARNING for problem in row.problems)
        return self._warning if warned else None

    def _tip(self, row: PlannedRow, column: int) -> str:
        return plain_tip(row_text(row) if column == WHAT else self._text(row, column))
