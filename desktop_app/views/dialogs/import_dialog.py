"""Users in from a file: what file, which column is what, what will happen, in one dialog.

A good file needs no click but the last one: what was detected stands in one line above the
preview, and unfolds where it is to be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import AppError, TableReason, TableRefusedError
from desktop_app.operations.planned_rows import RowKind
from desktop_app.view_models.prompts import FileKind
from desktop_app.views.binding import bind
from desktop_app.views.dialogs.import_columns import ColumnChoices
from desktop_app.views.dialogs.import_file_options import FileOptions
from desktop_app.views.dialogs.import_foot import ImportFoot, Outlook
from desktop_app.views.dialogs.import_head import ImportHead
from desktop_app.views.dialogs.import_preview import ImportPreview
from desktop_app.views.dialogs.import_words import encoding_text, foreign_sample
from desktop_app.views.dialogs.refused_rows import save_refused
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.screen_room import resize_within_screen
from desktop_app.views.texts import error_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.formats import TableOptions, TableShape
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
_SAID = 10


class ImportDialog(QDialog):
    """Leaves when its button is pressed: the window says how far it is, and can give it up.

    Comes back if it failed.
    """

    def __init__(
        self, view_model: ImportViewModel, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self._prompts = prompts
        self._path: Path | None = None
        self._stopped = False
        self.head, self.foot = ImportHead(), ImportFoot()
        self.guess, self.bar = MessageBar(), MessageBar()
        self.options, self.columns, self.preview = FileOptions(), ColumnChoices(), ImportPreview()
        self.choices, self._splitter = QWidget(), QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self._bind()
        Words(self)(self.setWindowTitle, lambda: translate("ImportDialog", "Import users"))
        self.foot.cancel.setFocus()
        resize_within_screen(self, QSize(960, 680))

    def reject(self) -> None:
        """What is being planned is given up."""
        self._view_model.cancel()
        super().reject()

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Show or hide the choices of file and columns."""
        self.choices.setVisible(unfolded)
        self.preview.setContentsMargins(0, 12 if unfolded else 0, 0, 0)
        self.head.show_unfolded(unfolded=unfolded)
        self._share_room()

    def _share_room(self) -> None:
        """The choices get what they need, and not more than half."""
        whole = self._splitter.height()
        wanted = min(self.choices.sizeHint().height(), whole // 2)
        self._splitter.setSizes([wanted, whole - wanted])

    def _lay_out(self) -> None:
        choices = QVBoxLayout(self.choices)
        choices.setContentsMargins(0, 0, 0, 12)
        choices.setSpacing(8)
        choices.addWidget(self.options)
        choices.addWidget(self.columns, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.choices)
        self._splitter.addWidget(self.preview)
        self.choices.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.guess)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.change.clicked.connect(self._unfold)
        self.head.other.clicked.connect(self._ask_other)
        self.options.changed.connect(self._look)
        self.columns.chosen.connect(self._choose)
        self.preview.stop_requested.connect(self._stop)
        self.preview.again_requested.connect(self._again)
        self.foot.erase.clicked.connect(self._set_erase)
        self.foot.save.clicked.connect(self._ask_save)
        self.foot.cancel.clicked.connect(self.reject)
        self.foot.go.clicked.connect(self._carry_out)

    def _bind(self) -> None:
        model = self._view_model
        bind(model, _file_and_columns, self._show_file, self)
        bind(model, lambda state: (state.plan, state.problem), self._show_outcome, self)
        bind(model, lambda state: state.share, self.preview.show_share, self.preview)
        bind(model, lambda state: state.erase, self.foot.erase.setChecked, self.foot)

    @property
    def _state(self) -> ImportState:
        return self._view_model.state

    def _show_file(self, _file: object) -> None:
        state, problem = self._state, self._state.problem
        shape, self._path = state.shape, state.shape.path if state.shape else self._path
        if isinstance(problem, TableRefusedError):
            self._path = problem.path
            # The shape is that of the choices before these.
            shape = shape if problem.reason is TableReason.NO_COLUMN else None
        targets = state.targets if shape else ()
        self.head.show_file(self._path, shape, targets)
        self.options.show_file(shape, state.options)
        self.columns.show_columns(shape, targets)
        if self.columns.isHidden() != (shape is None):
            self.columns.setHidden(shape is None)
            self._share_room()
        if shape is not None and not shape.certain:
            self.guess.tell(self._about_guess(shape))
        elif self.guess.message is not None:
            self.guess.dismiss()

    def _about_guess(self, shape: TableShape) -> Message:
        words = translate("ImportDialog", "The encoding is a guess: %1. Does this read well? %2")
        text = words.replace("%1", encoding_text(shape.encoding))
        return Message(
            text=text.replace("%2", foreign_sample(shape)),
            kind=MessageKind.WARNING,
            action=translate("ImportDialog", "Choose another…"),
            act=self._choose_encoding,
        )

    def _choose_encoding(self) -> None:
        self.set_unfolded(unfolded=True)
        self.options.encoding.setFocus()

    def _show_outcome(self, _outcome: object) -> None:
        """The problem if there is one, else the plan, else that it is being made."""
        plan, problem = self._state.plan, self._state.problem
        if problem is not None:
            self._show_problem(problem)
        elif plan is not None:
            self._stopped = False
            self.preview.show_plan(plan)
        elif self._stopped:
            words = translate("ImportDialog", "Stopped. Nothing was changed.")
            self.preview.show_refusal(words, harmless=True)
        else:
            self.preview.show_working()
        self._show_outlook()
        if self.foot.go.isEnabled() and self.focusWidget() in {None, self.foot.cancel}:
            self.foot.go.setFocus()

    def _show_problem(self, problem: AppError) -> None:
        reason = problem.reason if isinstance(problem, TableRefusedError) else None
        self.preview.show_refusal(error_text(problem), again=reason != TableReason.NO_COLUMN)
        if reason in _MENDABLE:
            self.set_unfolded(unfolded=True)

    def _show_outlook(self) -> None:
        state, count = self._state, self.preview.model.count
        ready = state.plan is not None and state.problem is None
        self.foot.show_outlook(
            Outlook(
                ready=ready,
                failed=state.problem is not None,
                new=count(RowKind.NEW),
                changed=count(RowKind.CHANGED),
                refused=count(RowKind.REFUSED),
                blank=state.plan.blank if state.plan else 0,
                read_only=self._view_model.is_read_only,
            )
        )

    def _unfold(self) -> None:
        self.set_unfolded(unfolded=self.choices.isHidden())

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

    def _carry_out(self) -> None:
        self.hide()
        self._view_model.carry_out().add_done_callback(self._on_carried_out)

    def _on_carried_out(self, _carrying_out: object) -> None:
        if isValid(self):
            self.accept() if self._state.problem is None else self.open()

    def _ask_other(self) -> None:
        self._view_model.tasks.latest("other file", self._begin_other())

    def _ask_save(self) -> None:
        self._view_model.tasks.latest("save refused", self._save_refused())

    async def _begin_other(self) -> None:
        path = await self._prompts.file_to_open(FileKind.TABLE)
        if path is not None and isValid(self):
            self._stopped = False
            self._view_model.begin(path)

    async def _save_refused(self) -> None:
        shape, plan = self._state.shape, self._state.plan
        if shape is None or plan is None:
            return
        words = translate("ImportDialog", "%1 refused.csv", "name of a file")
        suggestion = words.replace("%1", shape.path.stem)
        title = translate("ImportDialog", "Save refused rows")
        path = await self._prompts.file_to_save(FileKind.TABLE, suggestion, title)
        if path is None:
            return
        try:
            count = await save_refused(path, shape.columns, plan)
            words = translate("ImportDialog", "%Ln row(s) saved to “%1”", "", count)
            message = Message(text=words.replace("%1", path.name), seconds=_SAID)
        except AppError as error:
            message = Message(text=error_text(error), kind=MessageKind.ERROR)
        if isValid(self):
            self.bar.tell(message)


def _file_and_columns(state: ImportState) -> tuple[object, ...]:
    return state.shape, state.options, state.targets, state.problem
