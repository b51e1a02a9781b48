"""Taking what can still be read out of a damaged file, and what has come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.binding import bind
from desktop_app.views.dialogs.salvage_words import report_texts
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, filled, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from desktop_app.view_models.salvage_view_model import SalvageState, SalvageViewModel

_LINES = 6


class SalvageDialog(QDialog):
    """Stays with its report when it is done; closes when it was given up."""

    def __init__(self, view_model: SalvageViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self.bar, self.progress, self.head = MessageBar(), QProgressBar(), plain_label(wrap=True)
        self.lines: list[QLabel] = [plain_label(wrap=True) for _ in range(_LINES)]
        self._marks = [IconMark(icon("circle"), 16) for _ in range(_LINES)]
        self.close_ = QPushButton()
        self._say = Words(self)
        self._lay_out()
        say = self._say
        say(self.setWindowTitle, lambda: translate("SalvageDialog", "Salvage a damaged file"))
        say(self.head.setText, self._head_text)
        say(self.progress.setAccessibleName, lambda: translate("SalvageDialog", "Pages read"))
        say(self.close_.setText, self._close_text)
        self.close_.clicked.connect(self.reject)
        bind(view_model, lambda state: state, self._show_state, self)

    def reject(self) -> None:
        """While it runs it is stopped; the dialog goes when it has."""
        self._view_model.cancel()
        if not self._view_model.state.running:
            super().reject()

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (mark, line) in enumerate(zip(self._marks, self.lines, strict=True)):
            grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, row, 1, Qt.AlignmentFlag.AlignTop)
        stand_out(self.close_)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.progress, 1)
        foot.addStretch()
        foot.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.bar)
        column.addWidget(self.head)
        column.addLayout(grid)
        column.addStretch()
        column.addLayout(foot)
        self.setMinimumWidth(520)

    def _show_state(self, state: SalvageState) -> None:
        told = report_texts(state.report) if state.report else []
        for i, (mark, line) in enumerate(zip(self._marks, self.lines, strict=True)):
            is_shown = i < len(told)
            mark.setVisible(is_shown)
            line.setVisible(is_shown)
            if is_shown:
                words, is_good = told[i]
                line.setText(words)
                mark.show_icon(
                    icon("circle-check", Tint.SUCCESS)
                    if is_good
                    else icon("triangle-alert", Tint.WARNING)
                )
        self.progress.setVisible(state.running)
        self.progress.setRange(0, state.total)
        self.progress.setValue(state.done)
        self._say.again()
        if told:
            self.adjustSize()  # to so many lines as there are now
        if state.problem is not None:
            self.bar.tell(Message(text=error_text(state.problem), kind=MessageKind.ERROR))
        elif not state.running and state.report is None and self.isVisible():
            super().reject()

    def _head_text(self) -> str:
        state = self._view_model.state
        if state.problem is not None:
            return translate("SalvageDialog", "No file was made, and nothing was changed.")
        if state.report is None:
            words = translate(
                "SalvageDialog",
                "Everything that can still be read of “%1” is put into “%2”. The damaged file "
                "is not changed.",
            )
        else:
            words = translate(
                "SalvageDialog",
                "“%2” holds everything that could be read of “%1”. The damaged file was not "
                "changed: keep it until you are sure that nothing is missing.",
            )
        return filled(words, *(path.name if path else "" for path in (state.damaged, state.new)))

    def _close_text(self) -> str:
        if self._view_model.state.running:
            return translate("SalvageDialog", "Cancel")
        return translate("SalvageDialog", "Close")
