"""The whole file as it was at some moment, made ready to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.database.history_reader import HistoryReader
from desktop_app.database.past_look import past_glimpse
from desktop_app.domain.errors import AppError
from desktop_app.view_models.tasks import TaskScope, latest
from desktop_app.view_models.view_model import ViewModel
from desktop_app.view_models.watched_threads import WatchedThreads

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from datetime import datetime

    from desktop_app.database.copying import Source
    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.database.past_look import PastGlimpse
    from desktop_app.domain.change import ChangeSet

_STEP = 0.01
_BEGUN = 0.01


@dataclass(frozen=True, slots=True)
class MomentState:
    """``last`` is the last change by the moment that was asked about; None before all of them.

    ``share`` is how much of a copy is made, 0 while none is.
    """

    asked: datetime | None = None
    last: ChangeSet | None = None
    share: float = 0.0
    problem: AppError | None = None


class MomentViewModel(ViewModel[MomentState]):
    """``can_look`` if there is a file that can be copied."""

    def __init__(
        self,
        database: DatabaseHelper,
        source: Source | None,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(MomentState())
        self._database = database
        self._source = source
        self._crash = crash
        self._threads = WatchedThreads(self._tell)
        self.can_look = source is not None
        self.tasks = TaskScope(self._report)

    @latest
    async def ask(self, moment: datetime) -> None:
        """Which change was the last by then."""
        async with self._database.get_db_session(read_only=True) as session:
            self._set(last=await HistoryReader(session).last_at(moment), asked=moment)

    async def at(self, moment: datetime) -> PastGlimpse | None:
        """The file as it was then; None if that was given up, or failed, which is then said."""
        async with self._database.get_db_session(read_only=True) as session:
            last = await HistoryReader(session).last_at(moment)
        return await self.after(last.seq if last else 0)

    def after(self, seq: int) -> asyncio.Task[PastGlimpse | None]:
        """The file as it was after this change set."""
        return self.tasks.latest("make", self._make(seq))

    def dismiss(self) -> None:
        self._set(problem=None)

    async def _make(self, seq: int) -> PastGlimpse | None:
        if (source := self._source) is None:
            return None
        self._set(share=_BEGUN, problem=None)
        try:
            async with self._database.reach(source) as found:
                return await self._threads.run(lambda watch: past_glimpse(found, seq, watch))
        except AppError as error:
            self._set(problem=error)
            return None
        finally:
            self._set(share=0.0)

    def _tell(self, share: float) -> None:
        if self.state.share and share - self.state.share >= _STEP:
            self._set(share=share)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
