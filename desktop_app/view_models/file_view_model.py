"""Which file is open, and which were."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.database.backup_look import glimpse_of
from desktop_app.database.document import create_document
from desktop_app.database.file_look import inspect_document, is_same_file, stamp_of
from desktop_app.database.operators_database import document_of_url
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.errors import (
    AppError,
    FileReason,
    FileRefusedError,
    StorageError,
    StorageReason,
)
from desktop_app.operations.operation import carry_out
from desktop_app.operations.samples import samples_of
from desktop_app.view_models.file_state import FileState
from desktop_app.view_models.leaving import end_soon, may_leave
from desktop_app.view_models.looking import Looking, Past, PastKind
from desktop_app.view_models.prompts import Choice, FileKind
from desktop_app.view_models.surroundings import ALONE, Surroundings
from desktop_app.view_models.tasks import StoppedError, TaskScope, single
from desktop_app.view_models.view_model import ViewModel
from desktop_app.view_models.watched_threads import WatchedThreads

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.backup_look import Glimpse
    from desktop_app.database.copying import Watch
    from desktop_app.database.document import Document
    from desktop_app.domain.backups import Backup
    from desktop_app.settings import SettingsFile
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.workspace import Workspace

T = TypeVar("T")
SAMPLE_SIZE = 100
_log = logging.getLogger(__name__)


class FileViewModel(ViewModel[FileState]):
    """One file at a time; the old one is closed only when the new one has shown its rows."""

    def __init__(
        self,
        settings: SettingsFile,
        prompts: Prompts,
        crash: Callable[[BaseException], None],
        around: Surroundings = ALONE,
    ) -> None:
        super().__init__(FileState(recent=tuple(map(Path, settings.recent))))
        self._settings = settings
        self._prompts = prompts
        self._crash = crash
        self._around = around
        self._threads = WatchedThreads()
        self._gives_up_drafts = False
        self.tasks = TaskScope(self._report)

    @single
    async def open(self, path: Path | None = None) -> bool:
        """Open this file, or the one the person chooses."""
        chosen = path or await self._prompts.file_to_open(FileKind.USERBOOK)
        return chosen is not None and await self._open(chosen)

    @single
    async def new(self, suggestion: str, title: str = "") -> bool:
        """An empty userbook where the person says; nothing that exists is overwritten."""
        chosen = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion, title)
        if chosen is None or not await self._may_leave():
            return False
        return await self._create(chosen, samples=0)

    @single
    async def sample(self, path: Path) -> bool:
        """Invented users to try things on; made at the first time, opened afterwards."""
        try:
            return await self._open(path)
        except FileRefusedError as error:
            if error.reason is not FileReason.MISSING:
                raise
        return await self._create(path, samples=SAMPLE_SIZE)

    @single
    async def open_url(self, url: str) -> bool:
        """A database an operator named; a file goes through the same gate as any other."""
        document = await asyncio.to_thread(document_of_url, url, backups=self._around.backups)
        if document is None:
            return await self._enter(self._around.no_file(url, self._crash))
        return await self._enter(self._workspace(document), remembered=False)

    def close(self) -> asyncio.Task[bool]:
        """Close the file; False if the person wants to keep on."""
        self.give_up()
        return self.tasks.single("close", self._close())

    def give_up(self) -> None:
        """Do not wait for a file that is still being copied before it can be opened."""
        self._threads.stop()

    @single
    async def look_at(self, backup: Backup) -> bool:
        """Show a backup in the place of the open file."""
        glimpse = await self._stoppable(lambda watch: glimpse_of(backup.path, watch))
        past = Past(PastKind.BACKUP, backup.when)
        return glimpse is not None and await self._look(glimpse, past)

    @single
    async def look(self, glimpse: Glimpse, past: Past) -> bool:
        """Show another state of the open file; ``glimpse`` is closed when it is no longer shown."""
        return await self._look(glimpse, past)

    @single
    async def look_back(self) -> None:
        """Show the open file again, which has been there all the time."""
        await self._look_back()

    async def shut(self) -> None:
        """The program ends: close the file without asking, and keep what is not saved."""
        self._gives_up_drafts = False
        if (workspace := self.state.workspace) is not None:
            await end_soon(workspace.changes)
        await self._leave()

    def keep_drafts_at_once(self) -> None:
        """The session may end at any moment, without waiting for anything."""
        if (workspace := self.state.workspace) is not None:
            workspace.form.keeper.keep_at_once()

    def add_samples(self) -> None:
        """Invented users for the file that is open, as one change that can be undone."""
        workspace = self.state.workspace
        if workspace is not None and self.state.looking is None:
            workspace.changes.perform(samples_of(SAMPLE_SIZE))

    def forget(self, path: Path) -> None:
        """Take a file off the list of recent ones."""
        self._set(recent=tuple(map(Path, self._settings.forget(path))))

    def dismiss(self) -> None:
        self._set(problem=None)

    async def _open(self, path: Path) -> bool:
        workspace = self.state.workspace
        if workspace and await asyncio.to_thread(is_same_file, path, workspace.path):
            return workspace.live.state.trouble is None or await self._open_new(path)
        return await self._may_leave() and await self._bring(path)

    async def _open_new(self, path: Path) -> bool:
        """What took the place of the open file, whose log would be read into the new one."""
        await asyncio.to_thread(inspect_document, path)
        if not await self._may_leave():
            return False
        await self._leave()
        return await self._bring(path)

    async def _bring(self, path: Path) -> bool:
        self._set(opening=path, problem=None)
        try:
            found = await self._stoppable(
                lambda watch: self._around.open(path, self._settings.stamps, watch)
            )
            if found is None:
                return False
            document, as_left = found
            return await self._enter(self._workspace(document), as_left=as_left)
        except StorageError as error:
            if error.reason is not StorageReason.DAMAGED:
                raise
            raise FileRefusedError(path, FileReason.DAMAGED) from error
        finally:
            self._set(opening=None)

    async def _close(self) -> bool:
        if not await self._may_leave():
            return False
        await self._leave()
        return True

    async def _look(self, glimpse: Glimpse, past: Past) -> bool:
        if self.state.workspace is None:
            await asyncio.to_thread(glimpse.close)
            return False
        workspace = self._around.look(glimpse.document, self._prompts, self._crash)
        looking = Looking(workspace, past, glimpse)
        try:
            await workspace.users.load()
            older = self.state.looking
            self._set(looking=looking, problem=None)
            if older is not None:
                await older.close()
        finally:
            if self.state.looking is not looking:
                await looking.close()
        return True

    async def _look_back(self) -> None:
        if (looking := self.state.looking) is not None:
            self._set(looking=None)
            await looking.close()

    async def _stoppable(self, work: Callable[[Watch], T]) -> T | None:
        """Work in a thread; None if it was given up."""
        try:
            return await self._threads.run(work)
        except StoppedError:
            return None

    async def _create(self, path: Path, *, samples: int) -> bool:
        self._set(opening=path, problem=None)
        try:
            document = await asyncio.to_thread(create_document, path)
            workspace = self._workspace(document)
            try:
                users = samples_of(samples, ChangeKind.START)
                async with workspace.database.get_db_session() as session:
                    await carry_out(session, users, workspace.changes.author())
            except BaseException:
                await workspace.close()
                await asyncio.to_thread(document.path.unlink)
                raise
            return await self._enter(workspace)
        finally:
            self._set(opening=None)

    async def _enter(
        self, workspace: Workspace, *, remembered: bool = True, as_left: bool = False
    ) -> bool:
        """Show the new file once its first rows are there; otherwise stay with the old one."""
        try:
            self._set(coming=workspace)
            await workspace.begin()
            await self._leave()
        except BaseException:
            self._set(coming=None)
            await workspace.close()
            raise
        if workspace.path is not None and remembered:
            self._set(recent=tuple(map(Path, self._settings.remember(workspace.path))))
        self._set(workspace=workspace, coming=None, problem=None)
        workspace.keep_up()
        _log.info("opened %s", workspace)
        if not as_left:
            workspace.live.inspect()
        return True

    async def _leave(self) -> None:
        if (workspace := self.state.workspace) is not None:
            looking = self.state.looking
            self._set(workspace=None, looking=None)
            if looking is not None:
                await looking.close()
            if self._gives_up_drafts:
                await workspace.form.discard_drafts()
            await workspace.close()
            await asyncio.to_thread(self._note_stamp, workspace)

    def _note_stamp(self, workspace: Workspace) -> None:
        """So that the next opening need not look for what other tools have written."""
        if workspace.path is not None and workspace.is_settled:
            self._settings.stamps.leave(workspace.path, stamp_of(workspace.path))

    async def _may_leave(self) -> bool:
        self._gives_up_drafts = False
        if (workspace := self.state.workspace) is None:
            return True
        choice = await may_leave(workspace, self._prompts)
        self._gives_up_drafts = choice is Choice.DISCARD
        return choice is not Choice.GO_BACK

    def _workspace(self, document: Document) -> Workspace:
        return self._around.workspace(document, self._prompts, self._crash)

    def _report(self, error: BaseException) -> None:
        _log.warning("no file was opened or closed", exc_info=error)
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
