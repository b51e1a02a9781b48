"""Change sets, and what one of them changed, as tables that grow while one scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QLocale, QModelIndex, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.domain.change import Event
from desktop_app.views.history_words import (
    after_text,
    author_text,
    before_text,
    event_text,
    field_text,
    in_order,
    kind_text,
    what_text,
)
from desktop_app.views.icons import Tint, icon
from desktop_app.views.plain import plain_tip
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from desktop_app.domain.change import Change, ChangeKind, ChangeSet
    from desktop_app.domain.history import Concerned

    Index = QModelIndex | QPersistentModelIndex

R = TypeVar("R")
NO_PARENT = QModelIndex()
WHEN, WHO, WHAT, HOW, COUNT, STATE = range(6)
USER, FIELD, BEFORE, AFTER = range(4)
_ROLE = Qt.ItemDataRole
_LONGEST_CELL = 300
_EVENT_ICONS = {
    Event.CREATED: ("user-plus", Tint.SUCCESS),
    Event.TRASHED: ("trash-2", Tint.MUTED),
    Event.RESTORED: ("undo-2", Tint.ACCENT),
    Event.PURGED: ("user-x", Tint.DANGER),
}


class GrowingModel(QAbstractTableModel, Generic[R]):
    """Rows that are known, and whether there are more: those are asked for when one comes near."""

    columns = 0

    def __init__(self, ask: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[R] = ()
        self._ask = ask
        self._has_more = False

    def show_rows(self, rows: Sequence[R], *, has_more: bool) -> None:
        """Longer ones are added to; others are shown in the place of those before."""
        known = len(self.rows)
        self._has_more = has_more
        if known and len(rows) > known and rows[:known] == self.rows:
            self.beginInsertRows(NO_PARENT, known, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        elif rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, _parent: Index) -> None:
        self._has_more = False  # until these are here
        self._ask()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.columns

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == _ROLE.DisplayRole:
            return self.text(row, column)[:_LONGEST_CELL]
        if role == _ROLE.ToolTipRole:
            return plain_tip(self.text(row, column))
        return self.look(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return self.heading(section)
        return None

    def text(self, row: R, column: int) -> str:
        raise NotImplementedError

    def heading(self, column: int) -> str:
        raise NotImplementedError

    def look(self, _row: R, _column: int, _role: int) -> Any:
        return None

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columns - 1)
        return super().event(event)


class ChangeSetsModel(GrowingModel["ChangeSet"]):
    """What was taken back says so by a sign, a word and paler letters."""

    columns = STATE + 1

    def heading(self, column: int) -> str:
        return {
            WHEN: translate("HistoryDialog", "When"),
            WHO: translate("HistoryDialog", "Who"),
            WHAT: translate("HistoryDialog", "What"),
            HOW: translate("HistoryDialog", "How"),
            COUNT: translate("HistoryDialog", "Users"),
            STATE: translate("HistoryDialog", "State"),
        }[column]

    def text(self, row: ChangeSet, column: int) -> str:
        answers: dict[int, Callable[[], str]] = {
            WHEN: lambda: value_text(row.time),
            WHO: lambda: author_text(row.author),
            WHAT: lambda: what_text(row),
            HOW: lambda: kind_text(row.kind),
            COUNT: lambda: QLocale().toString(row.summary.count),
            STATE: lambda: state_text(row),
        }
        return answers[column]()

    def look(self, row: ChangeSet, column: int, role: int) -> Any:
        if role == _ROLE.TextAlignmentRole and column == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if row.reverted_by is None:
            return None
        if role == _ROLE.DecorationRole and column == STATE:
            return icon("undo-2", Tint.MUTED)
        if role == _ROLE.ForegroundRole:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None


class ConcernedModel(GrowingModel["tuple[Concerned, Event | Change]"]):
    """One row for each coming or going, and for each attribute."""

    columns = AFTER + 1
    kind: ChangeKind

    def heading(self, column: int) -> str:
        return {
            USER: translate("HistoryDialog", "User"),
            FIELD: translate("HistoryDialog", "What"),
            BEFORE: translate("HistoryDialog", "Before"),
            AFTER: translate("HistoryDialog", "After"),
        }[column]

    def text(self, row: tuple[Concerned, Event | Change], column: int) -> str:
        user, what = row
        if column == USER:
            return (
                translate("HistoryDialog", "deleted for good") if user.name is None else user.name
            )
        if isinstance(what, Event):
            return event_text(what) if column == FIELD else ""
        answers: dict[int, Callable[[], str]] = {
            FIELD: lambda: field_text(what.field),
            BEFORE: lambda: before_text(what, self.kind),
            AFTER: lambda: after_text(what),
        }
        return answers[column]()

    def look(self, row: tuple[Concerned, Event | Change], column: int, role: int) -> Any:
        user, what = row
        if role == _ROLE.DecorationRole and column == FIELD and isinstance(what, Event):
            return icon(*_EVENT_ICONS[what])
        if role == _ROLE.ForegroundRole and column == USER and user.name is None:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None


def state_text(found: ChangeSet) -> str:
    return "" if found.reverted_by is None else taken_back_text()


def taken_back_text() -> str:
    return translate("HistoryDialog", "taken back")


def told(users: Sequence[Concerned]) -> tuple[tuple[Concerned, Event | Change], ...]:
    """Each user with each thing that became of it."""
    rows: list[tuple[Concerned, Event | Change]] = []
    for user in users:
        rows += [(user, event) for event in user.events]
        rows += [(user, change) for change in in_order(user.changes)]
    return tuple(rows)
