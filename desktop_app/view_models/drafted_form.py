"""What a form does about drafts, whomever it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError
from desktop_app.view_models.draft_keeper import DraftKeeper
from desktop_app.view_models.form_drafts import Drafts
from desktop_app.view_models.tasks import TaskScope, latest
from desktop_app.view_models.user_form_state import FormState, reviewed
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Collection

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.draft import Draft
    from desktop_app.domain.problems import Problem
    from desktop_app.view_models.draft_keeper import DraftStore


class DraftedForm(ViewModel[FormState]):
    """One draft per selection; leaving it keeps its draft until it is saved or given up.

    Without a ``store`` drafts end with the program.
    """

    def __init__(
        self,
        database: DatabaseHelper,
        crash: Callable[[BaseException], None],
        store: DraftStore | None,
    ) -> None:
        super().__init__(FormState())
        self._database = database
        self._crash = crash
        self._drafts = Drafts()
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)
        # Nothing can come of a draft where nothing can be saved.
        self.keeper = DraftKeeper(None if self.is_read_only else store, self._all_drafts, crash)
        self.watch(_unsaved, lambda _: self.keeper.note_change())

    async def take_up_drafts(self) -> None:
        """What was typed in an earlier run of the program and not saved."""
        if found := await self.keeper.load():
            async with self._database.get_db_session(read_only=True) as session:
                await self._drafts.take_over(found, UserRepository(session))
            self._set(drafts=self._drafts.keys)

    @property
    def unsaved(self) -> tuple[tuple[int, ...], ...]:
        """The keys of those whom each draft is about; none are the new user's."""
        self._drafts.keep(self.state)
        return self._drafts.reachable

    def count_drafts(self) -> int:
        """How many users have unsaved changes; several that were selected count as one."""
        return len(self.unsaved)

    async def discard_drafts(self) -> None:
        """Nothing is left of what was typed, here and in the store."""
        self._drafts.clear()
        self._fill(FormState())
        await self.keeper.keep()

    def forget_users(self, keys: Collection[int]) -> asyncio.Task[bool]:
        """They are gone for good, and with them what was typed about them."""
        self._drafts.keep(self.state)
        self._drafts.forget_users(keys)
        if not set(keys).isdisjoint(self.state.keys):
            self._fill(FormState())
        return self.keeper.keep()

    @latest
    async def look_who_is_gone(self) -> None:
        """A draft whose user was deleted could be neither found nor saved."""
        async with self._database.get_db_session(read_only=True) as session:
            gone = await UserRepository(session).missing_keys(self._drafts.about)
        self._drafts.keep(self.state)
        self._drafts.note_gone(gone)
        self._set(drafts=self._drafts.keys)

    def _fill(self, state: FormState) -> None:
        self._reset(
            replace(
                state,
                left=frozenset(state.draft),
                drafts=self._drafts.keys,
                serial=self.state.serial + 1,
                saving=self.state.saving,
            )
        )
        if state.draft:
            self._review()

    def _review(self) -> None:
        problems: dict[str, tuple[Problem, ...]] = {}
        for problem in reviewed(self.state)[1]:
            problems[problem.field] = (*problems.get(problem.field, ()), problem)
        self._set(problems=problems)

    def _all_drafts(self) -> tuple[Draft, ...]:
        self._drafts.keep(self.state)
        return self._drafts.all

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def _unsaved(state: FormState) -> tuple[object, ...]:
    return state.mode, state.keys, state.draft, state.drafts
