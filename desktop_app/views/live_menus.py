"""Menus whose entries depend on what is open and what was."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_tip, unmarked
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from desktop_app.views.users_table import UsersTable


class RecentMenu(QMenu):
    """The files that were open last, the newest first."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menuAction().setIcon(icon("history"))
        say = Words(self)
        say(self.setTitle, lambda: translate("Menu", "Open &recent"))

    def fill(self, recent: Sequence[Path]) -> None:
        self.clear()
        self.setEnabled(bool(recent))
        for path in recent:
            action = self.addAction(icon("file-text"), unmarked(path.name))
            action.setToolTip(plain_tip(str(path)))
            action.triggered.connect(partial(self._choose, path))

    def _choose(self, path: Path, _checked: bool = False) -> None:
        self.chosen.emit(path)


class ColumnsMenu(QMenu):
    """Every column of the open file, those that are shown ticked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table: UsersTable | None = None
        self.menuAction().setIcon(icon("columns-3"))
        say = Words(self)
        say(self.setTitle, lambda: translate("Menu", "&Columns"))
        say(lambda _words: self._name(), lambda: "")

    def show_table(self, table: UsersTable | None) -> None:
        """Whose columns they are; None where no file is open."""
        self._table = table
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.setEnabled(self._table is not None)
        if self._table is None:
            return
        for column in range(len(self._table.users.columns)):
            action = self.addAction("")
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(column))
            action.toggled.connect(partial(_show_column, self._table, column, action))
        self._name()

    def _name(self) -> None:
        # Not by filling anew: Qt is just going through the actions to tell them of the language.
        if self._table is not None:
            users = self._table.users
            for action, name in zip(self.actions(), users.columns, strict=True):
                action.setText(unmarked(users.label_of(name)))


def _show_column(table: UsersTable, column: int, action: QAction, shown: bool) -> None:
    table.show_column(column, shown)
    action.setChecked(not table.isColumnHidden(column))  # the last one stays
