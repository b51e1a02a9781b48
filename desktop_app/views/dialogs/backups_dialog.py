"""The backups of the open file: which there are, what differs from one, and back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.view_models.backups_state import Doing
from desktop_app.views.backup_words import reason_text, size_text, users_text
from desktop_app.views.binding import bind
from desktop_app.views.dialogs.comparison_view import ComparisonView
from desktop_app.views.icons import icon
from desktop_app.views.message_bar import Message, MessageBar, MessageKind
from desktop_app.views.plain import plain_label
from desktop_app.views.screen_room import resize_within_screen
from desktop_app.views.text_table import TextColumn, TextModel, TextTable
from desktop_app.views.texts import error_text
from desktop_app.views.theme import stand_out
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.backups import Backup
    from desktop_app.domain.comparison import Comparison
    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.backups_state import BackupsState
    from desktop_app.view_models.backups_view_model import BackupsViewModel

_SAID = 10
_PERCENT = 100


class BackupsDialog(QDialog):
    """Looking closes it, since what is looked at is shown in the window; so does restoring."""

    def __init__(
        self,
        view_model: BackupsViewModel,
        look: Callable[[Backup], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view_model = view_model
        self._look_at = look
        self.bar, self.comparison = MessageBar(), ComparisonView()
        self.model: TextModel[Backup] = TextModel(_columns())
        self.table, self.none = TextTable(self.model), plain_label(wrap=True)
        self._pages, self._note = QStackedWidget(), plain_label(wrap=True)
        self.make, self.look = QPushButton(icon("archive"), ""), QPushButton(icon("eye"), "")
        self.compare, self.remove = QPushButton(), QPushButton(icon("trash-2"), "")
        self.progress, self.close_, self.restore = QProgressBar(), QPushButton(), QPushButton()
        view_model.dismiss()
        view_model.forget_comparison()
        self._lay_out()
        self._say = Words(self)
        self._speak()
        self._connect()
        resize_within_screen(self, QSize(760, 620))
        self.table.setFocus()
        view_model.refresh()

    def reject(self) -> None:
        """Esc gives up what takes its time, and stays; otherwise it closes."""
        doing = self._state.doing
        self._view_model.cancel()
        if doing in {None, Doing.COPYING}:
            super().reject()

    @property
    def chosen(self) -> Backup | None:
        row = self.table.chosen
        return self.model.rows[row] if row >= 0 else None

    @property
    def _state(self) -> BackupsState:
        return self._view_model.state

    def _lay_out(self) -> None:
        for button in (self.make, self.look, self.compare, self.remove, self.close_, self.restore):
            button.setAutoDefault(False)
        stand_out(self.restore)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self.none, self._note):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.none)
        self.table.setMinimumHeight(120)
        self.progress.setTextVisible(False)
        upper, parts = QWidget(), QSplitter(Qt.Orientation.Vertical)
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 8)
        above.setSpacing(8)
        above.addWidget(self._pages, 1)
        above.addLayout(_row(self.make, None, self.remove, self.look, self.compare))
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(self.comparison)
        parts.setSizes([300, 260])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self._note)
        column.addWidget(parts, 1)
        column.addLayout(_row(self.progress, None, self.close_, self.restore))

    def _connect(self) -> None:
        self.make.clicked.connect(self._view_model.make)
        self.look.clicked.connect(self._on_look)
        self.compare.clicked.connect(self._on_compare)
        self.remove.clicked.connect(self._on_remove)
        self.restore.clicked.connect(self._view_model.restore)
        self.close_.clicked.connect(self.reject)
        self.table.activated.connect(self._on_compare)
        self.table.selectionModel().selectionChanged.connect(self._on_choice)
        self.comparison.stop_requested.connect(self._view_model.cancel)
        model = self._view_model
        bind(model, lambda state: state.backups, self._show_backups, self)
        bind(model, _work, self._show_work, self)
        bind(model, lambda state: state.problem, self._show_problem, self)
        bind(model, lambda state: state.made, self._on_made, self)
        bind(model, lambda state: state.comparison, self._on_compared, self)
        bind(model, lambda state: state.restored, self._on_restored, self)

    def _speak(self) -> None:
        say = self._say
        say(self.setWindowTitle, lambda: translate("BackupsDialog", "Backups"))
        say(
            self._note.setText,
            lambda: translate(
                "BackupsDialog",
                "Backups are made automatically: on each day when something has changed, and "
                "before large changes. The older they get, the fewer of them are kept.",
            ),
        )
        say(self.table.setAccessibleName, lambda: translate("BackupsDialog", "Backups"))
        say(self.none.setText, self._none_text)
        say(self.make.setText, lambda: translate("BackupsDialog", "Back up &now"))
        say(self.look.setText, lambda: translate("BackupsDialog", "&Look inside"))
        say(self.compare.setText, lambda: translate("BackupsDialog", "&Compare"))
        say(self.remove.setText, lambda: translate("BackupsDialog", "&Delete…"))
        say(self.close_.setText, self._close_text)
        say(self.restore.setText, self._restore_text)
        say(self.progress.setAccessibleName, lambda: translate("BackupsDialog", "Progress"))

    def _show_backups(self, backups: tuple[Backup, ...] | None) -> None:
        """The one that was chosen stays chosen; else the newest is."""
        chosen = self.chosen
        self.model.show_rows(backups or ())
        rows = self.model.rows
        self._pages.setCurrentIndex(0 if rows else 1)
        self.comparison.setVisible(bool(rows))
        if rows:
            self.table.choose(rows.index(chosen) if chosen in rows else 0)
        self._show_work()

    def _show_work(self, _work: object = None) -> None:
        state, chosen = self._state, self.chosen
        self._show_comparison(state)
        idle = state.doing is None
        readable = chosen is not None and chosen.users is not None
        self.make.setEnabled(idle)
        self.look.setEnabled(idle and readable)
        self.compare.setEnabled(idle and readable)
        self.remove.setEnabled(idle and chosen is not None)
        total = state.comparison.total if state.comparison else 0
        self.restore.setEnabled(idle and total > 0 and not self._view_model.is_read_only)
        self.progress.setVisible(state.doing in {Doing.MAKING, Doing.RESTORING})
        self.progress.setRange(0, _PERCENT if state.share else 0)
        self.progress.setValue(round(state.share * _PERCENT))
        self._say.again()

    def _show_comparison(self, state: BackupsState) -> None:
        if state.doing is Doing.COMPARING:
            self.comparison.show_waiting()
        elif state.comparison is None:
            self.comparison.show_hint(self._hint_text())
        elif state.comparison.total:
            self.comparison.show_comparison(state.comparison, state.differences)
        else:
            words = translate("BackupsDialog", "No user has changed since this backup.")
            self.comparison.show_hint(words)

    def _show_problem(self, problem: AppError | None) -> None:
        if problem is not None:
            self.bar.tell(Message(text=error_text(problem), kind=MessageKind.ERROR))
        elif self.bar.message is not None:
            self.bar.clear()

    def _on_choice(self) -> None:
        if self._state.compared != self.chosen:
            self._view_model.cancel()
            self._view_model.forget_comparison()
        self._show_work()

    def _on_compare(self) -> None:
        if (chosen := self.chosen) is not None and self.compare.isEnabled():
            self._view_model.compare(chosen)

    def _on_remove(self) -> None:
        if (chosen := self.chosen) is not None:
            self._view_model.remove(chosen)

    def _on_look(self) -> None:
        if (chosen := self.chosen) is not None:
            self.accept()
            self._look_at(chosen)

    def _on_made(self, made: Backup | None) -> None:
        if made is not None:
            words = translate("BackupsDialog", "A backup was made and checked.")
            self.bar.tell(Message(text=words, seconds=_SAID))
            self.table.setFocus()  # a button that is at rest again has lost it

    def _on_compared(self, comparison: Comparison | None) -> None:
        if comparison is not None:
            (self.comparison.table if comparison.total else self.table).setFocus()

    def _on_restored(self, restored: int | None) -> None:
        if restored is not None:
            self.accept()

    def _none_text(self) -> str:
        if self._state.backups is None:
            return translate("BackupsDialog", "Looking for backups…")
        return translate("BackupsDialog", "There are no backups of this file yet.")

    def _hint_text(self) -> str:
        chosen = self.chosen
        if chosen is not None and chosen.users is None:
            return translate("BackupsDialog", "This backup cannot be read.")
        return translate(
            "BackupsDialog",
            "Compare shows which users have been added, deleted or changed since this backup. "
            "Then you can restore it.",
        )

    def _close_text(self) -> str:
        if self._state.doing not in {None, Doing.COPYING}:
            return translate("BackupsDialog", "Cancel")
        return translate("BackupsDialog", "Close")

    def _restore_text(self) -> str:
        found = self._state.comparison
        if found is None or not found.total:
            return translate("BackupsDialog", "Restore")
        return translate("BackupsDialog", "Restore %Ln user(s)", "", found.total)


def _work(state: BackupsState) -> tuple[object, ...]:
    return state.doing, state.share, state.comparison, state.compared


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Side by side; None is the room between."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row


def _columns() -> list[TextColumn[Backup]]:
    return [
        TextColumn(
            lambda: translate("BackupsDialog", "Made on"), lambda each: value_text(each.when), 22
        ),
        TextColumn(
            lambda: translate("BackupsDialog", "Why"), lambda each: reason_text(each.reason), 36
        ),
        TextColumn(lambda: translate("BackupsDialog", "Users"), users_text, 18, right=True),
        TextColumn(lambda: translate("BackupsDialog", "Size"), size_text, right=True),
    ]
