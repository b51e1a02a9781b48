"""Qt's view of the rows of a result."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt

from desktop_app.domain.attributes import Kind
from desktop_app.domain.hits import EVERYWHERE, hits, words_sought
from desktop_app.domain.query import DELETION, TIMES
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.binding import bind
from desktop_app.views.painted_users import NO_PARENT, Index, PaintedUsers
from desktop_app.views.texts import status_text
from desktop_app.views.words import filled, label_of, translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.domain.query import Status
    from desktop_app.domain.user_row import UserRow
    from desktop_app.view_models.users_view_model import UsersViewModel


class UsersTableModel(PaintedUsers):
    """Answers at once from what is loaded; what is not loaded yet is empty and asked for."""

    def __init__(self, view_model: UsersViewModel, parent: QObject | None = None) -> None:
        shown = [name for name, attribute in ATTRIBUTES.items() if attribute.shown]
        shown.sort(key=lambda name: name != "display_name")
        others = [name for name in ATTRIBUTES if name not in shown]
        super().__init__((*shown, *others, *TIMES, *DELETION), parent)
        self.shown_at_first = frozenset(shown)
        self._view_model = view_model
        self._count = 0
        bind(view_model, lambda state: state.generation, self._on_result, self)
        bind(view_model, lambda state: state.filled, self._on_filled, self)

    @property
    def kinds(self) -> dict[str, Kind]:
        """Of the columns that hold no text and no time."""
        kinds = {name: attribute.kind for name, attribute in ATTRIBUTES.items()}
        return {name: kind for name, kind in kinds.items() if kind in {Kind.FLAG, Kind.DATE}}

    def row(self, index: int) -> UserRow | None:
        return self._view_model.rows.row(index)

    def loaded(self, number: int) -> UserRow | None:
        return self._view_model.rows.loaded(number)

    def status(self, row: UserRow) -> Status | None:
        """None of a user in the trash, who is neither active nor disabled."""
        return None if self._view_model.is_in_trash else super().status(row)

    def label_of(self, name: str) -> str:
        return heading_of(name)

    def chosen(self, rows: range) -> set[int]:
        return self._view_model.state.selection.within(rows)

    def sought(self) -> list[tuple[str, ...]]:
        words = words_sought(self._view_model.state.query.text)
        return [_words_in(name, words) for name in self.columns]

    def hits(self, text: str, words: Sequence[str]) -> list[range]:
        return hits(text, words)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def spoken(self, row: UserRow, column: int, text: str) -> str:
        status = self.status(row) if self.columns[column] == "display_name" else None
        return f"{text}, {status_text(status)}" if status else text

    def spoken_heading(self, name: str) -> str:
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


def _words_in(name: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    attribute = ATTRIBUTES.get(name)
    is_searched = attribute is not None and attribute.searchable
    anywhere = words.get(EVERYWHERE, ()) if is_searched else ()
    return anywhere + words.get(name, ())
