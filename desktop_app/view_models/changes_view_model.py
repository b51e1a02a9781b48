"""The one way in which the window changes users, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError
from desktop_app.operations.history import History
from desktop_app.view_models.tasks import TaskScope, queued
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.operations.operation import Operation, Summary


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just been done; ``undone`` when it was taken back."""

    summary: Summary
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ChangesState:
    """``revision`` grows with every commit; ``undo`` and ``redo`` are what these would do."""

    revision: int = 0
    undo: Summary | None = None
    redo: Summary | None = None
    notice: Notice | None = None
    problem: AppError | None = None


class ChangesViewModel(ViewModel[ChangesState]):
    """Applies operations one after the other, each in its own transaction."""

    def __init__(self, database: DatabaseHelper, crash: Callable[[BaseException], None]) -> None:
        super().__init__(ChangesState())
        self._database = database
        self._crash = crash
        self._history = History()
        self.tasks = TaskScope(self._report)

    @queued
    async def perform(self, operation: Operation) -> Operation:
        """Do it; answers with the opposite, which undo will do."""
        return await self._perform(operation)

    def attempt(self, operation: Operation) -> asyncio.Task[Operation]:
        """Do it for somebody who waits, and who hears of a failure instead of this state."""
        return self.tasks.queued("attempt", self._perform(operation), reported=False)

    @queued
    async def undo(self) -> None:
        if step := self._history.undo_next:
            self._history.undone(await self._apply(step.operation))
            self._changed(Notice(step.summary, undone=True))

    @queued
    async def redo(self) -> None:
        if step := self._history.redo_next:
            self._history.redone(await self._apply(step.operation))
            self._changed(Notice(step.summary))

    def dismiss(self) -> None:
        """The person has read it."""
        self._set(notice=None, problem=None)

    async def _perform(self, operation: Operation) -> Operation:
        opposite = await self._apply(operation)
        self._history.done(opposite, operation.summary)
        self._changed(Notice(operation.summary))
        return opposite

    async def _apply(self, operation: Operation) -> Operation:
        async with self._database.get_db_session() as session:
            return await operation.apply(UserRepository(session))

    def _changed(self, notice: Notice) -> None:
        undo, redo = self._history.undo_next, self._history.redo_next
        self._set(
            revision=self.state.revision + 1,
            undo=undo.summary if undo else None,
            redo=redo.summary if redo else None,
            notice=notice,
            problem=None,
        )

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
