"""What the actions do to the users of the open file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop_app.domain.saved_search import SavedSearch
from desktop_app.view_models.tasks import TaskScope
from desktop_app.views.date_editor import typed_values
from desktop_app.views.tsv import as_tsv, from_tsv
from desktop_app.views.value_texts import value_text

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.users_view_model import UsersViewModel
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.search_box import SearchBox
    from desktop_app.views.workspace_page import WorkspacePage


@dataclass(frozen=True, slots=True)
class View:
    """The parts of the window that commands act on; ``page`` answers what is open now.

    ``tables`` are the suffixes of files that can be imported.
    """

    window: QWidget
    search: SearchBox
    page: Callable[[], WorkspacePage | None]
    shortcuts: Sequence[tuple[str, Callable[[], str]]]
    tables: Sequence[str] = (".csv",)


class UserCommands:
    """Needs an open file; ``tasks`` are the conversations under way."""

    def __init__(
        self, view: View, prompts: Prompts, crash: Callable[[BaseException], None]
    ) -> None:
        self._view = view
        self._prompts = prompts
        self.tasks = TaskScope(crash)

    def undo(self) -> None:
        self._workspace.changes.undo()

    def redo(self) -> None:
        self._workspace.changes.redo()

    def copy(self, *, headers: bool) -> None:
        self._converse("copy", self._copy(headers=headers))

    def paste(self) -> None:
        """What is on the clipboard, from the cell with the cursor on."""
        table, text = self._page.table, QGuiApplication.clipboard().text()
        current, shown = table.currentIndex(), table.shown_columns()
        if not text or not current.isValid():
            return
        name = table.users.columns[current.column()]
        columns = shown[shown.index(name) :] if name in shown else shown
        cells = from_tsv(text)
        if cells[0] == [table.users.label_of(name) for name in columns[: len(cells[0])]]:
            del cells[0]  # copied with headings
        block = [typed_values(columns, row) for row in cells]
        self._workspace.pasting.paste(block, current.row(), columns, self._prompts)

    def edit_cell(self) -> None:
        self._page.editing.begin(None)

    def new_user(self) -> None:
        self._page.new_user()

    def save(self) -> None:
        self._page.form.submit()

    def save_and_new(self) -> None:
        self._page.form.submit_and_new()

    def revert(self) -> None:
        self._workspace.form.revert()

    def set_active(self, *, active: bool) -> None:
        self._workspace.users.set_active(active=active)

    def show_user_history(self) -> None:
        self._page.show_history()

    def delete_users(self) -> None:
        self._converse("delete", self._delete())

    def restore_users(self) -> None:
        self._converse("restore", self._restore())

    def restore_renamed(self, keys: tuple[int, ...]) -> None:
        """Out of the trash, with the question under which name."""
        self._workspace.trash.restore(keys, self._prompts)

    def erase_users(self) -> None:
        self._converse("erase", self._erase())

    def empty_trash(self) -> None:
        self._workspace.trash.empty(self._prompts)

    def add_filter(self) -> None:
        self._view.search.filters_requested.emit()

    def save_search(self) -> None:
        self._converse("save search", self._save_search())

    def rename_search(self, search: SavedSearch) -> None:
        self._converse("rename search", self._rename_search(search))

    async def _save_search(self) -> None:
        """What is seen now, however long the name takes."""
        query, saved = self._workspace.users.state.query, self._workspace.saved
        taken = [search.name for search in saved.state.searches]
        name = await self._prompts.search_name(query.text, taken)
        if name is not None:
            saved.save(SavedSearch(name, query.text, query.place))

    async def _rename_search(self, search: SavedSearch) -> None:
        saved = self._workspace.saved
        taken = [other.name for other in saved.state.searches if other != search]
        name = await self._prompts.search_name(search.name, taken)
        if name is not None:
            saved.rename(search, name)

    async def _delete(self) -> None:
        """Into the trash at once, since that can be undone; out of it only after a question."""
        workspace = self._workspace
        keys, name = await self._chosen()
        if keys and workspace.users.is_in_trash:
            workspace.trash.purge(keys, self._prompts, name)
        elif keys:
            workspace.users.delete(keys, name)

    async def _restore(self) -> None:
        keys, name = await self._chosen()
        if keys:
            self._workspace.trash.restore(keys, self._prompts, name)

    async def _erase(self) -> None:
        keys, name = await self._chosen()
        if keys:
            self._workspace.trash.erase(keys, self._prompts, name)

    async def _chosen(self) -> tuple[tuple[int, ...], str]:
        """Who is selected, with the name where it is one."""
        users = self._workspace.users
        keys = await users.selection()
        return keys, _name_of(users) if keys == users.state.selected else ""

    async def _copy(self, *, headers: bool) -> None:
        table = self._page.table
        columns = table.shown_columns()
        values = await self._workspace.users.selected_values(columns)
        rows = [[value_text(value) for value in row] for row in values]
        if headers:
            rows.insert(0, [table.users.label_of(name) for name in columns])
        text = await asyncio.to_thread(as_tsv, rows)
        QGuiApplication.clipboard().setText(text)

    def _converse(self, name: str, conversation: Coroutine[Any, Any, None]) -> None:
        self.tasks.latest(name, conversation)

    @property
    def _workspace(self) -> Workspace:
        return self._page.workspace

    @property
    def _page(self) -> WorkspacePage:
        page = self._view.page()
        if page is None:
            raise LookupError("no file is open")
        return page


def _name_of(users: UsersViewModel) -> str:
    """Of the one user that is selected, by the row itself: the form may be a moment behind."""
    rows = users.state.selected_rows
    row = users.rows.row(rows[0]) if len(rows) == 1 else None
    return str(row.values["display_name"] or row.values["user_name"]) if row else ""
