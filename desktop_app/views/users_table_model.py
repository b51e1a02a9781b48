"""Qt's view of the rows of a result."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.domain.query import DELETION, Status, status_of
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.binding import bind
from desktop_app.views.plain import plain_tip
from desktop_app.views.texts import status_text, value_text
from desktop_app.views.words import filled, label_of, translate

if TYPE_CHECKING:
    from desktop_app.domain.user import UserRow
    from desktop_app.view_models.users_view_model import UsersViewModel

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_ROLE = Qt.ItemDataRole
_TIMES = ("created", "last_modified")
_LONGEST_CELL = 300


class UsersTableModel(QAbstractTableModel):
    """Answers at once from what is loaded; what is not loaded yet is empty and asked for."""

    def __init__(self, view_model: UsersViewModel, parent: QObject) -> None:
        super().__init__(parent)
        shown = [name for name, attribute in ATTRIBUTES.items() if attribute.shown]
        shown.sort(key=lambda name: name != "display_name")
        others = [name for name in ATTRIBUTES if name not in shown]
        self.columns = (*shown, *others, *_TIMES, *DELETION)
        self.shown_at_first = frozenset(shown)
        self.today = date.today()
        self._view_model = view_model
        self._count = 0
        bind(view_model, lambda state: state.generation, self._on_result, self)
        bind(view_model, lambda state: state.filled, self._on_filled, self)

    def row(self, index: int) -> UserRow | None:
        return self._view_model.rows.row(index)

    def text(self, row: UserRow, column: int) -> str:
        """One line of at most 300 characters."""
        text = value_text(row.values.get(self.columns[column]))
        return text[:_LONGEST_CELL].replace("\n", " ")

    def status(self, row: UserRow) -> Status | None:
        """None of a user in the trash, who is neither active nor disabled."""
        values = row.values
        if self._view_model.is_in_trash:
            return None
        return status_of(values["active"], values["valid_from"], values["valid_until"], self.today)

    def label_of(self, name: str) -> str:
        return heading_of(name)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if role not in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return None
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        text = self.text(row, index.column())
        if role == _ROLE.ToolTipRole:
            return plain_tip(text)
        if role == _ROLE.AccessibleTextRole and self.columns[index.column()] == "display_name":
            status = self.status(row)
            return f"{text}, {status_text(status)}" if status else text
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.AccessibleTextRole:
            return self._spoken_heading(self.columns[section])
        return self.label_of(self.columns[section]) if role == _ROLE.DisplayRole else None

    def _spoken_heading(self, name: str) -> str:
        """With its place in the order."""
        order = self._view_model.state.query.order
        place = next((i for i, level in enumerate(order, 1) if level[0] == name), 0)
        if not place:
            return self.label_of(name)
        words = translate("UsersTable", "%1, sorted ascending, column %2 of the order")
        if dict(order)[name]:
            words = translate("UsersTable", "%1, sorted descending, column %2 of the order")
        return filled(words, self.label_of(name), QLocale().toString(place))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self._tell_changed(range(self._count))
        return super().event(event)

    def _on_result(self, _generation: int) -> None:
        self.today = date.today()
        self.beginResetModel()
        self._count = self._view_model.state.count
        self.endResetModel()

    def _on_filled(self, rows: range) -> None:
        if rows and rows[-1] < self._count:
            self._tell_changed(rows)

    def _tell_changed(self, rows: range) -> None:
        if rows:
            last = self.index(rows[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(rows[0], 0), last)


def heading_of(name: str) -> str:
    """The heading of an attribute, or of one of the times."""
    if name == "created":
        return translate("UsersTable", "Created")
    if name == "last_modified":
        return translate("UsersTable", "Changed")
    if name == "deleted_on":
        return translate("UsersTable", "Deleted on")
    if name == "deleted_by":
        return translate("UsersTable", "Deleted by")
    return label_of(ATTRIBUTES[name].label)
