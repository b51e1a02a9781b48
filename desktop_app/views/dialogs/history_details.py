"""One change set opened: what it was, and whom it has changed how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop_app.domain.change import Event
from desktop_app.views.dialogs.history_models import AFTER, BEFORE, FIELD, ConcernedModel, told
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.history_words import author_text, event_text, kind_text, what_text
from desktop_app.views.padded_cells import PADDING, PaddedCells
from desktop_app.views.table_look import lay_out_rows
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, filled, translate

if TYPE_CHECKING:
    from desktop_app.view_models.history_view_model import HistoryState, HistoryViewModel


class HistoryDetails(QWidget):
    """Its table grows as one scrolls: a change of a million users opens at once."""

    def __init__(self, view_model: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.title, self.facts = ElidedLabel(), ElidedLabel()
        self.table = QTableView()
        self.model = ConcernedModel(self._ask, self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.table.setModel(self.model)
        set_up_table(self.table, stretched=AFTER)
        for column, width in ((0, 24), (BEFORE, 24)):
            self.table.setColumnWidth(column, self.fontMetrics().averageCharWidth() * width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.facts):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.table, 1)
        self._say = Words(self)
        self._say(self.title.show_text, self._title)
        self._say(self.facts.show_text, self._facts)
        self._say(
            self.table.setAccessibleName, lambda: translate("HistoryDialog", "Users of this change")
        )

    def show_state(self, state: HistoryState) -> None:
        if state.chosen is not None:
            self.model.kind = state.chosen.kind
        self.model.show_rows(told(state.users), has_more=state.has_more_users)
        self._say.again()

    def fit(self) -> None:
        fit(self.table, FIELD, *map(event_text, Event), icon=True)

    def _title(self) -> str:
        chosen = self._view_model.state.chosen
        if chosen is None:
            return translate("HistoryDialog", "Choose a change to see what it did")
        return what_text(chosen)

    def _facts(self) -> str:
        chosen = self._view_model.state.chosen
        if chosen is None:
            return ""
        facts = value_text(chosen.time), author_text(chosen.author), kind_text(chosen.kind)
        if chosen.reverted_by is not None:
            return filled(translate("HistoryDialog", "%1 · %2 · %3 · taken back since"), *facts)
        return filled(translate("HistoryDialog", "%1 · %2 · %3"), *facts)

    def _ask(self) -> None:
        self._view_model.more_users()


def set_up_table(table: QTableView, *, stretched: int) -> None:
    """Rows that are read and chosen one at a time."""
    lay_out_rows(table)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setItemDelegate(PaddedCells(table))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)


def fit(table: QTableView, column: int, *samples: str, icon: bool = False) -> None:
    """As wide as its header and the longest of these words; a person may drag it to any width."""
    model, metrics = table.model(), table.fontMetrics()
    heading = str(model.headerData(column, Qt.Orientation.Horizontal))
    widest = max(metrics.horizontalAdvance(text) for text in (heading, *samples))
    table.setColumnWidth(column, widest + 4 * PADDING + (24 if icon else 0))
