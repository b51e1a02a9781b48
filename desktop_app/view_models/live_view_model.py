"""What other programs do to the file while it is open, and what has become of the file itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.errors import AppError, StorageError
from desktop_app.view_models.tasks import TaskScope, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.errors import StorageReason
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.user_form_view_model import UserFormViewModel
    from desktop_app.view_models.users_view_model import UsersViewModel

_AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class LiveState:
    """``heard`` counts what others did; ``trouble`` is set while nothing can be stored at all."""

    heard: int = 0
    trouble: StorageReason | None = None


class LiveViewModel(ViewModel[LiveState]):
    """Brings table and form up to date; what is typed, chosen and in sight stays."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        users: UsersViewModel,
        form: UserFormViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(LiveState())
        self._database = database
        self._changes = changes
        self._users = users
        self._form = form
        self._crash = crash
        self._watch = database.watch()
        self._heard = False
        self.tasks = TaskScope(self._report)

    def start(self) -> None:
        """Listen, until ``stop``."""
        if self._watch is None:
            return
        loop = asyncio.get_running_loop()

        def hear() -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(self._on_commit)

        def learn(trouble: StorageReason | None) -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._on_trouble, trouble)

        self._watch.start(hear, learn)

    async def stop(self) -> None:
        """Hear nothing more; who listened has let go of the file. What is being read goes on."""
        watch, self._watch = self._watch, None
        if watch is not None:
            await asyncio.to_thread(watch.stop)

    @single
    async def look(self) -> None:
        """Show what others have written, if anybody but us has."""
        while self._heard and self._watch is not None:
            self._heard = False
            if await self._database.was_changed_by_others():
                await self._form.look_again()  # before the table takes the selection away
                await asyncio.wait([self._users.refresh(), self._changes.look()])
                self._set(heard=self.state.heard + 1)

    def _on_commit(self) -> None:
        if self._watch is not None:
            self._heard = True
            self.look()

    def _on_trouble(self, trouble: StorageReason | None) -> None:
        if self._watch is not None:
            self._set(trouble=trouble)

    def _report(self, error: BaseException) -> None:
        """Where somebody was writing for long it is tried again."""
        if isinstance(error, StorageError):
            asyncio.get_running_loop().call_later(_AGAIN, self._on_commit)
        elif not isinstance(error, AppError):
            self._crash(error)
