"""One attribute in the form: label, editor, the mark of a change, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.attributes import Kind
from desktop_app.domain.problems import ProblemCode, Severity
from desktop_app.domain.user import ATTRIBUTES, UserFields
from desktop_app.view_models.user_form_state import FormMode
from desktop_app.views.date_editor import DateEditor
from desktop_app.views.editors import FlagEditor, LineEditor, LinesEditor
from desktop_app.views.form_texts import hint_text
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_label, plain_tip
from desktop_app.views.problem_line import ProblemLine
from desktop_app.views.problem_texts import spoken_problem
from desktop_app.views.theme import colours
from desktop_app.views.words import Words, label_of, translate

if TYPE_CHECKING:
    from desktop_app.domain.problems import Problem
    from desktop_app.view_models.user_form_state import FormState

    Editor = LineEditor | LinesEditor | FlagEditor

EDGE = 8
_MARK_LEFT, _MARK_WIDTH = 1, 3
_HEAD = 24


def editor_of(kind: Kind) -> Editor:
    if kind is Kind.FLAG:
        return FlagEditor()
    if kind is Kind.LINES:
        return LinesEditor()
    return DateEditor() if kind is Kind.DATE else LineEditor(kind)


class FormField(QWidget):
    """Shows its part of the form's state; says what the person does with the name of the field."""

    typed = Signal(str, object)
    left = Signal(str)
    submitted = Signal()
    revert_requested = Signal(str)
    owner_requested = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._attribute = ATTRIBUTES[name]
        self._problems: tuple[Problem, ...] = ()
        self._lines: list[ProblemLine] = []
        self._is_changed = False
        self._state: FormState | None = None
        self._label: QLabel | None = None
        self.editor = editor_of(self._attribute.kind)
        self.revert: QToolButton | None = None
        self._lay_out()
        self.editor.typed.connect(self._on_typed)
        self.editor.left.connect(self._on_left)
        self.editor.submitted.connect(self.submitted)
        self._say = Words(self)
        self._say(self._show_label, lambda: label_of(self._attribute.label))
        self._say(self.editor.show_hint, self._hint)
        self._say(self.editor.setAccessibleDescription, self._spoken)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        # There is room for the button from the start, so that nothing moves when it comes.
        self._head.addStrut(_HEAD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, 0, EDGE, 8)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        if isinstance(self.editor, FlagEditor):
            self._head.addWidget(self.editor, 1)
        else:
            self._label = plain_label(wrap=True)
            self._head.addWidget(self._label, 1)
            self._column.addWidget(self.editor)

    def _revert_button(self) -> QToolButton:
        """Most fields are never changed, so it is made when one is."""
        button = QToolButton()
        button.setIcon(icon("undo-2"))
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(_HEAD + 4, _HEAD)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_revert)
        self._head.addWidget(button)
        self.setTabOrder(self.editor, button)
        self._say(button.setAccessibleName, self._revert_words)
        self._say(lambda text: button.setToolTip(plain_tip(text)), self._revert_words)
        return button

    def show_as_heading(self) -> None:
        """For a section of one field: its label would only say the heading again."""
        if self._label is not None:
            font = self._label.font()
            font.setBold(True)
            self._label.setFont(font)

    def fill(self, state: FormState) -> None:
        """What is stored or drafted, where the editor shows something else."""
        value = state.value(self.name)
        if value is None and isinstance(self.editor, FlagEditor) and self.name not in state.mixed:
            value = UserFields.model_fields[self.name].default
        self.editor.show_value(value)
        if self.name not in state.draft:
            self.editor.forget_steps()

    def follow(self, state: FormState, *, read_only: bool) -> None:
        """Everything but the value: that is in the editor already."""
        before, self._state = self._state, state
        is_stored = self.name not in state.draft
        if before and is_stored and before.stored.get(self.name) != state.stored.get(self.name):
            self.editor.forget_steps()
        several = state.mode is FormMode.SEVERAL
        self.editor.lock(locked=read_only)
        if self._attribute.unique:
            self.editor.setEnabled(not several)
        self.editor.show_hint(self._hint())
        self._show_changed(changed=self.name in state.draft and not read_only)
        self._show_problems(state.shown_problems.get(self.name, ()))

    @property
    def is_changed(self) -> bool:
        return self._is_changed

    @property
    def is_wrong(self) -> bool:
        return any(problem.is_error for problem in self._problems)

    @property
    def problem_lines(self) -> list[ProblemLine]:
        return self._lines

    def _hint(self) -> str:
        return hint_text(self._state, self.name) if self._state else ""

    def _show_label(self, text: str) -> None:
        self.editor.setAccessibleName(text)
        if isinstance(self.editor, FlagEditor):
            self.editor.show_label(text)
        elif self._label is not None:
            self._label.setText(text)

    def _revert_words(self) -> str:
        return translate("UserForm", "Revert %1").replace("%1", label_of(self._attribute.label))

    def _show_changed(self, *, changed: bool) -> None:
        if changed != self._is_changed:
            self._is_changed = self.editor.is_changed = changed
            self.revert = self.revert or self._revert_button()
            if not changed and self.revert.hasFocus():
                self.editor.setFocus()
            self.revert.setVisible(changed)
            self.editor.setAccessibleDescription(self._spoken())
            self.update()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(problem) for problem in sorted(problems, key=_weight)]
        for line in self._lines:
            self._column.addWidget(line)
            line.owner_requested.connect(self.owner_requested)
        self.editor.setAccessibleDescription(self._spoken())
        if problems:
            self._announce()

    def _line(self, problem: Problem) -> ProblemLine:
        owner = self._state.owner if self._state else None
        taken = problem.code is ProblemCode.TAKEN and owner is not None
        return ProblemLine(problem, owner.key if taken and owner else None, self)

    def _spoken(self) -> str:
        words = [spoken_problem(problem) for problem in self._problems]
        if self._is_changed:
            words.append(translate("UserForm", "Changed, not saved yet."))
        return " ".join(words)

    def _announce(self) -> None:
        words = " ".join(spoken_problem(problem) for problem in self._problems)
        event = QAccessibleAnnouncementEvent(
            self.editor, f"{label_of(self._attribute.label)}. {words}"
        )
        QAccessible.updateAccessibility(event)

    def _on_typed(self, raw: object) -> None:
        self.typed.emit(self.name, raw)

    def _on_left(self) -> None:
        self.left.emit(self.name)

    def _on_revert(self) -> None:
        self.revert_requested.emit(self.name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_changed:
            return
        left = self.width() - _MARK_LEFT - _MARK_WIDTH if self.isRightToLeft() else _MARK_LEFT
        shades = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades.danger if self.is_wrong else shades.accent)
        bar = self.editor.geometry()
        painter.drawRoundedRect(left, bar.top(), _MARK_WIDTH, bar.height(), 2, 2)
        painter.end()


def _weight(problem: Problem) -> int:
    return list(Severity).index(problem.severity)
