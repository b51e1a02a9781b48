"""What the actions do. Starts work and returns: nothing here waits, except for an answer."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.errors import (
    StorageError,
    StorageReason,
    TableReason,
    TableRefusedError,
)
from desktop_app.view_models.looking import Past, PastKind
from desktop_app.view_models.prompts import FileKind
from desktop_app.view_models.salvage_view_model import SalvageViewModel
from desktop_app.views.user_commands import UserCommands, View
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from desktop_app.database.past_look import PastGlimpse
    from desktop_app.domain.change import ChangeSet
    from desktop_app.view_models.file_view_model import FileViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.views.preferences import Preferences

_GLANCE = 0.1


class Commands(UserCommands):
    """One method for each action; ``tasks`` are the conversations under way."""

    def __init__(
        self,
        view: View,
        file: FileViewModel,
        prompts: Prompts,
        preferences: Preferences,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(view, prompts, crash)
        self._file = file
        self._preferences = preferences
        self.salvages = SalvageViewModel(file, crash)

    def new_file(self) -> None:
        self._file.new(
            translate("Files", "Users.userbook"), translate("Files", "Create a userbook")
        )

    def choose_file(self) -> None:
        self._file.open()

    def open_file(self, path: Path) -> None:
        self._file.open(path)

    def open_named(self, name: str) -> None:
        """As soon as nothing is asked of the person; of several the newest."""
        self.tasks.latest("open", self._open_in_time(Path(name)))

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

    def save_copy(self) -> None:
        path = self._workspace.path
        words = translate("Files", "%1 (copy).userbook", "name of a file")
        suggestion = words.replace("%1", path.stem if path else "")
        self._workspace.backups.save_copy(suggestion, translate("Files", "Save a copy"))

    def show_backups(self) -> None:
        from desktop_app.views.dialogs.backups_dialog import BackupsDialog  # noqa: PLC0415

        BackupsDialog(self._workspace.backups, self._file.look_at, self._view.window).open()

    def show_history(self) -> None:
        from desktop_app.views.dialogs.history_dialog import HistoryDialog  # noqa: PLC0415

        workspace = self._workspace
        dialog = HistoryDialog(
            workspace.history, self._view.window, can_look=workspace.moments.can_look
        )
        dialog.look_requested.connect(self._look_before)
        dialog.open()

    def choose_moment(self) -> None:
        from desktop_app.views.dialogs.moment_dialog import MomentDialog  # noqa: PLC0415

        dialog = MomentDialog(self._workspace.moments, self._view.window)
        dialog.chosen.connect(self._look_at)
        dialog.open()

    def look_back(self) -> None:
        self._file.look_back()

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

    def select_all(self) -> None:
        self._page.table.selectAll()

    def invert_selection(self) -> None:
        self._workspace.users.invert_selection()

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

    def _look_before(self, change_set: ChangeSet) -> None:
        glimpse = self._workspace.moments.after(change_set.seq - 1)
        self._converse("look", self._look(glimpse, change_set.time))

    def _look_at(self, moment: datetime) -> None:
        self._converse("look", self._look(self._workspace.moments.at(moment), moment))

    async def _look(self, making: Awaitable[PastGlimpse | None], when: datetime) -> None:
        if (glimpse := await making) is not None:
            await self._file.look(glimpse, Past(PastKind.MOMENT, when, glimpse.missing))

    async def _open_in_time(self, path: Path) -> None:
        while QApplication.activeModalWidget() is not None:  # noqa: ASYNC110  # tells nobody
            await asyncio.sleep(_GLANCE)
        self._file.open(path)

    async def _import(self, path: Path | None) -> None:
        from desktop_app.views.dialogs.import_dialog import ImportDialog  # noqa: PLC0415

        page, imports, users = self._page, self._workspace.imports, self._workspace.users
        if users.is_read_only:
            raise StorageError(StorageReason.READ_ONLY)
        chosen = path or await self._prompts.file_to_open(FileKind.TABLE)
        if chosen is not None:
            if _is_part_of(chosen, self._workspace.path):
                raise TableRefusedError(chosen, TableReason.NOT_A_FILE)
            await imports.tasks.finish_writes()  # what is planned depends on what is there then
            imports.begin(chosen)
            ImportDialog(imports, self._prompts, page).open()

    async def _salvage(self, damaged: Path) -> None:
        from desktop_app.views.dialogs.salvage_dialog import SalvageDialog  # noqa: PLC0415

        suggestion = translate("Files", "%1 (salvaged).userbook").replace("%1", damaged.stem)
        title = translate("Files", "Save the users that can be salvaged")
        new = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion, title)
        if new is not None:
            self.salvages.salvage(damaged, new)
            SalvageDialog(self.salvages, self._view.window).open()

    async def _begin_with(self, table: Path) -> None:
        title = translate("Files", "Create a userbook with these users")
        if await self._file.new(f"{table.stem}.userbook", title):
            await self._import(table)

    async def _export(self) -> None:
        from desktop_app.views.dialogs.export_dialog import ExportDialog  # noqa: PLC0415

        workspace = self._workspace
        columns = self._page.table.shown_columns()
        dialog = ExportDialog(
            workspace.exports, workspace.users.state, columns, self._prompts, self._view.window
        )
        dialog.open()


def _is_part_of(path: Path, opened: Path | None) -> bool:
    """The open userbook, or what SQLite keeps beside it: reading it would drop SQLite's locks."""
    return opened is not None and any(
        path.resolve() == opened.with_name(opened.name + suffix).resolve()
        for suffix in ("", "-wal", "-shm", "-journal")
    )


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
