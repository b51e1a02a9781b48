"""Whether the file is in order: each thing that is looked at, with what was found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.checking import Step
from desktop_app.views.binding import bind
from desktop_app.views.dialogs.check_words import (
    counts_text,
    result_text,
    step_text,
    verdict_text,
)
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.screen_room import resize_within_screen, room_for
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.check_view_model import CheckState, CheckViewModel

_SAID = 10


class CheckDialog(QDialog):
    """Esc gives up what is under way, and closes when nothing is."""

    salvage_requested = Signal()

    def __init__(self, view_model: CheckViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self.bar, self.progress = MessageBar(), QProgressBar()
        self.verdict, self.counts = plain_label(wrap=True), plain_label(wrap=True)
        self.results: dict[Step, QLabel] = {step: plain_label(wrap=True) for step in Step}
        self._marks = {step: IconMark(icon("circle"), 16) for step in Step}
        self._names = {step: plain_label() for step in Step}
        self._mark = IconMark(icon("circle"), 24)
        self.salvage, self.repair, self.close_ = QPushButton(), QPushButton(), QPushButton()
        self._say = Words(self)
        self._lay_out()
        self._speak()
        self.salvage.clicked.connect(self._salvage)
        self.repair.clicked.connect(self._repair)
        self.close_.clicked.connect(self.reject)
        bind(view_model, lambda state: state, self._show_state, self)
        bind(view_model, lambda state: state.problem, self._show_problem, self)
        bind(view_model, lambda state: state.repaired, self._show_repaired, self)

    def reject(self) -> None:
        """A check that is given up is of no use; a repair that is, leaves the dialog to say so."""
        self._view_model.cancel()
        if not self._view_model.state.repairing:
            super().reject()

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.close_.setAutoDefault(False)
        for button in (self.repair, self.salvage):
            stand_out(button)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.progress, 1)
        foot.addStretch()
        for button in (self.close_, self.repair, self.salvage):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.bar)
        column.addLayout(self._head())
        column.addLayout(self._list())
        column.addStretch()
        column.addLayout(foot)
        self.setMinimumSize(560, 340)

    def _head(self) -> QHBoxLayout:
        self.counts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.verdict)
        words.addWidget(self.counts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _list(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, step in enumerate(Step):
            grid.addWidget(self._marks[step], row, 0, top)
            grid.addWidget(self._names[step], row, 1, top)
            grid.addWidget(self.results[step], row, 2, top)
        return grid

    def _speak(self) -> None:
        say, state = self._say, lambda: self._view_model.state
        read_only = self._view_model.is_read_only
        say(self.setWindowTitle, lambda: translate("CheckDialog", "Check file"))
        say(self.verdict.setText, lambda: self._verdict(read_only=read_only))
        say(self.counts.setText, lambda: counts_text(state()))
        for step in Step:
            say(self._names[step].setText, partial(step_text, step))
            say(partial(self._say_result, step), lambda step=step: result_text(state(), step))
        say(self.progress.setAccessibleName, lambda: translate("CheckDialog", "Checked"))
        say(
            self.salvage.setText,
            lambda: translate("CheckDialog", "Salvage into a new file…"),
        )
        say(self.repair.setText, lambda: translate("CheckDialog", "Repair"))
        say(self.close_.setText, self._close_text)

    def _say_result(self, step: Step, words: str) -> None:
        label = self.results[step]
        label.setText(words)
        said = translate("CheckDialog", "%1: %2", "what was looked at, and what was found")
        label.setAccessibleName(said.replace("%1", step_text(step)).replace("%2", words))

    def _show_state(self, state: CheckState) -> None:
        looked = dict(state.looked)
        for step, mark in self._marks.items():
            mark.show_icon(_sign(is_known=step in looked, is_good=not looked.get(step)))
        self._mark.show_icon(_sign(is_known=state.counts is not None, is_good=not state.findings))
        can_write = not self._view_model.is_read_only
        self.repair.setVisible(state.is_repairable and can_write and state.counts is not None)
        self.repair.setEnabled(not state.running)
        self.salvage.setVisible(state.is_damaged and self._view_model.path is not None)
        self.salvage.setEnabled(not state.running)
        for button in (self.repair, self.salvage):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setDefault(True)
                button.setFocus()
        self.progress.setVisible(state.running)
        total = state.total or (0 if state.running else 1)
        self.progress.setRange(0, total)
        self.progress.setValue(state.done)
        self._say.again()
        self._grow()

    def _grow(self) -> None:
        """To as many lines as there are by now; never smaller, or it would jump."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()  # or those within it remember the lines of before
        wanted = layout.totalHeightForWidth(self.width())
        if self.height() < min(wanted, room_for(self).height()):
            resize_within_screen(self, QSize(self.width(), wanted))

    def _show_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self.bar.tell(Message(text=error_text(problem), kind=MessageKind.ERROR))

    def _show_repaired(self, repaired: int | None) -> None:
        if repaired is not None:
            words = translate(
                "CheckDialog", "The search index was repaired in %Ln place(s).", "", repaired
            )
            self.bar.tell(Message(text=words, seconds=_SAID))

    def _repair(self) -> None:
        self._view_model.repair()

    def _salvage(self) -> None:
        self.accept()
        self.salvage_requested.emit()

    def _verdict(self, *, read_only: bool) -> str:
        state = self._view_model.state
        if state.repairing:
            return translate("CheckDialog", "The search index is being rebuilt…")
        if state.counts is None and not state.running:
            return translate("CheckDialog", "The check was cancelled. Nothing was changed.")
        if state.counts is None:
            return translate("CheckDialog", "Checking the file. You can go on working meanwhile.")
        return verdict_text(state, read_only=read_only)

    def _close_text(self) -> str:
        if self._view_model.state.running:
            return translate("CheckDialog", "Cancel")
        return translate("CheckDialog", "Close")


def _sign(*, is_known: bool, is_good: bool) -> QIcon:
    """Told by shape as well as by colour; the words stand beside it."""
    if not is_known:
        return icon("circle", Tint.MUTED)
    return icon("circle-check", Tint.SUCCESS) if is_good else icon("triangle-alert", Tint.WARNING)
