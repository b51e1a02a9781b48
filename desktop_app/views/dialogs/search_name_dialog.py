"""Asks under which name a search is to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.saved_search import LONGEST_NAME
from desktop_app.views.button_row import foot
from desktop_app.views.plain import plain_label
from desktop_app.views.theme import stand_out
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Collection


class SearchNameDialog(QDialog):
    """That a name is taken is said as it is typed."""

    def __init__(self, name: str, taken: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._taken = {one.casefold() for one in taken}
        self.edit = QLineEdit(name)
        self.edit.setMaxLength(LONGEST_NAME)
        self.edit.setMinimumWidth(320)
        self.edit.selectAll()
        self.problem, text = plain_label(wrap=True), plain_label(wrap=True)
        text.setBuddy(self.edit)
        cancel, self._go = QPushButton(), QPushButton()
        cancel.setAutoDefault(False)
        self._go.setDefault(True)
        stand_out(self._go)
        self._go.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for part in (text, self.edit, self.problem):
            column.addWidget(part)
        column.addLayout(foot(cancel, self._go))
        self.edit.textChanged.connect(self._judge)
        say = Words(self)
        say(self.setWindowTitle, lambda: translate("SearchNameDialog", "Saved search"))
        say(text.setText, lambda: translate("SearchNameDialog", "Name in the list of places:"))
        say(self.edit.setAccessibleName, lambda: translate("SearchNameDialog", "Name"))
        say(self._go.setText, lambda: translate("SearchNameDialog", "Save"))
        say(cancel.setText, lambda: translate("SearchNameDialog", "Cancel"))
        say(lambda _words: self._judge(), lambda: "")

    @property
    def name(self) -> str:
        return " ".join(self.edit.text().split())

    def _judge(self, _text: str = "") -> None:
        is_taken = self.name.casefold() in self._taken
        self._go.setEnabled(bool(self.name) and not is_taken)
        words = translate("SearchNameDialog", "There is a saved search of this name already.")
        self.problem.setText(words if is_taken else "")
