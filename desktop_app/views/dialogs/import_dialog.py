"""Users in from a file: what file, which column is what, what will happen, in one dialog.

A good file needs no click but the last one: what was detected stands in one line above the
preview, and unfolds where it is to be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.errors import AppError, TableReason, TableRefusedError
from desktop_app.operations.import_plan import RowKind
from desktop_app.view_models.prompts import FileKind
from desktop_app.views.binding import bind
from desktop_app.views.dialogs.import_columns import ColumnChoices, Line
from desktop_app.views.dialogs.import_file_options import FileOptions
from desktop_app.views.dialogs.import_preview import ImportPreview
from desktop_app.views.dialogs.import_words import (
    encoding_text,
    foreign_sample,
    header_text,
    separator_text,
)
from desktop_app.views.dialogs.refused_rows import save_refused
from desktop_app.views.icons import IconMark, Tint, icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.formats import TableOptions
    from desktop_app.operations.import_plan import ImportPlan
    from desktop_app.view_models.import_view_model import ImportState, ImportViewModel
    from desktop_app.view_models.prompts import Prompts

# What another choice of encoding, separator, header or columns may mend.
_MENDABLE = frozenset(TableReason) - {
    TableReason.MISSING,
    TableReason.NOT_A_FILE,
    TableReason.NO_PERMISSION,
    TableReason.TOO_LARGE,
    TableReason.NOT_WRITTEN,
}


class ImportDialog(QDialog):
    """Closes itself when the users are in; the window says so, and offers to undo it."""

    def __init__(
        self, view_model: ImportViewModel, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self._prompts = prompts
        self._path: Path | None = None
        self._stopped = False
        self.options, self.columns, self.preview = FileOptions(), ColumnChoices(), ImportPreview()
        self.guess, self.bar = MessageBar(), MessageBar()
        self.erase, self.progress = QCheckBox(), QProgressBar()
        self.change, self.other = QPushButton(), QPushButton()
        self.save, self.close_button, self.go = QPushButton(), QPushButton(), QPushButton()
        self._name, self._summary, self._blank = Line(), Line(muted=True), plain_label()
        self._settings, self._splitter = QWidget(), QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._say = Words(self)
        self._speak()
        self._connect()
        self._bind()
        self.resize(960, 680)

    def reject(self) -> None:
        """Esc stops an import that runs and stays; otherwise it closes."""
        importing = self._view_model.state.importing
        self._view_model.cancel()
        if not importing:
            super().reject()

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Show or hide the choices of file and columns."""
        if unfolded and self._settings.isHidden():
            half = max(self._splitter.height() // 2, 160)
            self._splitter.setSizes([half, half])
        self._settings.setVisible(unfolded)
        self._say.again()

    def _lay_out(self) -> None:
        bold = self._name.font()
        bold.setBold(True)
        self._name.setFont(bold)
        self._blank.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(self._name)
        titles.addWidget(self._summary)
        head = _row(IconMark(icon("file-text", Tint.MUTED), 32))
        head.addLayout(titles, 1)
        head.addWidget(self.change)
        head.addWidget(self.other)
        settings = QVBoxLayout(self._settings)
        settings.setContentsMargins(0, 0, 0, 12)
        settings.setSpacing(8)
        settings.addWidget(self.options)
        settings.addWidget(self.columns, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._settings)
        self._splitter.addWidget(self.preview)
        self._splitter.setStretchFactor(1, 1)
        self._settings.hide()
        below = _row(self.erase, None, self._blank)
        foot = _row(self.save, self.progress, None, self.close_button, self.go)
        foot.setStretchFactor(self.progress, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.guess)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)
        column.addLayout(below)
        column.addLayout(foot)
        for button in (self.change, self.other, self.save, self.close_button):
            button.setAutoDefault(False)
        self.change.setIcon(icon("settings"))
        self.other.setIcon(icon("folder-open"))
        self.save.setIcon(icon("save"))
        self.go.setDefault(True)
        stand_out(self.go)
        self.progress.setTextVisible(False)
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)

    def _connect(self) -> None:
        self.options.changed.connect(self._look)
        self.columns.chosen.connect(self._choose)
        self.preview.stop_requested.connect(self._stop)
        self.preview.again_requested.connect(self._again)
        self.erase.clicked.connect(self._set_erase)
        self.change.clicked.connect(self._unfold)
        self.other.clicked.connect(self._ask_other)
        self.save.clicked.connect(self._ask_save)
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self._carry_out)

    def _bind(self) -> None:
        model = self._view_model
        bind(model, lambda state: (state.shape, state.options), self._show_file, self)
        bind(model, lambda state: (state.shape, state.targets), self._show_columns, self)
        bind(model, lambda state: (state.plan, state.problem), self._show_outcome, self)
        bind(model, lambda state: state.share, self.preview.show_share, self.preview)
        bind(model, lambda state: state.erase, self.erase.setChecked, self.erase)
        bind(model, lambda state: (state.importing, state.done), self._show_progress, self)
        bind(model, lambda state: state.imported, self._on_imported, self)

    def _speak(self) -> None:
        say = self._say
        say(self.setWindowTitle, lambda: translate("ImportDialog", "Import users"))
        say(self._name.say, lambda: self._path.name if self._path else "")
        say(self._summary.say, self._summary_text)
        say(self.change.setText, self._change_text)
        say(self.other.setText, lambda: translate("ImportDialog", "Another file…"))
        say(
            self.erase.setText,
            lambda: translate("ImportDialog", "Empty cells erase stored values"),
        )
        say(self._blank.setText, self._blank_text)
        say(self.save.setText, lambda: translate("ImportDialog", "Save refused rows…"))
        say(self.progress.setAccessibleName, lambda: translate("ImportDialog", "Rows imported"))
        say(self.close_button.setText, self._close_text)
        say(self.go.setText, self._go_text)

    @property
    def _state(self) -> ImportState:
        return self._view_model.state

    def _show_file(self, _file: object) -> None:
        shape = self._state.shape
        if shape is not None:
            self._path = shape.path
        self.options.show_file(shape, self._state.options)
        if shape is None or shape.certain:
            if self.guess.message is not None:
                self.guess.dismiss()
        else:
            self.guess.tell(self._guess_message())
        self._say.again()

    def _show_columns(self, _columns: object) -> None:
        self.columns.show_columns(self._state.shape, self._state.targets)
        self._say.again()

    def _show_outcome(self, _outcome: object) -> None:
        """The problem if there is one, else the plan, else that it is being made."""
        plan, problem = self._state.plan, self._state.problem
        if problem is not None:
            self._show_problem(problem)
        elif plan is not None:
            self._show_plan(plan)
        elif self._stopped:
            words = translate("ImportDialog", "Stopped. Nothing was changed.")
            self.preview.show_refusal(words, harmless=True)
        else:
            self.preview.show_working()
        self._show_buttons()

    def _show_plan(self, plan: ImportPlan) -> None:
        first = self.preview.model.count(None) == 0
        self._stopped = False
        self.preview.show_plan(plan)
        if first and self._settings.isHidden():
            self.go.setEnabled(True)
            self.go.setFocus()

    def _show_problem(self, problem: AppError) -> None:
        about_file = isinstance(problem, TableRefusedError)
        if about_file:
            self._path = problem.path
        self.preview.show_refusal(error_text(problem))
        if about_file and problem.reason in _MENDABLE:
            self.set_unfolded(unfolded=True)
        no_column = about_file and problem.reason is TableReason.NO_COLUMN
        self.columns.setEnabled(no_column or not about_file)

    def _show_buttons(self) -> None:
        state, count = self._state, self.preview.model.count
        fitting = state.plan is not None and state.problem is None
        if fitting:
            self.columns.setEnabled(True)
        something = count(RowKind.NEW) + count(RowKind.CHANGED) > 0
        free = fitting and not state.importing
        self.go.setEnabled(free and something and not self._view_model.is_read_only)
        self.save.setVisible(count(RowKind.REFUSED) > 0)
        self.save.setEnabled(free)
        for part in (self._settings, self.change, self.other, self.erase):
            part.setEnabled(not state.importing)
        self._say.again()

    def _show_progress(self, _progress: object) -> None:
        state = self._state
        self.progress.setVisible(state.importing)
        self.progress.setRange(0, max(state.total, 1))
        self.progress.setValue(state.done)
        self._show_buttons()

    def _on_imported(self, count: int | None) -> None:
        if count is not None and self.isVisible():
            self.accept()

    def _look(self, options: TableOptions) -> None:
        if self._path is not None:
            self._stopped = False
            self._view_model.look(self._path, options)

    def _again(self) -> None:
        self._look(self._state.options)

    def _choose(self, column: int, attribute: str | None) -> None:
        self._stopped = False
        self._view_model.choose(column, attribute)

    def _set_erase(self, erase: bool) -> None:
        self._stopped = False
        self._view_model.set_erase(erase=erase)

    def _stop(self) -> None:
        self._stopped = True
        self._view_model.cancel()
        self._show_outcome(None)

    def _unfold(self) -> None:
        self.set_unfolded(unfolded=self._settings.isHidden())

    def _carry_out(self) -> None:
        self._view_model.carry_out()

    def _ask_other(self) -> None:
        self._view_model.tasks.latest("ask file", self._begin_other())

    def _ask_save(self) -> None:
        self._view_model.tasks.latest("save refused", self._save_refused())

    async def _begin_other(self) -> None:
        path = await self._prompts.file_to_open(FileKind.TABLE)
        if path is not None and isValid(self):
            self._stopped = False
            self._view_model.begin(path)

    async def _save_refused(self) -> None:
        state = self._state
        if state.shape is None or state.plan is None:
            return
        words = translate("ImportDialog", "%1 refused.csv", "name of a file")
        suggestion = words.replace("%1", state.shape.path.stem)
        path = await self._prompts.file_to_save(FileKind.TABLE, suggestion)
        if path is None:
            return
        try:
            count = await save_refused(path, state.shape.columns, state.plan.rows)
            words = translate("ImportDialog", "%Ln row(s) saved to %1", "", count)
            message = Message(text=words.replace("%1", path.name), seconds=10)
        except AppError as error:
            message = Message(text=error_text(error), kind=MessageKind.ERROR)
        if isValid(self):
            self.bar.tell(message)

    def _guess_message(self) -> Message:
        shape = self._state.shape
        assert shape is not None
        words = translate("ImportDialog", "The encoding is a guess: %1. Does this read well? %2")
        text = words.replace("%1", encoding_text(shape.encoding))
        return Message(text=text.replace("%2", foreign_sample(shape)), kind=MessageKind.WARNING)

    def _summary_text(self) -> str:
        shape, targets = self._state.shape, self._state.targets
        if shape is None:
            return ""
        used = translate("ImportDialog", "%1 of %2 columns used")
        used = used.replace("%1", str(sum(map(bool, targets)))).replace("%2", str(len(targets)))
        header = header_text(shape.header_row)
        if shape.header_row:
            header = translate("ImportDialog", "Header: %1").replace("%1", header.lower())
        parts = (encoding_text(shape.encoding), separator_text(shape.delimiter), header, used)
        return " · ".join(parts)

    def _change_text(self) -> str:
        if self._settings.isHidden():
            return translate("ImportDialog", "Change…")
        return translate("ImportDialog", "Hide choices")

    def _blank_text(self) -> str:
        state = self._state
        if self._view_model.is_read_only:
            return translate("ImportDialog", "This userbook can only be read.")
        if state.importing:
            words = translate("ImportDialog", "%1 of %2")
            done, total = QLocale().toString(state.done), QLocale().toString(state.total)
            return words.replace("%1", done).replace("%2", total)
        blank = state.plan.blank if state.plan else 0
        return translate("ImportDialog", "%Ln blank row(s) left out", "", blank) if blank else ""

    def _close_text(self) -> str:
        if self._state.importing:
            return translate("ImportDialog", "Cancel import")
        return translate("ImportDialog", "Cancel")

    def _go_text(self) -> str:
        count = self.preview.model.count
        new, changed = count(RowKind.NEW), count(RowKind.CHANGED)
        if new and changed:
            words = translate("ImportDialog", "Add %1, change %2")
            return words.replace("%1", QLocale().toString(new)).replace(
                "%2", QLocale().toString(changed)
            )
        if changed:
            return translate("ImportDialog", "Change %Ln user(s)", "button", changed)
        if new:
            return translate("ImportDialog", "Add %Ln user(s)", "button", new)
        return translate("ImportDialog", "Nothing to import")


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets beside each other; None is what stretches."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
