"""What was done to this file: by whom, when and how, and the way back to before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QLocale, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.change import ChangeKind
from desktop_app.views.binding import bind
from desktop_app.views.dialogs.history_details import HistoryDetails, fit, set_up_table
from desktop_app.views.dialogs.history_filter import HistoryFilter
from desktop_app.views.dialogs.history_models import (
    COUNT,
    HOW,
    STATE,
    WHAT,
    WHEN,
    WHO,
    ChangeSetsModel,
    taken_back_text,
)
from desktop_app.views.elided_label import ElidedLabel
from desktop_app.views.history_words import bar_text, kind_text, what_text
from desktop_app.views.icons import icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.screen_room import resize_within_screen
from desktop_app.views.texts import error_text
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import AppError
    from desktop_app.domain.history import HistoryQuery
    from desktop_app.view_models.history_view_model import HistoryState, HistoryViewModel

_SAID = 10
_SIZE = QSize(960, 680)
_LATE = datetime(2028, 12, 30, 20, 58, tzinfo=UTC)  # as long as a time gets


class HistoryDialog(QDialog):
    """``look_requested`` asks to see the file as it was before this change set."""

    look_requested = Signal(object)

    def __init__(
        self,
        view_model: HistoryViewModel,
        parent: QWidget | None = None,
        *,
        can_look: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self._following = False
        self._can_look = can_look
        self.bar, self.filter = MessageBar(), HistoryFilter()
        self.table, self.details = QTableView(), HistoryDetails(view_model)
        self.model = ChangeSetsModel(self._ask, self)
        self.nothing, self.clear = plain_label(wrap=True), QPushButton()
        self.look, self.revert, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.why_not = ElidedLabel()
        self._pages = QStackedWidget()
        self._say = Words(self)
        self._lay_out()
        self._speak()
        self._fit()
        self._connect()
        self.table.setFocus()
        view_model.open()
        bind(view_model, lambda state: state, self._follow, self)
        bind(view_model, lambda state: state.problem, self._tell, self)
        bind(view_model, lambda state: state.reverted, self._tell_reverted, self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.FontChange}:
            self._fit()

    def done(self, result: int) -> None:
        self._view_model.close()
        super().done(result)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        set_up_table(self.table, stretched=WHAT)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._nothing_page())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.details)
        splitter.setSizes([320, 240])
        self.look.setIcon(icon("calendar-clock"))
        self.revert.setIcon(icon("undo-2"))
        self.why_not.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.look)
        foot.addWidget(self.revert)
        foot.addWidget(self.why_not, 1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.filter)
        column.addWidget(splitter, 1)
        column.addLayout(foot)
        resize_within_screen(self, _SIZE)

    def _nothing_page(self) -> QWidget:
        page = QWidget()
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch()
        column.addWidget(self.nothing)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _connect(self) -> None:
        for button in (self.look, self.revert, self.leave, self.clear):
            button.setAutoDefault(False)
        self.bar.closed.connect(self._view_model.dismiss)
        self.filter.wanted.connect(self._show)
        self.clear.clicked.connect(self.filter.clear)
        self.look.clicked.connect(self._look)
        self.revert.clicked.connect(self._revert)
        self.leave.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(self._choose)

    def _speak(self) -> None:
        say = self._say
        say(self.setWindowTitle, lambda: translate("HistoryDialog", "History of this file"))
        say(self.table.setAccessibleName, lambda: translate("HistoryDialog", "Changes"))
        say(self.nothing.setText, self._nothing_text)
        say(self.clear.setText, lambda: translate("HistoryDialog", "Show all changes"))
        say(
            self.look.setText,
            lambda: translate("HistoryDialog", "Look at the file before this change"),
        )
        say(self.revert.setText, lambda: translate("HistoryDialog", "Take this change back"))
        say(self.why_not.show_text, lambda: bar_text(self._view_model.state.bar))
        say(self.leave.setText, lambda: translate("HistoryDialog", "Close"))

    def _fit(self) -> None:
        fit(self.table, WHEN, value_text(_LATE))
        fit(self.table, WHO, "m" * 12)
        fit(self.table, HOW, *map(kind_text, ChangeKind))
        fit(self.table, COUNT, QLocale().toString(1_000_000))
        fit(self.table, STATE, taken_back_text(), icon=True)
        self.details.fit()

    def _follow(self, state: HistoryState) -> None:
        self._following = True
        self.model.show_rows(state.sets, has_more=state.has_more)
        self._select(state)
        self._following = False
        self.filter.offer(state.authors, state.kinds)
        self.details.show_state(state)
        empty = state.is_loaded and not state.sets
        self._pages.setCurrentIndex(1 if empty else 0)
        self.clear.setVisible(state.query != type(state.query)())
        self.look.setEnabled(state.chosen is not None and self._can_look)
        can_revert = state.can_revert and not self._view_model.is_read_only
        if not can_revert and self.revert.hasFocus():
            self.table.setFocus()  # or Qt would hand it to the button that closes
        self.revert.setEnabled(can_revert)
        self._say.again()

    def _select(self, state: HistoryState) -> None:
        """The one that is open stays chosen, wherever it stands by now."""
        model = self.table.selectionModel()
        row = state.sets.index(state.chosen) if state.chosen in state.sets else -1
        if row >= 0 and row != model.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag
            index = self.model.index(row, 0)
            model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._following:
            row = current.row()
            self._view_model.choose(self.model.rows[row] if current.isValid() else None)

    def _show(self, query: HistoryQuery) -> None:
        self._view_model.choose(None)
        self._view_model.show(query)

    def _ask(self) -> None:
        self._view_model.more()

    def _revert(self) -> None:
        self._view_model.revert()

    def _look(self) -> None:
        chosen = self._view_model.state.chosen
        self.accept()
        self.look_requested.emit(chosen)

    def _tell(self, problem: AppError | None) -> None:
        if problem is not None:
            self.bar.tell(Message(text=error_text(problem), kind=MessageKind.ERROR))
        else:
            self.bar.clear()

    def _tell_reverted(self, _number: int) -> None:
        chosen = self._view_model.state.chosen
        if chosen is not None:
            words = translate("HistoryDialog", "Taken back: %1").replace("%1", what_text(chosen))
            self.bar.tell(Message(text=words, seconds=_SAID))

    def _nothing_text(self) -> str:
        query = self._view_model.state.query
        if query == type(query)():
            return translate("HistoryDialog", "Nothing has been changed in this file yet.")
        return translate("HistoryDialog", "No change matches what you have chosen above.")
