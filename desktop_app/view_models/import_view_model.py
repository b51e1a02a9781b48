"""Users in from a file: what file, which column is what, what will happen, then one step."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from desktop_app.database.known_users import known_users
from desktop_app.domain.backups import BackupReason
from desktop_app.domain.columns import Target, match_columns
from desktop_app.domain.errors import AppError, TableReason, TableRefusedError
from desktop_app.formats import TableOptions, TableShape, format_for
from desktop_app.operations.import_plan import Asked
from desktop_app.operations.import_users import ImportUsers
from desktop_app.operations.planned_rows import ImportPlan
from desktop_app.operations.planning import PlanFile
from desktop_app.view_models.backups_state import MANY
from desktop_app.view_models.preparing import prepared
from desktop_app.view_models.tasks import StoppedError, TaskScope, latest, single
from desktop_app.view_models.view_model import ViewModel
from desktop_app.worker.lines import LostError
from desktop_app.worker.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path
    from typing import Any

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.view_models.backups_view_model import BackupsViewModel
    from desktop_app.view_models.changes_view_model import ChangesViewModel

WORTH_A_PROCESS = 300_000  # bytes: a table that takes longer than a process does to start
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportState:
    """``plan`` is None while it is being made; ``share`` is how much of that is done, 0 to 1.

    ``importing`` while it is carried out, ``imported`` counts the rows when all are.
    """

    shape: TableShape | None = None
    options: TableOptions = field(default_factory=TableOptions)
    targets: tuple[Target | None, ...] = ()
    erase: bool = False
    planning: bool = False
    share: float = 0.0
    plan: ImportPlan | None = None
    importing: bool = False
    imported: int | None = None
    problem: AppError | None = None

    @property
    def can_import(self) -> bool:
        if self.plan is None or self.importing:
            return False
        return self.plan.count > 0


class ImportViewModel(ViewModel[ImportState]):
    """Every choice makes the plan anew; nothing is written before ``carry_out``."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
        backups: BackupsViewModel | None = None,
    ) -> None:
        super().__init__(ImportState())
        self._backups = backups
        self._database = database
        self._changes = changes
        self._crash = crash
        self._stop = Event()
        self._operation: ImportUsers | None = None
        self._chosen: tuple[tuple[str, ...], tuple[Target | None, ...]] | None = None
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)

    def begin(self, path: Path) -> asyncio.Task[None]:
        """A file was chosen or dropped."""
        self._reset(ImportState())
        self._chosen = None
        return self.look(path, TableOptions())

    @latest
    async def look(self, path: Path, options: TableOptions) -> None:
        """Read the head of the file in this way, match its columns and make a plan."""
        self.tasks.cancel("plan")
        if (before := self.state).shape is not None:
            self._chosen = (before.shape.columns, before.targets)
        self._set(options=options, problem=None, plan=None, planning=False, shape=None, targets=())
        shape = await asyncio.to_thread(format_for(path).inspect, path, options)
        if self._chosen and self._chosen[0] == shape.columns:
            targets = self._chosen[1]
        else:
            targets = match_columns(shape.columns, shape.sample)
        self._set(shape=shape, targets=targets)
        self.plan()

    def choose(self, column: int, attribute: str | None) -> None:
        """Give a column to an attribute (taking it from another column), or to none."""
        shape = self.state.shape
        if shape is None:
            return
        targets = [
            None if target and target.field == attribute else target
            for target in self.state.targets
        ]
        by_name = match_columns(shape.columns[column : column + 1])[0]
        if attribute is not None and by_name is not None and by_name.field == attribute:
            targets[column] = by_name  # “Block sign in” is the opposite of active
        else:
            targets[column] = Target(attribute) if attribute else None
        self._set(targets=tuple(targets), plan=None)
        self.plan()

    def set_erase(self, *, erase: bool) -> asyncio.Task[None]:
        """Whether empty cells empty what is stored."""
        self._set(erase=erase, plan=None)
        return self.plan()

    @latest
    async def plan(self) -> None:
        """Work out what every row would do; an older plan in the making is given up."""
        shape, targets = self.state.shape, self.state.targets
        if shape is None:
            return
        self._set(plan=None, planning=True, share=0.0, problem=None)
        if not any(targets):
            raise TableRefusedError(shape.path, TableReason.NO_COLUMN)
        self._set(plan=await self._plan(shape, targets), planning=False)

    @single
    async def carry_out(self) -> int | None:
        """Do what the plan says, in one transaction; None if it was given up."""
        if self.state.plan is None or not self.state.can_import:
            return None
        plan = self.state.plan
        label = self.state.shape.path.name if self.state.shape else ""
        self._stop = stop = Event()
        self._set(importing=True, imported=None, problem=None)

        def progress(_done: int) -> None:
            if stop.is_set():  # while others were in line before it
                raise StoppedError

        self._operation = ImportUsers(plan, progress, label, prepared)
        try:
            await self._changes.attempt(self._operation, self._backup_before(plan.count))
        except StoppedError:
            return None
        finally:
            self._operation = None
            self._set(importing=False)
        self._set(imported=plan.count, plan=None)
        return plan.count

    def cancel(self) -> None:
        """Give up planning or importing; nothing of it stays."""
        self._stop.set()
        if self._operation is not None:
            self._changes.stop(self._operation)
        self.tasks.cancel("plan")
        self.tasks.cancel("look")
        self._set(planning=False)

    def _backup_before(self, count: int) -> Callable[[], Coroutine[Any, Any, bool]] | None:
        """What changes many users has the file kept as it was."""
        if self._backups is None or count < MANY:
            return None
        return partial(self._backups.before, BackupReason.IMPORT)

    async def _plan(self, shape: TableShape, targets: tuple[Target | None, ...]) -> ImportPlan:
        job = PlanFile(shape, targets, erase=self.state.erase)
        try:
            return await self._planned(job, apart=shape.size >= WORTH_A_PROCESS)
        except LostError as error:
            _log.warning("planned without a process of its own: %s", error)
            return await self._planned(job, apart=False)

    async def _planned(self, job: PlanFile, *, apart: bool) -> ImportPlan:
        plan, size = ImportPlan(), max(job.shape.size, 1)
        async with (
            Work(job, apart=apart) as work,
            self._database.get_db_session(read_only=True) as session,
        ):
            async for said in work:
                if isinstance(said, Asked):
                    await work.tell(await known_users(session, said.user_names, said.emails))
                else:
                    plan.add(said)
                    self._set(share=min(said.offset / size, 1.0))
        return plan

    def _report(self, error: BaseException) -> None:
        self._set(planning=False)
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
