"""What every dialog is made of that asks for a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.views.button_row import foot
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import stand_out

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


class NameDialog(QDialog):
    """What is wrong with a name is said as it is typed; ``heads`` stand over it."""

    def __init__(self, name: str, heads: list[QLabel], parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(name)
        self.edit.setMinimumWidth(320)
        self.edit.selectAll()
        self.problem = plain_label(wrap=True)
        self.keep, self.go = QPushButton(), QPushButton()
        self.keep.setAutoDefault(False)
        self.go.setDefault(True)
        stand_out(self.go)
        self.go.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for part in (*heads, self.edit, self.problem):
            column.addWidget(part)
        column.addLayout(foot(self.keep, self.go))
        self.edit.textChanged.connect(self.judge)

    def judge(self, _text: str = "") -> None:
        """Once more, as in another language."""
        wrong = self.problem_of(self.edit.text())
        self.go.setEnabled(wrong is None)
        self.problem.setText(wrong or "")

    def problem_of(self, typed: str) -> str | None:
        """None if it can be taken; no words where nobody has to be told."""
        raise NotImplementedError
