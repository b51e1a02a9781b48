"""Out of a damaged file into a new one, which is then opened."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from desktop_app.database.salvage import salvage
from desktop_app.domain.errors import AppError
from desktop_app.view_models.tasks import StoppedError, TaskScope, finished_in_thread
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.domain.salvage import SalvageReport
    from desktop_app.view_models.file_view_model import FileViewModel


@dataclass(frozen=True, slots=True)
class SalvageState:
    """``report`` is set when ``new`` holds all that could be read."""

    damaged: Path | None = None
    new: Path | None = None
    running: bool = False
    done: int = 0
    total: int = 0
    report: SalvageReport | None = None
    problem: AppError | None = None


class SalvageViewModel(ViewModel[SalvageState]):
    """The damaged file is closed first: it is read as bytes, which no open file may be."""

    def __init__(self, file: FileViewModel, crash: Callable[[BaseException], None]) -> None:
        super().__init__(SalvageState())
        self._file = file
        self._crash = crash
        self._stop = Event()
        self.tasks = TaskScope(self._report)

    def salvage(self, damaged: Path, new: Path) -> asyncio.Task[bool]:
        """Do it and open what came of it; False if it was given up. The old file stays as it is."""
        if not self.state.running:
            self._stop = Event()
            self._reset(SalvageState(damaged, new, running=True))
        return self.tasks.single("salvage", self._carry_out(damaged, new))

    def cancel(self) -> None:
        """Give it up; nothing of the new file stays."""
        self._stop.set()

    async def _carry_out(self, damaged: Path, new: Path) -> bool:
        workspace = self._file.state.workspace
        was_open, is_done = workspace is not None and workspace.path == damaged, False
        try:
            if was_open and not await self._file.close():
                was_open = False
            else:
                is_done = await self._salvage(damaged, new)
        finally:
            if was_open and not is_done:
                await self._file.open(damaged)
        self._set(running=False)
        return is_done and await self._file.open(new)

    async def _salvage(self, damaged: Path, new: Path) -> bool:
        loop, stop = asyncio.get_running_loop(), self._stop

        def tell(done: int, total: int) -> None:
            if stop.is_set():
                raise StoppedError
            if done % 64 == 0:
                loop.call_soon_threadsafe(lambda: self._set(done=done, total=total))

        try:
            _, report = await finished_in_thread(stop, lambda: salvage(damaged, new, tell))
        except StoppedError:
            return False
        self._set(report=report)
        return True

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(running=False, problem=error)
        else:
            self._set(running=False)
            self._crash(error)
