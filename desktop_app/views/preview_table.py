"""The first rows of a file while what opens it is still being loaded: to be read, not to be used.

``UsersTable`` takes its place, and draws the same rows in the same places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop_app.domain.query import Place, UserQuery
from desktop_app.views.painted_users import NO_PARENT, Index, PaintedUsers
from desktop_app.views.rows_view import RowsView
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

    from desktop_app.domain.preview import Layout, Preview
    from desktop_app.domain.user_row import UserRow


@dataclass(frozen=True, slots=True)
class Seen:
    """How the page of a file was seen last.

    ``header`` is the state of its ``QHeaderView``, ``widths`` are those of the sidebar, the table
    and the details in pixels; 0 where it was hidden.
    """

    layout: Layout
    header: QByteArray
    widths: tuple[int, ...]


class PreviewTable(RowsView):
    """With the headings as they were left."""

    def __init__(self, preview: Preview, seen: Seen, parent: QWidget) -> None:
        layout = seen.layout
        super().__init__(_PreviewUsers(preview, layout), parent)
        self.header.restoreState(seen.header)
        self.header.show_place(Place.ALL)
        self.header.show_order(UserQuery(sort=layout.sort, descending=layout.descending))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("UsersTable", "Users"))


class _PreviewUsers(PaintedUsers):
    def __init__(self, preview: Preview, layout: Layout) -> None:
        super().__init__(tuple(layout.headings))
        self._preview = preview
        self._layout = layout

    def loaded(self, number: int) -> UserRow | None:
        rows = self._preview.rows
        return rows[number] if number < len(rows) else None

    def label_of(self, name: str) -> str:
        return self._layout.headings[name]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._preview.count
