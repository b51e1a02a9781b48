"""Everything that lives exactly as long as one open file."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from desktop_app.domain.change import Author
from desktop_app.view_models.backups_state import NOTHING_KEPT
from desktop_app.view_models.backups_view_model import BackupsViewModel
from desktop_app.view_models.cell_view_model import CellViewModel
from desktop_app.view_models.changes_view_model import ChangesViewModel
from desktop_app.view_models.check_view_model import CheckViewModel
from desktop_app.view_models.day_watch import DayWatch
from desktop_app.view_models.export_view_model import ExportViewModel
from desktop_app.view_models.history_view_model import HistoryViewModel
from desktop_app.view_models.import_view_model import ImportViewModel
from desktop_app.view_models.live_view_model import LiveViewModel
from desktop_app.view_models.moment_view_model import MomentViewModel
from desktop_app.view_models.paste_view_model import PasteViewModel
from desktop_app.view_models.saved_searches_view_model import SavedSearchesViewModel
from desktop_app.view_models.search_view_model import SearchViewModel
from desktop_app.view_models.timeline_view_model import TimelineViewModel
from desktop_app.view_models.trash_view_model import TrashViewModel
from desktop_app.view_models.user_form_view_model import UserFormViewModel
from desktop_app.view_models.users_view_model import UsersViewModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.database.document import Document
    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.view_models.backups_state import Keeping


class Workspace:
    """The database of a file and the view-models over it."""

    def __init__(
        self,
        path: Path | None,
        database: DatabaseHelper,
        crash: Callable[[BaseException], None],
        author: Callable[[], Author] = Author,
        keeping: Keeping = NOTHING_KEPT,
        *,
        document: Document | None = None,
    ) -> None:
        """``document`` is given up with the workspace; None where a database is no file."""
        self.path = path
        self.document = document
        self.database = database
        self.changes = ChangesViewModel(database, crash, author)
        self.users = UsersViewModel(database, self.changes, crash)
        self.search = SearchViewModel(database, self.users, crash)
        self.form = UserFormViewModel(database, self.changes, self.users, crash, keeping.drafts)
        self.cell = CellViewModel(database, self.changes, crash)
        self.pasting = PasteViewModel(database, self.changes, self.users, crash)
        self.backups = backups = BackupsViewModel(database, self.changes, crash, keeping)
        forget = self.form.forget_users
        self.trash = TrashViewModel(database, self.changes, crash, forget, backups.before)
        self.history = HistoryViewModel(database, self.changes, crash)
        self.timeline = TimelineViewModel(database, self.changes, self.form, crash)
        self.moments = MomentViewModel(database, keeping.source, crash)
        self.imports = ImportViewModel(database, self.changes, crash, self.backups)
        self.exports = ExportViewModel(database, self.users, crash)
        self.checks = CheckViewModel(path, database, self.changes, self.users, crash)
        self.live = LiveViewModel(database, self.changes, self.users, self.form, crash)
        self.saved = SavedSearchesViewModel(database, self.users, self.changes, self.live, crash)
        self.checks.watch(lambda state: state.repaired, self._on_repaired)
        self._days = DayWatch(self._on_new_day)

    def __str__(self) -> str:
        """For the log: the name of the file and how it is open, and not where it is."""
        name = self.path.name if self.path else "a database"
        reason = self.document.reason if self.document else None
        return f"{name} (read only: {reason.value})" if reason else name

    @property
    def is_settled(self) -> bool:
        """Whether history knows everything that is in the file."""
        return self.live.state.is_settled and self.live.state.trouble is None

    async def begin(self) -> None:
        """Read what is shown first."""
        self.live.start()
        await self.users.load_first()
        self.saved.load()
        await self.changes.load()
        await self.form.take_up_drafts()

    def keep_up(self) -> None:
        """What is done for the file without being asked."""
        self.backups.keep_up()
        self._days.start()
        self.database.settle()
        if not self.users.is_read_only:
            self.trash.finish_erasing()

    def _on_repaired(self, repaired: int | None) -> None:
        if repaired:  # which is no change of users, and so not in history
            self.users.refresh()
            self.saved.count_anew()

    def _on_new_day(self) -> None:
        """Who is active, expires soon or was changed today is somebody else."""
        self.users.refresh()
        self.saved.count()

    async def close(self) -> None:
        """Writes are finished, reads cancelled, drafts kept, then the database goes."""
        self.live.stop()
        self.backups.stop()
        self._days.stop()
        reading = (self.backups, self.checks, self.exports, self.imports)
        reading = (*reading, self.history, self.timeline, self.moments, self.search, self.saved)
        parts = (
            *reading,
            self.cell,
            self.pasting,
            self.trash,
            self.form,
            self.changes,
            self.users,
            self.live,
        )
        # Again, since a write that is finished makes the others read what it wrote.
        while busy := [part.tasks for part in parts if part.tasks.is_busy]:
            for tasks in busy:
                await tasks.close()
        await self.live.leave()
        await self.form.keeper.close()  # a draft that has just been saved is none any more
        await self.database.close()
        if self.document is not None:
            await asyncio.to_thread(self.document.discard)
