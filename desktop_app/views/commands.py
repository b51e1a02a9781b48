"""What the actions do. Starts work and returns: nothing here waits, except for an answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import (
    StorageError,
    StorageReason,
    TableReason,
    TableRefusedError,
)
from desktop_app.view_models.prompts import FileKind
from desktop_app.view_models.salvage_view_model import SalvageViewModel
from desktop_app.view_models.tasks import TaskScope
from desktop_app.views.texts import value_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.users_view_model import UsersViewModel
    from desktop_app.view_models.workspace import Workspace
    from desktop_app.views.preferences import Preferences
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


class Commands:
    """One method for each action; ``tasks`` are the conversations under way."""

    def __init__(
        self,
        view: View,
        file: FileViewModel,
        prompts: Prompts,
        preferences: Preferences,
        crash: Callable[[BaseException], None],
    ) -> None:
        self._view = view
        self._file = file
        self._prompts = prompts
        self._preferences = preferences
        self.tasks = TaskScope(crash)
        self.salvages = SalvageViewModel(file, crash)

    def new_file(self) -> None:
        self._file.new(translate("Files", "Users.userbook"))

    def choose_file(self) -> None:
        self._file.open()

    def open_file(self, path: Path) -> None:
        self._file.open(path)

    def open_named(self, name: str) -> None:
        self._file.open(Path(name))

    def open_sample(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        self._file.sample(folder / translate("Files", "Sample users.userbook"))

    def open_dropped(self, path: Path) -> None:
        """A userbook is opened; a table goes into the open file, or into a new one."""
        if path.suffix.casefold() not in self._view.tables:
            self._file.open(path)
        elif self._file.state.workspace is not None:
            self.import_users(path)
        else:
            self._converse("import", self._begin_with(path))

    def close_file(self) -> None:
        self._file.close()

    def quit(self) -> None:
        self._view.window.close()

    def import_users(self, path: Path | None = None) -> None:
        self._converse("import", self._import(path))

    def export_users(self) -> None:
        self._converse("export", self._export())

    def add_sample_users(self) -> None:
        self._file.add_samples()

    def show_preferences(self) -> None:
        from desktop_app.views.dialogs.preferences_dialog import (  # noqa: PLC0415
            PreferencesDialog,
        )

        PreferencesDialog(self._preferences, self._view.window).open()

    def show_help(self) -> None:
        from desktop_app.views.dialogs.help_dialog import HelpDialog  # noqa: PLC0415

        HelpDialog(self._view.shortcuts, self._view.window).open()

    def show_about(self) -> None:
        from desktop_app.views.dialogs.about_dialog import AboutDialog  # noqa: PLC0415

        AboutDialog(self._view.window).open()

    def check_file(self) -> None:
        from desktop_app.views.dialogs.check_dialog import CheckDialog  # noqa: PLC0415

        checks = self._workspace.checks
        dialog = CheckDialog(checks, self._view.window)
        if checks.path is not None:
            dialog.salvage_requested.connect(partial(self.salvage, checks.path))
        dialog.open()
        checks.check()

    def salvage(self, damaged: Path) -> None:
        self._converse("salvage", self._salvage(damaged))

    def undo(self) -> None:
        self._workspace.changes.undo()

    def redo(self) -> None:
        self._workspace.changes.redo()

    def show_history(self) -> None:
        from desktop_app.views.dialogs.history_dialog import HistoryDialog  # noqa: PLC0415

        HistoryDialog(self._workspace.history, self._view.window).open()

    def copy(self, *, headers: bool) -> None:
        self._converse("copy", self._copy(headers=headers))

    def select_all(self) -> None:
        self._page.table.selectAll()

    def find(self) -> None:
        self._view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._view.search.selectAll()

    def toggle_sidebar(self) -> None:
        sidebar = self._page.sidebar
        sidebar.setVisible(not sidebar.isVisible())

    def toggle_details(self) -> None:
        self._page.show_details(wanted=not self._page.form.isVisible())

    def go_to_pane(self, number: int) -> None:
        page = self._page
        (page.go_to_places, page.go_to_people, page.edit_details)[number]()

    def go_to_next_pane(self) -> None:
        page, focus = self._page, QApplication.focusWidget()
        panes = (page.sidebar, page.table, page.form)
        here = next((i for i, pane in enumerate(panes) if _holds(pane, focus)), -1)
        self.go_to_pane((here + 1) % len(panes))

    def refresh(self) -> None:
        self._workspace.users.refresh()

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

    def delete_users(self) -> None:
        self._converse("delete", self._delete())

    def restore_users(self) -> None:
        self._converse("restore", self._restore())

    def erase_users(self) -> None:
        self._converse("erase", self._erase())

    def empty_trash(self) -> None:
        self._workspace.trash.empty(self._prompts)

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

    async def _import(self, path: Path | None) -> None:
        from desktop_app.views.dialogs.import_dialog import ImportDialog  # noqa: PLC0415

        imports, users = self._workspace.imports, self._workspace.users
        if users.is_read_only:
            raise StorageError(StorageReason.READ_ONLY)
        chosen = path or await self._prompts.file_to_open(FileKind.TABLE)
        if chosen is not None:
            if _is_part_of(chosen, self._workspace.path):
                raise TableRefusedError(chosen, TableReason.NOT_A_FILE)
            imports.begin(chosen)
            ImportDialog(imports, self._prompts, self._view.window).open()

    async def _salvage(self, damaged: Path) -> None:
        from desktop_app.views.dialogs.salvage_dialog import SalvageDialog  # noqa: PLC0415

        suggestion = translate("Files", "%1 (salvaged).userbook").replace("%1", damaged.stem)
        new = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion)
        if new is not None:
            self.salvages.salvage(damaged, new)
            SalvageDialog(self.salvages, self._view.window).open()

    async def _begin_with(self, table: Path) -> None:
        if await self._file.new(f"{table.stem}.userbook"):
            await self._import(table)

    async def _export(self) -> None:
        from desktop_app.views.dialogs.export_dialog import ExportDialog  # noqa: PLC0415

        workspace = self._workspace
        columns = self._page.table.shown_columns()
        dialog = ExportDialog(
            workspace.exports, workspace.users.state, columns, self._prompts, self._view.window
        )
        dialog.open()

    async def _copy(self, *, headers: bool) -> None:
        table = self._page.table
        columns = table.shown_columns()
        values = await self._workspace.users.selected_values(columns)
        rows = [[value_text(value) for value in row] for row in values]
        if headers:
            rows.insert(0, [table.users.label_of(name) for name in columns])
        text = await asyncio.to_thread(_as_tsv, rows)
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


def _is_part_of(path: Path, opened: Path | None) -> bool:
    """The open userbook, or what SQLite keeps beside it: reading it would drop SQLite's locks."""
    return opened is not None and any(
        path.resolve() == opened.with_name(opened.name + suffix).resolve()
        for suffix in ("", "-wal", "-shm", "-journal")
    )


def _name_of(users: UsersViewModel) -> str:
    """Of the one user that is selected, by the row itself: the form may be a moment behind."""
    rows = users.state.selected_rows
    row = users.rows.row(rows[0]) if len(rows) == 1 else None
    return str(row.values["display_name"] or row.values["user_name"]) if row else ""


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _as_tsv(rows: list[list[str]]) -> str:
    """What spreadsheets take: a cell with a tab, a line break or a quotation mark is quoted."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
