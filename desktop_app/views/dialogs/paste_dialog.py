"""What a pasted block would change, cell by cell, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from desktop_app.views.button_row import foot
from desktop_app.views.icons import Tint, icon
from desktop_app.views.plain import plain_label
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.screen_room import resize_within_screen
from desktop_app.views.text_table import TextColumn, TextModel, TextTable
from desktop_app.views.theme import stand_out
from desktop_app.views.users_table_model import heading_of
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.problems import Problem
    from desktop_app.operations.paste import PastedRow, PastePlan

_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class _Cell:
    row: PastedRow
    name: str
    problem: Problem | None = None


class PasteDialog(QDialog):
    """Accepted only where all of it can be stored."""

    def __init__(self, plan: PastePlan, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = plan
        self.summary, self.remark = plain_label(wrap=True), plain_label(wrap=True)
        self.model = TextModel[_Cell](_columns())
        self.model.show_rows(_cells(plan)[:_SHOWN])
        self.table = TextTable(self.model)
        self.go, self.keep = QPushButton(), QPushButton()
        self._lay_out()
        self._speak()
        self.go.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        font = self.summary.font()
        font.setBold(True)
        self.summary.setFont(font)
        self.remark.setHidden(self._plan.is_sound)
        self.go.setEnabled(self._plan.is_sound)
        (self.go if self._plan.is_sound else self.keep).setDefault(True)
        stand_out(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (self.summary, self.remark):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(foot(self.keep, self.go))
        resize_within_screen(self, QSize(920, 460))

    def _speak(self) -> None:
        say, count = Words(self), len(self._plan.changed)
        say(self.setWindowTitle, lambda: translate("PasteDialog", "Paste"))
        say(
            self.summary.setText,
            lambda: translate("PasteDialog", "%Ln user(s) would change.", "", count),
        )
        say(self.remark.setText, self._remark_text)
        say(self.table.setAccessibleName, lambda: translate("PasteDialog", "Changes"))
        say(self.keep.setText, lambda: translate("PasteDialog", "Cancel"))
        say(self.go.setText, lambda: translate("PasteDialog", "Change %Ln user(s)", "", count))

    def _remark_text(self) -> str:
        if self._plan.below > 0:
            return translate(
                "PasteDialog", "%Ln row(s) have no place below the last user.", "", self._plan.below
            )
        if self._plan.beside:
            return translate(
                "PasteDialog",
                "%Ln column(s) have no place beside the last one. Show more columns.",
                "",
                self._plan.beside,
            )
        return translate(
            "PasteDialog", "Nothing is stored before what is wrong is mended where you copied it."
        )


def _columns() -> tuple[TextColumn[_Cell], ...]:
    return (
        TextColumn(
            lambda: translate("PasteDialog", "Row"),
            lambda cell: QLocale().toString(cell.row.line),
            12,
            right=True,
        ),
        TextColumn(
            lambda: translate("PasteDialog", "User"),
            lambda cell: cell.row.user.display_name or cell.row.user.user_name,
            24,
        ),
        TextColumn(
            lambda: translate("PasteDialog", "Column"), lambda cell: heading_of(cell.name), 24
        ),
        TextColumn(
            lambda: translate("PasteDialog", "Before"),
            lambda cell: value_text(getattr(cell.row.user, cell.name)),
            24,
        ),
        TextColumn(
            lambda: translate("PasteDialog", "After"),
            _after,
            icon=lambda cell: (
                icon("circle-alert", Tint.DANGER) if cell.problem else icon("check", Tint.SUCCESS)
            ),
        ),
    )


def _after(cell: _Cell) -> str:
    if cell.problem is not None:
        return problem_text(cell.problem)
    return value_text(cell.row.changes[cell.name]) or translate("PasteDialog", "(empty)")


def _cells(plan: PastePlan) -> list[_Cell]:
    """What is wrong comes first."""
    wrong = [_Cell(row, problem.field, problem) for row in plan.rows for problem in row.problems]
    known = {(cell.row.line, cell.name) for cell in wrong}
    right = [_Cell(row, name) for row in plan.rows for name in row.changes]
    return [*wrong, *(cell for cell in right if (cell.row.line, cell.name) not in known)]
