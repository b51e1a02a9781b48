"""The one way in which the window changes users, and the way back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from desktop_app.database.history_repository import HistoryRepository
from desktop_app.domain.change import NEVER_UNDONE, Author, ChangeKind
from desktop_app.domain.errors import AppError, GoneForGoodError, OvertakenError
from desktop_app.operations.operation import carry_out
from desktop_app.operations.take_back import TakeBack
from desktop_app.view_models.tasks import Stoppable, StoppedError, TaskScope, latest, queued
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from typing import Any

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.database.session import Session
    from desktop_app.domain.change import ChangeSet, Summary
    from desktop_app.operations.operation import Done, Operation

T = TypeVar("T")
_FINAL = (ChangeKind.PURGE, ChangeKind.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just been done; ``undone`` when it was taken back, ``stopped`` when given up.

    ``trashed`` counts who has gone to the trash by it.
    ``number`` is that of the commit: the same deed done again is told again.
    """

    summary: Summary
    undone: bool = False
    number: int = 0
    can_undo: bool = True
    stopped: bool = False
    trashed: int = 0


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is being done: ``done`` of the users of ``summary`` after ``seconds``.

    ``undone`` while it is taken back.
    """

    summary: Summary
    undone: bool = False
    done: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ChangesState:
    """``revision`` grows with every commit; ``undo`` and ``redo`` are what these would do."""

    revision: int = 0
    undo: Summary | None = None
    redo: Summary | None = None
    notice: Notice | None = None
    problem: AppError | None = None
    under_way: UnderWay | None = None


class ChangesViewModel(ViewModel[ChangesState]):
    """Applies operations one after the other, each in its own transaction.

    ``last_seq`` is the place in history of the newest of them.
    """

    def __init__(
        self,
        database: DatabaseHelper,
        crash: Callable[[BaseException], None],
        author: Callable[[], Author] = Author,
    ) -> None:
        super().__init__(ChangesState())
        self._database = database
        self._crash = crash
        self._impossible: frozenset[int] = frozenset()
        self._stoppable = Stoppable()
        self._operation: Operation | None = None
        self.author = author
        self.last_seq = 0
        self.tasks = TaskScope(self._report)

    @latest
    async def look(self) -> None:
        """What undo and redo would do, by the history in the file; others may have written."""
        self._impossible = frozenset()
        await self.load()

    async def load(self) -> None:
        """The same for somebody who waits."""
        async with self._database.get_db_session(read_only=True) as session:
            self._set(**await self._next(session))

    @queued
    async def perform(self, operation: Operation) -> Done:
        """Do it; history knows how to take it back."""
        return await self._perform(operation)

    def perform_on(
        self, chosen: Awaitable[T], deed: Callable[[T], Operation]
    ) -> asyncio.Task[Done]:
        """Do it to what is still being read, in its place among the others."""
        return self.tasks.queued("perform", self._perform_on(chosen, deed))

    def attempt(
        self, operation: Operation, first: Callable[[], Coroutine[Any, Any, bool]] | None = None
    ) -> asyncio.Task[Done]:
        """Do it for somebody who waits, and who hears of a failure instead of this state.

        ``first`` is done in the place of the change, before it; where that answers False the
        change is given up.
        """
        return self.tasks.queued("attempt", self._perform(operation, first=first), reported=False)

    def record(self, operation: Operation) -> asyncio.Task[Done]:
        """Enter in history what nobody here has done, for somebody who waits."""
        return self.tasks.queued("record", self._perform(operation), reported=False)

    def stop(self, operation: Operation | None = None) -> None:
        """Give up what is being done, or only this; nothing of it stays.

        Whoever waits for it hears StoppedError. What is being committed is no longer given up.
        """
        if operation is None or operation is self._operation:
            self._stoppable.stop()

    @queued
    async def undo(self) -> None:
        """Take back what this author did last, in this session or before."""
        await self._take_back(ChangeKind.UNDO)

    @queued
    async def redo(self) -> None:
        """Do again what was undone last."""
        await self._take_back(ChangeKind.REDO)

    def revert(self, target: ChangeSet) -> asyncio.Task[Done]:
        """Go back on something done long ago, for somebody who waits; this can be undone itself."""
        back = TakeBack(target, ChangeKind.RESTORE)
        return self.tasks.queued("revert", self._perform(back, undone=True), reported=False)

    def dismiss(self) -> None:
        """The person has read it."""
        self._set(notice=None, problem=None)

    async def _take_back(self, kind: ChangeKind) -> None:
        async with self._database.get_db_session(read_only=True) as session:
            history = HistoryRepository(session)
            find = history.undo_next if kind is ChangeKind.UNDO else history.redo_next
            target = await find(self.author(), self._impossible)
        if target is not None:
            await self._perform_unless_impossible(target, kind)

    async def _perform_unless_impossible(self, target: ChangeSet, kind: ChangeKind) -> None:
        """What another program has overtaken must not bar what was done before it.

        A user name that is taken can become free, so that is no reason to give up.
        """
        try:
            await self._perform(TakeBack(target, kind), undone=kind is ChangeKind.UNDO)
        except (OvertakenError, GoneForGoodError):
            self._impossible |= {target.seq}
            await self.load()
            raise

    async def _perform_on(self, chosen: Awaitable[T], deed: Callable[[T], Operation]) -> Done:
        return await self._perform(deed(await chosen))

    async def _perform(
        self,
        operation: Operation,
        *,
        undone: bool = False,
        first: Callable[[], Coroutine[Any, Any, bool]] | None = None,
    ) -> Done:
        self._operation = operation
        self._set(under_way=UnderWay(operation.summary, undone=undone))
        try:
            if first is not None:
                await self._begin(first)
            done, following = await self._apply(operation)
        except StoppedError:
            self._set(notice=None)  # the same may have been given up before
            self._set(notice=Notice(operation.summary, undone=undone, stopped=True))
            raise
        finally:
            self._operation = None
            self._set(under_way=None)
        if done.change_set is None and operation.kind is ChangeKind.OUTSIDE:
            return done
        self._impossible = frozenset()
        self.last_seq = done.change_set.seq if done.change_set else self.last_seq
        revision = self.state.revision + 1
        can_undo = done.change_set is not None and operation.kind not in _FINAL
        notice = Notice(done.summary, undone=undone, number=revision, can_undo=can_undo)
        notice = replace(notice, trashed=done.trashed)
        self._set(revision=revision, notice=notice, problem=None, **following)
        return done

    async def _begin(self, first: Callable[[], Coroutine[Any, Any, bool]]) -> None:
        if not await self._stoppable.run(first()):
            raise StoppedError

    async def _apply(self, operation: Operation) -> tuple[Done, dict[str, Summary | None]]:
        loop = asyncio.get_running_loop()
        began = loop.time()

        def tell(done: int) -> None:
            if (now := self.state.under_way) is not None:
                seconds = loop.time() - began
                self._set(under_way=replace(now, done=now.done + done, seconds=seconds))

        author = Author() if operation.kind is ChangeKind.OUTSIDE else self.author()
        async with self._database.get_db_session() as session:
            done = await self._stoppable.run(carry_out(session, operation, author, tell))
            is_named = done.summary.count != 1 or done.summary.name
            if done.change_set and is_named and operation.kind not in NEVER_UNDONE:
                return done, {"undo": done.summary, "redo": None}
            return done, await self._next(session)

    async def _next(self, session: Session) -> dict[str, Summary | None]:
        history = HistoryRepository(session)
        undo = await history.undo_next(self.author(), self._impossible)
        redo = await history.redo_next(self.author(), self._impossible)
        return {"undo": undo and undo.summary, "redo": redo and redo.summary}

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
