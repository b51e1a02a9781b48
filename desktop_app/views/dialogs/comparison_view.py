"""How the file differs from a backup: counts, and a table of users below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout
from PySide6.QtWidgets import QWidget as _Widget

from desktop_app.domain.comparison import Difference, Turn
from desktop_app.views.backup_words import comparison_text, fields_text, turn_text
from desktop_app.views.empty_page import QuietPage
from desktop_app.views.icons import Tint, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.text_table import TextColumn, TextModel, TextTable
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.comparison import Comparison
    from desktop_app.views.icons import QIcon

_ICONS = {
    Turn.ADDED: ("user-plus", Tint.SUCCESS),
    Turn.REMOVED: ("user-x", Tint.DANGER),
    Turn.CHANGED: ("pencil", Tint.ACCENT),
}


class ComparisonView(_Widget):
    """A hint until something is compared; then what became of whom since."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: Comparison | None = None
        self.summary, self.rest = plain_label(wrap=True), plain_label(wrap=True)
        self.whole = plain_label(wrap=True)
        self.model: TextModel[Difference] = TextModel(_columns())
        self.table = TextTable(self.model)
        self.pages, self.hint, self.waiting = QStackedWidget(), QuietPage("archive"), _Waiting()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.model.modelReset.connect(self.whole.hide)
        self.waiting.stop.clicked.connect(self.stop_requested)
        self._say = Words(self)
        self._say(self.summary.setText, self._summary_text)
        self._say(self.rest.setText, self._rest_text)
        self._say(
            self.table.setAccessibleName,
            lambda: translate("BackupsDialog", "Users that differ from the backup"),
        )

    def show_hint(self, text: str) -> None:
        """Why there is nothing to see yet, or nothing at all."""
        self.hint.words.setText(text)
        self.pages.setCurrentWidget(self.hint)

    def show_waiting(self) -> None:
        self.pages.setCurrentWidget(self.waiting)

    def show_comparison(self, found: Comparison, differences: Sequence[Difference]) -> None:
        self._found = found
        self.model.show_rows(differences)
        self._say.again()
        self.rest.setVisible(found.total > len(differences))
        self.pages.setCurrentIndex(0)

    def _lay_out(self) -> None:
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        for label in (self.rest, self.whole):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.whole.setForegroundRole(QPalette.ColorRole.WindowText)
        self.table.setMinimumHeight(100)
        found = _Widget()
        inside = QVBoxLayout(found)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(8)
        for part in (self.summary, self.table, self.rest, self.whole):
            inside.addWidget(part, 1 if part is self.table else 0)
        for page in (found, self.hint, self.waiting):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _show_whole(self) -> None:
        """What does not fit into its cell is read below: a tool tip needs a mouse."""
        row = self.table.currentIndex().row()
        text = fields_text(self.model.rows[row]) if row >= 0 else ""
        room = self.table.columnWidth(self.model.columnCount() - 1)
        self.whole.setText(text)
        self.whole.setVisible(self.fontMetrics().horizontalAdvance(text) + 20 > room)

    def _summary_text(self) -> str:
        return comparison_text(self._found) if self._found else ""

    def _rest_text(self) -> str:
        more = self._found.total - self.model.rowCount() if self._found else 0
        return translate("BackupsDialog", "%Ln more user(s) are not listed here.", "", more)


class _Waiting(_Widget):
    """Two files of a million users take a while."""

    def __init__(self) -> None:
        super().__init__()
        words, bar, self.stop = plain_label(), QProgressBar(), QPushButton()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        self.stop.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(bar, 3)
        row.addWidget(self.stop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch()
        say = Words(self)
        say(words.setText, lambda: translate("BackupsDialog", "Comparing every user…"))
        say(bar.setAccessibleName, lambda: translate("BackupsDialog", "Users compared"))
        say(self.stop.setText, lambda: translate("BackupsDialog", "Stop"))


def _columns() -> list[TextColumn[Difference]]:
    icons = {turn: icon(*drawing) for turn, drawing in _ICONS.items()}

    def icon_of(difference: Difference) -> QIcon:
        return icons[difference.turn]

    return [
        TextColumn(
            lambda: translate("BackupsDialog", "Since then"),
            lambda difference: turn_text(difference.turn),
            16,
            icon_of,
        ),
        TextColumn(lambda: translate("BackupsDialog", "Name"), lambda each: each.name, 26),
        TextColumn(lambda: translate("BackupsDialog", "Details"), fields_text),
    ]
