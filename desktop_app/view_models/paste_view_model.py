"""A block of cells from a spreadsheet into the cells of the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, TooManyError
from desktop_app.operations.paste import PasteCells, plan_paste
from desktop_app.view_models.tasks import TaskScope, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.rules import Value
    from desktop_app.operations.paste import PastePlan
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.prompts import Prompts
    from desktop_app.view_models.users_view_model import UsersViewModel

PASTED = 10_000


@dataclass(frozen=True, slots=True)
class PasteState:
    """What went wrong the last time."""

    problem: AppError | None = None


class PasteViewModel(ViewModel[PasteState]):
    """Shows what would happen before more than one user changes; writes all of it or nothing."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(PasteState())
        self._database = database
        self._changes = changes
        self._users = users
        self._crash = crash
        self.tasks = TaskScope(self._report)

    @single
    async def paste(
        self,
        block: Sequence[Sequence[Value]],
        row: int,
        columns: Sequence[str],
        prompts: Prompts,
    ) -> bool:
        """From this row of the result on, into these columns; False if nothing was stored."""
        self._set(problem=None)
        if len(block) > PASTED:
            raise TooManyError(len(block), PASTED)
        plan = await self._plan(block, row, columns)
        if plan.is_sound and not plan.changed:
            return False
        is_plain = plan.is_sound and len(plan.changed) == 1
        if is_plain or (await prompts.paste(plan) and plan.is_sound):
            await self._changes.attempt(PasteCells(plan.changed))
            return True
        return False

    async def _plan(
        self, block: Sequence[Sequence[Value]], row: int, columns: Sequence[str]
    ) -> PastePlan:
        """For those who stand in these rows, as they are seen."""
        state, rows = self._users.state, self._users.rows
        stop = min(row + len(block), state.count)
        keys = [seen.key for i in range(row, stop) if (seen := rows.loaded(i)) is not None]
        cells = [dict(zip(columns, line, strict=False)) for line in block]
        names = [str(line["user_name"]) for line in cells if line.get("user_name")]
        async with self._database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            if len(keys) < stop - row:
                today = date.today()
                keys = await users.user_keys(state.query, today, offset=row, limit=stop - row)
            found = {user.key: user for user in await users.get_users(keys)}
            owners = await users.get_users_named(names)
        there = [found[key] for key in keys if key in found]
        return plan_paste(there, columns, block, owners)

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
