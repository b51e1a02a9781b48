"""The one way in which the window changes users, and the way back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, ConflictError, NotFoundError
from desktop_app.operations.history import History
from desktop_app.view_models.tasks import TaskScope, queued
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Generator

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.operations.history import Step
    from desktop_app.operations.operation import Operation, Summary

T = TypeVar("T")
_LONG = 500  # users: a second or so


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just been done; ``undone`` when it was taken back.

    ``number`` is that of the commit: the same deed done again is told again.
    """

    summary: Summary
    undone: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class ChangesState:
    """``revision`` grows with every commit; ``undo`` and ``redo`` are what these would do.

    ``done`` of ``total`` users are changed while a long deed runs; ``total`` is 0 otherwise.
    """

    revision: int = 0
    undo: Summary | None = None
    redo: Summary | None = None
    notice: Notice | None = None
    problem: AppError | None = None
    done: int = 0
    total: int = 0


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

    def perform_on(
        self, chosen: Awaitable[T], deed: Callable[[T], Operation]
    ) -> asyncio.Task[Operation]:
        """Do it to what is still being read, in its place among the others."""
        return self.tasks.queued("perform", self._perform_on(chosen, deed))

    def attempt(self, operation: Operation) -> asyncio.Task[Operation]:
        """Do it for somebody who waits, and who hears of a failure instead of this state."""
        return self.tasks.queued("attempt", self._perform(operation), reported=False)

    @queued
    async def undo(self) -> None:
        if step := self._history.undo_next:
            with self._without_the_impossible(step):
                self._history.undone(await self._apply(step.operation))
            self._changed(Notice(step.summary, undone=True))

    @queued
    async def redo(self) -> None:
        if step := self._history.redo_next:
            with self._without_the_impossible(step):
                self._history.redone(await self._apply(step.operation))
            self._changed(Notice(step.summary))

    def dismiss(self) -> None:
        """The person has read it."""
        self._set(notice=None, problem=None)

    async def _perform_on(self, chosen: Awaitable[T], deed: Callable[[T], Operation]) -> Operation:
        return await self._perform(deed(await chosen))

    async def _perform(self, operation: Operation) -> Operation:
        opposite = await self._apply(operation)
        self._history.done(opposite, operation.summary)
        self._changed(Notice(operation.summary))
        return opposite

    @contextmanager
    def _without_the_impossible(self, step: Step) -> Generator[None]:
        """What another program has overtaken will never work again, and must not bar the rest.

        A user name that is taken can become free, and a deleted user is too much to give up.
        """
        try:
            yield
        except (ConflictError, NotFoundError):
            self._history.drop(step)
            self._set(**self._next())
            raise

    async def _apply(self, operation: Operation) -> Operation:
        total = operation.summary.count

        def tell(done: int) -> None:
            if total >= _LONG:
                self._set(done=self.state.done + done, total=total)

        try:
            async with self._database.get_db_session() as session:
                return await operation.apply(UserRepository(session, tell))
        finally:
            if self.state.total:
                self._set(done=0, total=0)

    def _changed(self, notice: Notice) -> None:
        revision = self.state.revision + 1
        self._set(
            revision=revision, notice=replace(notice, number=revision), problem=None, **self._next()
        )

    def _next(self) -> dict[str, Summary | None]:
        undo, redo = self._history.undo_next, self._history.redo_next
        return {"undo": undo.summary if undo else None, "redo": redo.summary if redo else None}

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
