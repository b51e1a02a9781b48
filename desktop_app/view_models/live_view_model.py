"""What other programs do to the file while it is open, and what has become of the file itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.search_index import progress
from desktop_app.domain.errors import AppError, StorageError
from desktop_app.operations.record_outside import RecordOutside
from desktop_app.view_models.tasks import TaskScope, finished_in_thread, latest, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.errors import StorageReason
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.user_form_view_model import UserFormViewModel
    from desktop_app.view_models.users_view_model import UsersViewModel

_AGAIN = 1.0
_PATIENCE = 2.0
_MANY = 2000  # users, so that others who want to write have their turn


@dataclass(frozen=True, slots=True)
class LiveState:
    """``heard`` counts what others did; ``trouble`` is set while nothing can be stored at all.

    ``is_settled`` if everything that other tools wrote has been taken into history.
    """

    heard: int = 0
    is_settled: bool = True
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
        self._is_unclear = False
        self._is_listening = self._watch is not None
        self._newest = 0
        self._indexed = (0, 0)
        self.tasks = TaskScope(self._report)

    def start(self) -> None:
        """Listen, until ``stop``; ``leave`` the file then."""
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
        self.begin()

    @latest
    async def begin(self) -> None:
        """What comes into history from now on is new."""
        self._newest = await self._newest_of_all()
        await self._is_being_indexed()

    def stop(self) -> None:
        """Hear nothing more. What is being read goes on."""
        self._is_listening = False

    async def leave(self) -> None:
        """Let go of the file, and know whether the last to write to it was somebody unheard."""
        self.stop()
        watch, self._watch = self._watch, None
        if watch is not None:
            is_behind = await asyncio.to_thread(watch.stop) or self._heard
            if self._is_unclear or (is_behind and await self._have_others_written()):
                self._set(is_settled=False)

    @single
    async def look(self) -> None:
        """Show what others have written, if anybody but us has."""
        while self._heard and self._is_listening:
            self._heard = False
            self._is_unclear |= await self._database.was_changed_by_others()
            if self._is_unclear:
                await self._form.look_again()  # before the table takes the selection away
                await asyncio.wait([self._users.refresh(), self._changes.look()])
                self._set(heard=self.state.heard + 1)
                self._set(is_settled=False)  # another tool may have written beside a Userbook
                if not await self._has_history():
                    self.inspect(_PATIENCE if await self._is_being_indexed() else 0.0)
                self._is_unclear = False

    def inspect(self, after: float = 0.0) -> asyncio.Task[None]:
        """Take into history what other tools wrote without one, after so many seconds."""
        self._set(is_settled=False)
        return self._inspect(after)

    @latest
    async def _inspect(self, after: float) -> None:
        if self._database.is_read_only:
            return
        await asyncio.sleep(after)
        stop = Event()
        found = await finished_in_thread(stop, lambda: self._database.find_outside_changes(stop))
        known = (*found.added, *found.removed, *found.changed)
        if known or found.is_miscounted:
            operation = RecordOutside(known, counting=found.is_miscounted)
            await asyncio.shield(self._changes.record(operation))
        if found.is_miscounted:
            self._users.refresh()  # which no change set would tell
        for start in range(0, len(found.unknown), _MANY):
            part = found.unknown[start : start + _MANY]
            await asyncio.shield(self._changes.record(RecordOutside(part)))
        self._set(is_settled=True)

    async def _has_history(self) -> bool:
        """Whether it was another Userbook, which wrote down what it did."""
        newest = await self._newest_of_all()
        before, self._newest = max(self._newest, self._changes.last_seq), newest
        return newest > before

    async def _is_being_indexed(self) -> bool:
        """Whether it was another Userbook, which commits many times a second until it is done."""
        async with self._database.get_db_session(read_only=True) as session:
            before, self._indexed = self._indexed, await progress(session)
        return self._indexed != before

    async def _have_others_written(self) -> bool:
        try:
            return await self._database.was_changed_by_others()
        except StorageError:
            return True

    async def _newest_of_all(self) -> int:
        async with self._database.get_db_session(read_only=True) as session:
            return await HistoryRepository(session).newest()

    def _on_commit(self) -> None:
        if self._is_listening:
            self._heard = True
            self.look()

    def _on_trouble(self, trouble: StorageReason | None) -> None:
        if self._is_listening:
            self._set(trouble=trouble)

    def _report(self, error: BaseException) -> None:
        """Where somebody was writing for long it is tried again."""
        if isinstance(error, StorageError):
            asyncio.get_running_loop().call_later(_AGAIN, self._on_commit)
        elif not isinstance(error, AppError):
            self._crash(error)
