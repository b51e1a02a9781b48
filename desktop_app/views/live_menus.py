"""Menus whose entries depend on what is open and what was."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.query import DELETION, Place
from desktop_app.views.binding import bind
from desktop_app.views.icons import icon
from desktop_app.views.plain import plain_tip, unmarked
from desktop_app.views.recent_files import short_folder
from desktop_app.views.words import Words, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.query import UserQuery
    from desktop_app.views.users_table import UsersTable


class RecentMenu(QMenu):
    """The files that were open last, the newest first."""

    chosen = Signal(Path)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menuAction().setIcon(icon("history"))
        self.setToolTipsVisible(True)
        say = Words(self)
        say(self.setTitle, lambda: translate("Menu", "Open &recent"))

    def fill(self, recent: Sequence[Path]) -> None:
        self.clear()
        self.setEnabled(bool(recent))
        names = Counter(path.name for path in recent)
        for path in recent:
            words = path.name if names[path.name] == 1 else f"{path.name} – {short_folder(path)}"
            action = self.addAction(icon("file-text"), unmarked(words))
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
        self.setEnabled(False)
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
        for column, name in enumerate(self._table.users.columns):
            action = self.addAction("")
            action.setVisible(name not in DELETION)
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


class SortMenu(QMenu):
    """What a click on a heading does, for those who have no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table: UsersTable | None = None
        self._columns = QActionGroup(self)
        self._further = QActionGroup(self)
        self._further.setExclusive(False)
        self.then = QMenu(parent)
        self._ways = QActionGroup(self)
        # The window's, because clearing a menu deletes its own.
        self.ascending, self.descending = QAction(parent), QAction(parent)
        for way in (self.ascending, self.descending):
            way.setCheckable(True)
            self._ways.addAction(way)
        # Not from each action: a menu that loses one cuts it off from all that the menu does.
        self._columns.triggered.connect(self._sort)
        self._ways.triggered.connect(self._sort)
        self._further.triggered.connect(self._sort_also)
        self.menuAction().setIcon(icon("arrow-down"))
        self.setEnabled(False)
        say = Words(self)
        say(self.setTitle, lambda: translate("Menu", "&Sort by"))
        say(self.ascending.setText, lambda: translate("Menu", "&Ascending"))
        say(self.descending.setText, lambda: translate("Menu", "&Descending"))
        say(self.then.setTitle, lambda: translate("Menu", "&Then by"))
        say(lambda _words: self._name(), lambda: "")

    def show_table(self, table: UsersTable | None) -> None:
        """Whose order it is; None where no file is open."""
        self._table = table
        self.clear()
        self.then.clear()
        self.setEnabled(table is not None)
        if table is None:
            return
        for _ in table.users.columns:
            for group, menu in ((self._columns, self), (self._further, self.then)):
                action = group.addAction(menu.addAction(""))
                action.setCheckable(True)
        self.addMenu(self.then)
        self.addSeparator()
        self.addActions([self.ascending, self.descending])
        self._name()
        bind(table.view_model, lambda state: state.query, self._show_order, table)

    def _name(self) -> None:
        if self._table is not None:
            users = self._table.users
            for group in (self._columns, self._further):
                for action, name in zip(group.actions(), users.columns, strict=True):
                    action.setText(unmarked(users.label_of(name)))

    def _show_order(self, query: UserQuery) -> None:
        if self._table is not None:
            number = self._table.users.columns.index(query.sort)
            for action, name in zip(
                self._columns.actions(), self._table.users.columns, strict=True
            ):
                action.setVisible(name not in DELETION or query.place is Place.TRASH)
            self._columns.actions()[number].setChecked(True)
            (self.descending if query.descending else self.ascending).setChecked(True)
            further = dict(query.then)
            columns = self._table.users.columns
            for action, name in zip(self._further.actions(), columns, strict=True):
                action.setChecked(name in further)
                action.setEnabled(name != query.sort)

    def _sort(self, _action: QAction) -> None:
        if self._table is not None:
            number = self._columns.actions().index(self._columns.checkedAction())
            self._table.sort(number, descending=self.descending.isChecked())

    def _sort_also(self, action: QAction) -> None:
        """One more column, or one less."""
        if self._table is not None:
            name = self._table.users.columns[self._further.actions().index(action)]
            users, order = self._table.view_model, self._table.view_model.state.query.order
            left = [level for level in order if level[0] != name]
            users.sort_in_order(*left, *([(name, False)] if len(left) == len(order) else []))
