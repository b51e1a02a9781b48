"""Which file is open, and which were."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.database.document import create_document, open_document
from desktop_app.database.helper import DatabaseHelper
from desktop_app.database.operators_database import document_of_url
from desktop_app.domain.change import Author, ChangeKind
from desktop_app.domain.errors import (
    AppError,
    FileReason,
    FileRefusedError,
    StorageError,
    StorageReason,
)
from desktop_app.domain.sample import sample_users
from desktop_app.domain.user import CreateUserDTO
from desktop_app.operations.operation import carry_out
from desktop_app.operations.user_operations import CreateUsers
from desktop_app.view_models.prompts import Choice, FileKind, Question, QuestionKey
from desktop_app.view_models.tasks import TaskScope, single
from desktop_app.view_models.view_model import ViewModel
from desktop_app.view_models.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.document import Document
    from desktop_app.settings import SettingsFile
    from desktop_app.view_models.draft_keeper import DraftStore
    from desktop_app.view_models.prompts import Prompts

SAMPLE_SIZE = 100


@dataclass(frozen=True, slots=True)
class FileState:
    """``opening`` is the file on its way in; ``problem`` why the last one did not come."""

    workspace: Workspace | None = None
    opening: Path | None = None
    recent: tuple[Path, ...] = ()
    problem: AppError | None = None


class FileViewModel(ViewModel[FileState]):
    """One file at a time; the old one is closed only when the new one has shown its rows."""

    def __init__(  # noqa: PLR0913  # each has a default, and a name
        self,
        settings: SettingsFile,
        prompts: Prompts,
        crash: Callable[[BaseException], None],
        *,
        echo: bool = False,
        journal_mode: Callable[[Path], str] = lambda _path: "WAL",
        drafts: Callable[[Path], DraftStore | None] = lambda _path: None,
        author: Callable[[], Author] = Author,
    ) -> None:
        """``drafts`` gives the store in which those of a file outlive the program."""
        super().__init__(FileState(recent=tuple(map(Path, settings.recent))))
        self._settings = settings
        self._prompts = prompts
        self._crash = crash
        self._echo = echo
        self._journal_mode = journal_mode
        self._drafts = drafts
        self._gives_up_drafts = False
        self._author = author
        self.tasks = TaskScope(self._report)

    @single
    async def open(self, path: Path | None = None) -> bool:
        """Open this file, or the one the person chooses."""
        chosen = path or await self._prompts.file_to_open(FileKind.USERBOOK)
        return chosen is not None and await self._open(chosen)

    @single
    async def new(self, suggestion: str) -> bool:
        """An empty userbook where the person says; nothing that exists is overwritten."""
        chosen = await self._prompts.file_to_save(FileKind.USERBOOK, suggestion)
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
        document = await asyncio.to_thread(document_of_url, url)
        if document is None:
            return await self._enter(
                Workspace(None, self._database(url), self._crash, self._author)
            )
        return await self._enter(self._workspace(document), remembered=False)

    @single
    async def close(self) -> bool:
        """Close the file; False if the person wants to keep on."""
        if not await self._may_leave():
            return False
        await self._leave()
        return True

    async def shut(self) -> None:
        """The program ends: close the file without asking, and keep what is not saved."""
        self._gives_up_drafts = False
        await self._leave()

    def keep_drafts_at_once(self) -> None:
        """The session may end at any moment, without waiting for anything."""
        if (workspace := self.state.workspace) is not None:
            workspace.form.keeper.keep_at_once()

    def add_samples(self) -> None:
        """Invented users for the file that is open, as one change that can be undone."""
        if (workspace := self.state.workspace) is not None:
            workspace.changes.perform(CreateUsers(tuple(_samples(SAMPLE_SIZE))))

    def forget(self, path: Path) -> None:
        """Take a file off the list of recent ones."""
        self._set(recent=tuple(map(Path, self._settings.forget(path))))

    def dismiss(self) -> None:
        self._set(problem=None)

    async def _open(self, path: Path) -> bool:
        workspace = self.state.workspace
        if workspace and await asyncio.to_thread(_is_same, path, workspace.path):
            return True
        if not await self._may_leave():
            return False
        self._set(opening=path, problem=None)
        try:
            document = await asyncio.to_thread(open_document, path)
            return await self._enter(self._workspace(document))
        except StorageError as error:
            if error.reason is not StorageReason.DAMAGED:
                raise
            raise FileRefusedError(path, FileReason.DAMAGED) from error
        finally:
            self._set(opening=None)

    async def _create(self, path: Path, *, samples: int) -> bool:
        self._set(opening=path, problem=None)
        try:
            document = await asyncio.to_thread(create_document, path)
            workspace = self._workspace(document)
            try:
                users = CreateUsers(tuple(_samples(samples)), ChangeKind.START)
                async with workspace.database.get_db_session() as session:
                    await carry_out(session, users, workspace.changes.author())
            except BaseException:
                await workspace.close()
                await asyncio.to_thread(document.path.unlink)
                raise
            return await self._enter(workspace)
        finally:
            self._set(opening=None)

    async def _enter(self, workspace: Workspace, *, remembered: bool = True) -> bool:
        """Show the new file once its first rows are there; otherwise stay with the old one."""
        try:
            await workspace.users.load()
            await workspace.changes.load()
            await workspace.form.take_up_drafts()
        except BaseException:
            await workspace.close()
            raise
        await self._leave()
        if workspace.path is not None and remembered:
            self._set(recent=tuple(map(Path, self._settings.remember(workspace.path))))
        self._set(workspace=workspace, problem=None)
        return True

    async def _leave(self) -> None:
        if (workspace := self.state.workspace) is not None:
            self._set(workspace=None)
            if self._gives_up_drafts:
                await workspace.form.discard_drafts()
            await workspace.close()

    async def _may_leave(self) -> bool:
        """Where drafts are lost is asked about; where they can be kept, that is one answer."""
        self._gives_up_drafts = False
        if (workspace := self.state.workspace) is None:
            return True
        form = workspace.form
        await form.tasks.finish_writes()  # what is being saved is no draft
        if not (count := form.count_drafts()):
            return True
        if not await form.keeper.keep():
            return await self._prompts.confirm(Question(QuestionKey.DISCARD_CHANGES, count))
        choice = await self._prompts.choose(Question(QuestionKey.KEEP_CHANGES, count))
        self._gives_up_drafts = choice is Choice.DISCARD
        return choice is not Choice.GO_BACK

    def _workspace(self, document: Document) -> Workspace:
        mode = self._journal_mode(document.path)
        return Workspace(
            document.path,
            self._database(document.url, journal_mode=mode),
            self._crash,
            self._author,
            self._drafts(document.path),
        )

    def _database(self, url: str, *, journal_mode: str = "WAL") -> DatabaseHelper:
        return DatabaseHelper(url, echo=self._echo, journal_mode=journal_mode)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def _is_same(path: Path, opened: Path | None) -> bool:
    """Whether two paths lead to one file, by asking the file system and not the names."""
    try:
        return opened is not None and path.samefile(opened)
    except (OSError, ValueError):
        return False


def _samples(count: int) -> list[CreateUserDTO]:
    return [CreateUserDTO.model_validate(user) for user in sample_users(count, today=date.today())]
