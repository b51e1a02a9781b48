"""What an import will do: counts that filter, and a table of rows below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.operations.planned_rows import RowKind
from desktop_app.views.dialogs.import_preview_model import (
    KIND,
    KIND_ICONS,
    LINE,
    NAME,
    WHAT,
    ImportPreviewModel,
)
from desktop_app.views.dialogs.import_words import row_text
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.padded_cells import PADDING, PaddedCells
from desktop_app.views.plain import plain_label
from desktop_app.views.table_look import lay_out_rows
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from desktop_app.operations.planned_rows import ImportPlan

_PATIENCE = 300
_PER_MILLE = 1000
_ALL = 0
_KINDS: tuple[RowKind | None, ...] = (None, *RowKind)


class ImportPreview(QWidget):
    """Shows the rows of the plan; while there is none, how far it is, or why there is none."""

    stop_requested = Signal()
    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ImportPreviewModel(self)
        self.table = QTableView()
        self.filters = QButtonGroup(self)
        self.waiting, self.refusal = _WaitingPage(), _RefusalPage()
        self.whole = plain_label(wrap=True)
        self.pages = QStackedWidget()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(self._wait)
        self.waiting.stop.clicked.connect(self.stop_requested)
        self.refusal.again.clicked.connect(self.again_requested)
        self.filters.idClicked.connect(self._on_filter)
        self._lay_out()
        self._set_up_table()
        self._say = Words(self)
        self._speak()

    def show_plan(self, plan: ImportPlan) -> None:
        self._slow.stop()
        self.model.show_plan(plan)
        self._say.again()
        for button, kind in zip(self.filters.buttons(), _KINDS, strict=True):
            button.setEnabled(kind is None or self.model.count(kind) > 0)
        if not self.model.rowCount():
            self.filters.button(_ALL).setChecked(True)
            self.model.show_kind(None)
        self.table.selectionModel().setCurrentIndex(
            self.model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        self.whole.hide()
        self.pages.setCurrentWidget(self.table)

    def show_working(self) -> None:
        """The old rows stay for a moment: most plans are ready before one could read a word."""
        for button in self.filters.buttons():
            button.setEnabled(False)
        if self.pages.currentWidget() is not self.waiting and not self._slow.isActive():
            self._slow.start()

    def show_share(self, share: float) -> None:
        self.waiting.bar.setRange(0, _PER_MILLE if share else 0)
        self.waiting.bar.setValue(round(share * _PER_MILLE))

    def show_refusal(self, text: str, *, harmless: bool = False, again: bool = True) -> None:
        """``text`` stands in place of the rows."""
        self._slow.stop()
        for button in self.filters.buttons():
            button.setEnabled(False)
        self.model.show_plan(None)
        self._say.again()
        self.refusal.say(text, harmless=harmless)
        self.refusal.again.setVisible(again)
        self.pages.setCurrentWidget(self.refusal)

    def _wait(self) -> None:
        self.pages.setCurrentWidget(self.waiting)

    def _on_filter(self, number: int) -> None:
        self.model.show_kind(_KINDS[number])
        self.table.scrollToTop()

    def _show_whole(self, index: QModelIndex) -> None:
        """What does not fit into its cell is read below: a tool tip needs a mouse."""
        text = row_text(self.model.row(index.row())) if index.isValid() else ""
        room = self.table.columnWidth(WHAT) - 4 * PADDING
        self.whole.setText(text)
        self.whole.setVisible(self.fontMetrics().horizontalAdvance(text) > room)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, kind in enumerate(_KINDS):
            button = QToolButton()
            button.setCheckable(True)
            button.setEnabled(False)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(16, 16))
            if kind is not None:
                button.setIcon(icon(*KIND_ICONS[kind]))
            self.filters.addButton(button, number)
            row.addWidget(button)
        self.filters.button(_ALL).setChecked(True)
        row.addStretch()
        for page in (self.table, self.waiting, self.refusal):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        column.addWidget(self.whole)
        self.whole.hide()

    def _set_up_table(self) -> None:
        table, letter = self.table, self.fontMetrics().averageCharWidth()
        table.setModel(self.model)
        table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.model.modelReset.connect(self.whole.hide)
        lay_out_rows(table)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAlternatingRowColors(True)
        table.setIconSize(QSize(16, 16))
        table.setMinimumHeight(76)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.setItemDelegate(PaddedCells(table))
        for column, letters in ((LINE, 11), (KIND, 20), (NAME, 26)):
            table.setColumnWidth(column, letters * letter)

    def _speak(self) -> None:
        say = self._say
        say(self.table.setAccessibleName, lambda: translate("ImportDialog", "Rows of the file"))
        words = (
            lambda: translate("ImportDialog", "All"),
            lambda: translate("ImportDialog", "New", "several rows"),
            lambda: translate("ImportDialog", "Changed", "several rows"),
            lambda: translate("ImportDialog", "Unchanged", "several rows"),
            lambda: translate("ImportDialog", "Problems", "several rows"),
        )
        for button, kind, word in zip(self.filters.buttons(), _KINDS, words, strict=True):
            say(
                button.setText,
                lambda kind=kind, word=word: (
                    f"{word()}  {QLocale().toString(self.model.count(kind))}"
                ),
            )


class _WaitingPage(QWidget):
    """A plan that takes long enough to be noticed."""

    def __init__(self) -> None:
        super().__init__()
        words, self.bar, self.stop = plain_label(), QProgressBar(), QPushButton()
        self.bar.setTextVisible(False)
        self.stop.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.bar, 3)
        row.addWidget(self.stop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch()
        say = Words(self)
        say(words.setText, lambda: translate("ImportDialog", "Looking at every row…"))
        say(self.bar.setAccessibleName, lambda: translate("ImportDialog", "Rows looked at"))
        say(self.stop.setText, lambda: translate("ImportDialog", "Stop"))


class _RefusalPage(QWidget):
    """Why there are no rows to show, and a way to look again."""

    def __init__(self) -> None:
        super().__init__()
        self._mark, self.words = IconMark(icon("circle-alert", Tint.DANGER), 32), plain_label()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.again = QPushButton(icon("refresh-cw"), "")
        self.again.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        column.addStretch()
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        Words(self)(self.again.setText, lambda: translate("ImportDialog", "Look again"))

    def say(self, text: str, *, harmless: bool) -> None:
        drawing = ("info", Tint.MUTED) if harmless else ("circle-alert", Tint.DANGER)
        self._mark.show_icon(icon(*drawing))
        self.words.setText(text)
