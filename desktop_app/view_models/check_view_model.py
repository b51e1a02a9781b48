"""Whether the open file is what it should be, and mending what can safely be mended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from desktop_app.database.check import Check
from desktop_app.domain.errors import AppError
from desktop_app.operations.mend_index import MendIndex
from desktop_app.view_models.tasks import (
    StoppedError,
    TaskScope,
    finished_in_thread,
    latest,
    single,
)
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.checking import Counts, Finding, Step
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.users_view_model import UsersViewModel


@dataclass(frozen=True, slots=True)
class CheckState:
    """``looked`` at is each step that is done, with what was found; ``counts`` come at the end.

    ``total`` is 0 where nobody can say how far a step is. Of ``repaired`` users the search index
    was made anew.
    """

    step: Step | None = None
    done: int = 0
    total: int = 0
    looked: tuple[tuple[Step, tuple[Finding, ...]], ...] = ()
    counts: Counts | None = None
    repairing: bool = False
    repaired: int | None = None
    problem: AppError | None = None

    @property
    def running(self) -> bool:
        return self.step is not None or self.repairing

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for _, findings in self.looked for finding in findings)

    @property
    def is_repairable(self) -> bool:
        """Not while a page is damaged: writing to such a file makes it worse."""
        found = self.findings
        return any(f.is_repairable for f in found) and not self.is_damaged

    @property
    def is_damaged(self) -> bool:
        return any(finding.is_damage for finding in self.findings)


class CheckViewModel(ViewModel[CheckState]):
    """Looks in a thread, on a connection of its own; only a repair writes, as any change does."""

    def __init__(
        self,
        path: Path | None,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(CheckState())
        self._changes = changes
        self._users = users
        self._crash = crash
        self._stop = Event()
        self.path = path
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)

    @latest
    async def check(self) -> None:
        """Look at everything, one step after another; a check under way is given up."""
        if self.path is None:
            return
        self._stop.set()
        self._stop = stop = Event()
        loop = asyncio.get_running_loop()
        self._reset(CheckState(repaired=self.state.repaired))
        try:
            counts = await finished_in_thread(stop, partial(self._look, self.path, stop, loop))
            await asyncio.sleep(0)  # what the thread told last
            self._set(counts=counts)
        except StoppedError:
            return
        finally:
            if stop is self._stop:
                self._set(step=None)

    @single
    async def repair(self) -> None:
        """Make the search index from the facts, all of it or nothing; then look again.

        What other tools did to the facts is entered in history by that.
        """
        self._stop = stop = Event()

        def tell(done: int, total: int) -> None:
            if stop.is_set():
                raise StoppedError
            self._set(done=done, total=total)

        self._set(repairing=True, done=0, total=0, repaired=None, problem=None)
        try:
            await self._changes.record(repair := MendIndex(tell))
        except StoppedError:
            return
        finally:
            self._set(repairing=False)
        self._set(repaired=repair.mended)
        self._users.refresh()
        self.check()

    def cancel(self) -> None:
        """Give up looking or mending; nothing of a repair stays."""
        self._stop.set()
        self.tasks.cancel("check")

    def _look(self, path: Path, stop: Event, loop: asyncio.AbstractEventLoop) -> Counts:
        """In the thread; what it tells is heard in the loop, unless it was given up since."""

        def tell(change: Callable[[], None]) -> None:
            loop.call_soon_threadsafe(lambda: None if stop.is_set() else change())

        def on_progress(step: Step, done: int, total: int) -> None:
            if stop.is_set():
                raise StoppedError
            tell(lambda: self._set(step=step, done=done, total=total))

        def on_found(step: Step, findings: tuple[Finding, ...]) -> None:
            tell(lambda: self._set(looked=(*self.state.looked, (step, findings))))

        return Check(path, stop.is_set, on_progress).run(on_found)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
