"""Asks under which name a search is to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.saved_search import LONGEST_NAME
from desktop_app.views.name_dialog import NameDialog
from desktop_app.views.plain import plain_label
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget


class SearchNameDialog(NameDialog):
    """No two searches have one name."""

    def __init__(self, name: str, taken: Collection[str], parent: QWidget) -> None:
        text = plain_label(wrap=True)
        super().__init__(name, [text], parent)
        self._taken = {one.casefold() for one in taken}
        self.edit.setMaxLength(LONGEST_NAME)  # which takes the marking away
        self.edit.selectAll()
        text.setBuddy(self.edit)
        say = Words(self)
        say(self.setWindowTitle, lambda: translate("SearchNameDialog", "Saved search"))
        say(text.setText, lambda: translate("SearchNameDialog", "Name in the list of places:"))
        say(self.edit.setAccessibleName, lambda: translate("SearchNameDialog", "Name"))
        say(self.go.setText, lambda: translate("SearchNameDialog", "Save"))
        say(self.keep.setText, lambda: translate("SearchNameDialog", "Cancel"))
        say(self.judge, lambda: "")

    @property
    def name(self) -> str:
        return " ".join(self.edit.text().split())

    def problem_of(self, typed: str) -> str | None:
        del typed
        if self.name.casefold() in self._taken:
            return translate("SearchNameDialog", "There is a saved search of this name already.")
        return None if self.name else ""
