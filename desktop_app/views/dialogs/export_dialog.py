"""Users out to a file: which rows, which columns, and then where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QGroupBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.user import ATTRIBUTES
from desktop_app.view_models.export_view_model import Whom
from desktop_app.view_models.prompts import FileKind
from desktop_app.views.binding import bind
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.users_table_model import heading_of
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.export_view_model import ExportState, ExportViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.users_state import UsersState

_SAID = 10


class ExportDialog(QDialog):
    """Closes itself when all is written; the window says what and where."""

    def __init__(
        self,
        view_model: ExportViewModel,
        users_state: UsersState,
        shown_columns: Sequence[str],
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self._users = users_state
        self._shown = list(shown_columns)
        self._prompts = prompts
        self._stopping = False
        self.bar, self.progress, self.remark = MessageBar(), QProgressBar(), plain_label()
        self.selected_rows, self.shown_rows, self.all_rows = (QRadioButton() for _ in range(3))
        self.shown_columns, self.all_columns = QRadioButton(), QRadioButton()
        self.cancel, self.go = QPushButton(), QPushButton()
        self._choices = QGroupBox(), QGroupBox()
        self._note = plain_label(wrap=True)
        self._say = Words(self)
        # What the export before this one came to is no news any more.
        view_model.dismiss()
        self._choose_at_first()
        self._lay_out()
        self._speak()
        for box in (self.selected_rows, self.shown_rows, self.all_rows):
            box.toggled.connect(self._show_progress)
        self.go.clicked.connect(self._ask_file)
        self.cancel.clicked.connect(self.reject)
        bind(view_model, _progress, self._show_progress, self)
        bind(view_model, lambda state: state.running, self._on_running, self)
        bind(view_model, lambda state: state.problem, self._show_problem, self)
        bind(view_model, lambda state: state.written, self._on_written, self)

    def reject(self) -> None:
        """Esc stops an export that runs, and stays; otherwise it closes."""
        self._stopping = self._view_model.state.running
        self._view_model.cancel()
        if not self._stopping:
            super().reject()

    def _choose_at_first(self) -> None:
        """What is shown, if that is anything."""
        self.selected_rows.setVisible(bool(self._users.selection))
        self.shown_rows.setEnabled(self._users.count > 0)
        self.shown_rows.setChecked(self._users.count > 0)
        self.all_rows.setChecked(self._users.count == 0)
        self.shown_columns.setEnabled(bool(self._shown))
        self.shown_columns.setChecked(bool(self._shown))
        self.all_columns.setChecked(not self._shown)

    def _lay_out(self) -> None:
        rows = self.selected_rows, self.shown_rows, self.all_rows
        columns = self.shown_columns, self.all_columns
        for box, buttons in zip(self._choices, (rows, columns), strict=True):
            inside = QVBoxLayout(box)
            inside.setContentsMargins(0, 8, 0, 0)
            inside.setSpacing(4)
            for button in buttons:
                inside.addWidget(button)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.progress.setTextVisible(False)
        self.go.setDefault(True)
        self.cancel.setAutoDefault(False)
        stand_out(self.go)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.remark)
        foot.addStretch()
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        for box in self._choices:
            column.addWidget(box)
        column.addWidget(self._note)
        column.addStretch()
        column.addLayout(foot)
        self.setMinimumWidth(480)
        (self.shown_rows if self._users.count else self.all_rows).setFocus()

    def _speak(self) -> None:
        say, users = self._say, self._users
        rows, columns = self._choices
        say(self.setWindowTitle, lambda: translate("ExportDialog", "Export users"))
        say(rows.setTitle, lambda: translate("ExportDialog", "Users"))
        say(
            self.selected_rows.setText,
            lambda: translate("ExportDialog", "The %Ln user(s) selected", "", len(users.selection)),
        )
        say(
            self.shown_rows.setText,
            lambda: translate("ExportDialog", "The %Ln user(s) shown", "", users.count),
        )
        say(
            self.all_rows.setText,
            lambda: translate("ExportDialog", "All %Ln user(s) of the file", "", users.total),
        )
        say(columns.setTitle, lambda: translate("ExportDialog", "Columns"))
        say(
            self.shown_columns.setText,
            lambda: translate("ExportDialog", "The %Ln column(s) shown", "", len(self._shown)),
        )
        say(
            self.all_columns.setText,
            lambda: translate("ExportDialog", "All %Ln column(s)", "", len(ATTRIBUTES)),
        )
        say(
            self._note.setText,
            lambda: translate(
                "ExportDialog",
                "A cell that a spreadsheet would take for a formula gets an apostrophe in front. "
                "When the file is imported here, it comes back as it was.",
            ),
        )
        say(self.progress.setAccessibleName, lambda: translate("ExportDialog", "Users written"))
        say(self.remark.setText, self._remark_text)
        say(self.cancel.setText, self._cancel_text)
        say(self.go.setText, lambda: translate("ExportDialog", "Export…"))

    def _show_progress(self, _progress: object) -> None:
        state = self._view_model.state
        users, whom = self._users, self._whom
        rows = users.total if whom is Whom.ALL else users.count
        for box in self._choices:
            box.setEnabled(not state.running)
        self.go.setEnabled(rows > 0 and not state.running)
        self.progress.setVisible(state.running)
        self.progress.setRange(0, state.total)
        self.progress.setValue(state.done)
        self._say.again()

    def _show_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self.bar.tell(Message(text=error_text(problem), kind=MessageKind.ERROR))
        elif self.bar.message is not None:
            self.bar.dismiss()

    def _on_running(self, running: bool) -> None:
        if self._stopping and not running and self._view_model.state.written is None:
            words = translate("ExportDialog", "The export was cancelled. Nothing was written.")
            self.bar.tell(Message(text=words, seconds=_SAID))
        self._stopping = self._stopping and running

    def _on_written(self, written: int | None) -> None:
        if written is not None and self.isVisible():
            self.accept()

    def _ask_file(self) -> None:
        self._view_model.tasks.latest("ask file", self._export())

    async def _export(self) -> None:
        suggestion = translate("ExportDialog", "Users.csv", "name of a file")
        path = await self._prompts.file_to_save(FileKind.TABLE, suggestion, self.windowTitle())
        if path is None or not isValid(self):
            return
        names = ATTRIBUTES if self.all_columns.isChecked() else self._shown
        columns = {name: heading_of(name) for name in names}
        self._view_model.export(path, columns, self._whom)

    @property
    def _whom(self) -> Whom:
        if self.selected_rows.isChecked():
            return Whom.SELECTED
        return Whom.ALL if self.all_rows.isChecked() else Whom.SHOWN

    def _remark_text(self) -> str:
        state = self._view_model.state
        if not state.running:
            return ""
        words = translate("ExportDialog", "%1 of %2")
        done, total = QLocale().toString(state.done), QLocale().toString(state.total)
        return words.replace("%1", done).replace("%2", total)

    def _cancel_text(self) -> str:
        if self._view_model.state.running:
            return translate("ExportDialog", "Cancel export")
        return translate("ExportDialog", "Cancel")


def _progress(state: ExportState) -> tuple[bool, int, int]:
    return state.running, state.done, state.total
