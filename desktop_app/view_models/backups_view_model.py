"""Backups of the open file: made in time, listed, compared with it, and taken back from."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_app.database.backup_look import glimpse_of
from desktop_app.database.comparison import compare
from desktop_app.database.copying import Source, make_copy
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.backups import Backup, BackupReason
from desktop_app.domain.comparison import Comparison, Difference
from desktop_app.domain.errors import AppError, ClosedError, CopyFailedError
from desktop_app.operations.restore_state import RestoreState
from desktop_app.view_models.backups_state import NOTHING_KEPT, BackupsState, Doing, Keeping
from desktop_app.view_models.prompts import FileKind, Question, QuestionKey
from desktop_app.view_models.tasks import StoppedError, TaskScope, latest, single
from desktop_app.view_models.view_model import ViewModel
from desktop_app.view_models.watched_threads import WatchedThreads

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from desktop_app.database.backup import BackupFolder
    from desktop_app.database.copying import Watch
    from desktop_app.domain.user import UserDTO
    from desktop_app.view_models.changes_view_model import ChangesViewModel

T = TypeVar("T")
_SHOWN = 200  # users of each kind of difference: more than anybody reads
_AFTER_OPENING = 3.0
_HOUR = 60 * 60.0
_STEP = 0.01  # of the whole: a bar shows no less


class BackupsViewModel(ViewModel[BackupsState]):
    """Knows what was made, what differs, and what is being done."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
        keeping: Keeping = NOTHING_KEPT,
    ) -> None:
        super().__init__(BackupsState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self._source, self._folder = keeping.source, keeping.folder
        self._prompts, self._today = keeping.prompts, keeping.today
        self._line = asyncio.Lock()
        self._threads = WatchedThreads(self._tell)
        self._restoring: RestoreState | None = None
        self._closing = False
        self.is_read_only = database.is_read_only
        self.can_copy, self.keeps = self._source is not None, self._folder is not None
        self.tasks = TaskScope(self._report)

    def keep_up(self, first: float = _AFTER_OPENING, then: float = _HOUR) -> asyncio.Task[None]:
        """From now on make a backup of each day on which something has changed."""
        return self.tasks.latest("keep up", self._keep_up(first, then))

    async def before(self, reason: BackupReason) -> bool:
        """Keep the file as it is, for somebody who is about to change much of it.

        False if that is not possible and the person would rather not go on. Raises StoppedError
        when the file is being closed.
        """
        if self._folder is None:
            return True
        try:
            await self._make(self._folder, reason)
        except CopyFailedError as error:
            self._set(neglected=error)
            question = Question(QuestionKey.GO_ON_WITHOUT_BACKUP)
            return self._prompts is not None and await self._prompts.confirm(question)
        return True

    @latest
    async def refresh(self) -> None:
        """Look which backups there are."""
        if self._folder is not None:
            self._set(backups=tuple(await asyncio.to_thread(self._folder.list)))

    @latest
    async def make(self) -> None:
        """One more, because a person wants it."""
        if self._folder is not None:
            self._set(problem=None, made=None)
            self._set(made=await self._make(self._folder, BackupReason.MANUAL))

    @latest
    async def save_copy(self, suggestion: str, title: str = "") -> None:
        """The whole file once more, where the person says, ready to be sent or carried about."""
        if self._source is None or self._prompts is None:
            return
        path = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion, title)
        if path is None:
            return
        self._set(copy_problem=None, copied=None)
        try:
            async with self._database.reach(self._source) as source:
                work = self._in_thread(lambda watch: make_copy(source, [path], watch))
                self._set(copied=await self._doing(Doing.COPYING, work))
        except AppError as error:
            self._set(copy_problem=error)

    @latest
    async def compare(self, backup: Backup) -> None:
        """How the file differs from this backup."""
        self.forget_comparison()
        self._set(compared=backup, problem=None)
        found, differences = await self._doing(Doing.COMPARING, self._compare(backup))
        self._set(comparison=found, differences=differences)

    def forget_comparison(self) -> None:
        self._set(compared=None, comparison=None, differences=(), restored=None)

    @single
    async def restore(self) -> int | None:
        """Take back all that was compared; None if the person would rather not, or gave it up."""
        backup, comparison = self.state.compared, self.state.comparison
        if backup is None or comparison is None or not comparison.total:
            return None
        self._set(problem=None)
        try:
            return await self._doing(Doing.RESTORING, self._restore(backup, comparison))
        except StoppedError:
            return None

    @latest
    async def remove(self, backup: Backup) -> None:
        """Take a backup away, after a question."""
        if self._folder is None or self._prompts is None:
            return
        if await self._prompts.confirm(Question(QuestionKey.DELETE_BACKUP)):
            await asyncio.to_thread(self._folder.remove, backup)
            if self.state.compared == backup:
                self.forget_comparison()
            await self.refresh()

    def cancel(self) -> None:
        """Give up what a person is waiting for; nothing of it stays."""
        for name in ("make", "compare"):
            self.tasks.cancel(name)
        if self._restoring is not None:
            self._changes.stop(self._restoring)

    def dismiss(self) -> None:
        self._set(problem=None, made=None)

    def stop(self) -> None:
        """The file is being closed: nobody waits for a copy any more."""
        self._closing = True
        self._threads.stop()

    async def _keep_up(self, first: float, then: float) -> None:
        folder = self._folder
        if folder is None or self.is_read_only:
            return
        await asyncio.sleep(first)
        while True:
            try:
                if await self._in_thread(lambda _watch: folder.is_due(self._today())):
                    await self._make(folder, BackupReason.DAILY)
                self._set(neglected=None)
            except CopyFailedError as error:
                known = self.state.neglected
                if known is None or known.reason is not error.reason:  # said once is enough
                    self._set(neglected=error)
            await asyncio.sleep(then)

    async def _make(self, folder: BackupFolder, reason: BackupReason) -> Backup:
        async with self._line:
            made = await self._doing(Doing.MAKING, self._kept(folder, reason))
        await asyncio.to_thread(folder.thin, self._today(), made)
        if self.state.backups is not None:
            self.refresh()
        return made

    async def _kept(self, folder: BackupFolder, reason: BackupReason) -> Backup:
        if self._source is None:
            return await self._in_thread(lambda watch: folder.make(reason, watch))
        async with self._database.reach(self._source) as source:
            return await self._in_thread(lambda watch: folder.make(reason, watch, source))

    async def _compare(self, backup: Backup) -> tuple[Comparison, tuple[Difference, ...]]:
        if self._source is None:
            raise ClosedError
        glimpse = await self._in_thread(lambda watch: glimpse_of(backup.path, watch))
        try:
            then = Source(glimpse.document.opened, glimpse.document.mode)
            async with self._database.reach(self._source) as now:
                found = await self._in_thread(lambda watch: compare(then, now, watch))
            database = DatabaseHelper(glimpse.document.url)
            try:
                return found, await self._differences(database, found)
            finally:
                await database.close()
        finally:
            await asyncio.to_thread(glimpse.close)

    async def _differences(
        self, database: DatabaseHelper, found: Comparison
    ) -> tuple[Difference, ...]:
        added, removed, changed = (
            list(keys[:_SHOWN]) for keys in (found.added, found.removed, found.changed)
        )
        then = await _users(database, removed + changed)
        now = await _users(self._database, added + changed)
        pairs = [
            *((None, now.get(key)) for key in added),
            *((then.get(key), None) for key in removed),
            *((then.get(key), now.get(key)) for key in changed),
        ]
        return tuple(Difference(*pair) for pair in pairs if any(pair))

    async def _restore(self, backup: Backup, comparison: Comparison) -> int | None:
        glimpse = await self._in_thread(lambda watch: glimpse_of(backup.path, watch))
        database = DatabaseHelper(glimpse.document.url)
        try:
            async with database.get_db_session(read_only=True) as session:
                self._restoring = RestoreState(comparison, UserRepository(session).get_users)
                first = partial(self.before, BackupReason.RESTORE)
                await self._changes.attempt(self._restoring, first)
        finally:
            self._restoring = None
            await database.close()
            await asyncio.to_thread(glimpse.close)
        self._set(restored=comparison.total, comparison=None, differences=(), compared=None)
        return comparison.total

    async def _doing(self, what: Doing, work: Coroutine[Any, Any, T]) -> T:
        before = self.state.doing
        self._set(doing=what, share=0.0)
        try:
            return await work
        finally:
            self._set(doing=before, share=0.0)

    async def _in_thread(self, work: Callable[[Watch], T]) -> T:
        if self._closing:
            raise StoppedError
        return await self._threads.run(work)

    def _tell(self, share: float) -> None:
        if self.state.doing is not None and (not share or share - self.state.share >= _STEP):
            self._set(share=share)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


async def _users(database: DatabaseHelper, keys: Sequence[int]) -> dict[int, UserDTO]:
    async with database.get_db_session(read_only=True) as session:
        return {user.key: user for user in await UserRepository(session).get_users(keys)}
