"""Asks for another user name where the old one belongs to somebody else by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.user import review
from desktop_app.views.button_row import foot
from desktop_app.views.plain import plain_label
from desktop_app.views.problem_texts import problem_text
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from desktop_app.domain.problems import Problem


class UserNameDialog(QDialog):
    """What is wrong with a name is said as it is typed."""

    def __init__(self, taken: str, suggestion: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(suggestion)
        self.edit.setMinimumWidth(320)
        self.edit.selectAll()
        self.problem = plain_label(wrap=True)
        text, detail = plain_label(wrap=True), plain_label(wrap=True)
        font = text.font()
        font.setBold(True)
        text.setFont(font)
        keep, self._go = QPushButton(), QPushButton()
        keep.setAutoDefault(False)
        self._go.setDefault(True)
        stand_out(self._go)
        self._go.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for part in (text, detail, self.edit, self.problem):
            column.addWidget(part)
        column.addLayout(foot(keep, self._go))
        self.edit.textChanged.connect(self._judge)
        say = Words(self)
        say(self.setWindowTitle, lambda: translate("UserNameDialog", "Restore"))
        say(
            text.setText,
            lambda: translate(
                "UserNameDialog", "The user name “%1” now belongs to somebody else."
            ).replace("%1", taken),
        )
        say(
            detail.setText,
            lambda: translate("UserNameDialog", "Restore this user under another user name:"),
        )
        say(self.edit.setAccessibleName, lambda: translate("UserNameDialog", "User name"))
        say(self._go.setText, lambda: translate("UserNameDialog", "Restore"))
        say(keep.setText, lambda: translate("UserNameDialog", "Leave in the trash"))
        self._judge()

    @property
    def user_name(self) -> str:
        return self.edit.text()

    def _judge(self) -> None:
        problem = _problem_of(self.edit.text())
        self._go.setEnabled(problem is None)
        self.problem.setText(problem_text(problem) if problem else "")


def _problem_of(typed: str) -> Problem | None:
    _, problems = review({"user_name": typed})
    return next((problem for problem in problems if problem.is_error), None)
