"""The searches that the file keeps, and how many users each of them finds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.database.history_repository import HistoryRepository
from desktop_app.database.saved_searches import get_searches, set_searches
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, FilterError
from desktop_app.domain.saved_search import SavedSearch
from desktop_app.domain.search_reach import fields_read
from desktop_app.view_models.tasks import TaskScope, latest, queued
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.database.session import Session
    from desktop_app.view_models.changes_view_model import ChangesViewModel
    from desktop_app.view_models.live_view_model import LiveViewModel
    from desktop_app.view_models.users_view_model import UsersViewModel

    Searches = tuple[SavedSearch, ...]

_PATIENCE = 2.0  # seconds for one count
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class SavedSearchesState:
    """``counts`` has those that are counted already; ``removed`` is the last to go, and its row."""

    searches: tuple[SavedSearch, ...] = ()
    counts: dict[SavedSearch, int] = field(default_factory=dict[SavedSearch, int])
    removed: tuple[int, SavedSearch] | None = None
    problem: AppError | None = None


class SavedSearchesViewModel(ViewModel[SavedSearchesState]):
    """Each change is made to the list that is stored, which another program may have changed."""

    def __init__(
        self,
        database: DatabaseHelper,
        users: UsersViewModel,
        changes: ChangesViewModel,
        live: LiveViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(SavedSearchesState())
        self._database = database
        self._users = users
        self._crash = crash
        self._counted: dict[SavedSearch, tuple[int, date]] = {}
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)
        changes.watch(lambda state: state.revision, self._on_revision)
        live.watch(lambda state: state.heard, self._on_heard)
        live.watch(lambda state: state.is_settled, self._on_settled)

    @latest
    async def load(self) -> None:
        """Which there are, and then how many each finds."""
        async with self._database.get_db_session(read_only=True) as session:
            searches = await get_searches(session)
        self._set(searches=searches)
        self.count_anew()

    def count_anew(self) -> asyncio.Task[None]:
        """All of them, whatever history says of what has changed."""
        self._counted.clear()
        return self.count()

    @latest
    async def count(self) -> None:
        """One after the other, the newest first, while nobody waits for rows.

        Those only of which something may have changed since.
        """
        for search in reversed(self.state.searches):
            while self._users.tasks.is_busy:  # noqa: ASYNC110  # a scope tells nobody
                await asyncio.sleep(_PAUSE)
            try:
                found = await self._found(search)
            except (TimeoutError, FilterError):
                continue
            if found is not None:
                self._set(counts={**self.state.counts, search: found})

    def save(self, search: SavedSearch) -> asyncio.Task[None]:
        """At the end, in the place of one of the same name."""
        return self._change(lambda stored: (*_others(stored, search.name), search))

    def rename(self, search: SavedSearch, name: str) -> asyncio.Task[None]:
        new = SavedSearch(name, search.text, search.place)
        return self._change(lambda stored: tuple(new if one == search else one for one in stored))

    def remove(self, search: SavedSearch) -> asyncio.Task[None]:
        place = self.state.searches.index(search)
        self._set(removed=(place, search))
        return self._change(lambda stored: _others(stored, search.name))

    def put_back(self) -> asyncio.Task[None]:
        """The one that was removed last, where it stood."""
        if self.state.removed is None:
            return self._change(lambda stored: stored)
        place, search = self.state.removed
        self._set(removed=None)

        def back(stored: Searches) -> Searches:
            others = _others(stored, search.name)
            return (*others[:place], search, *others[place:])

        return self._change(back)

    def move(self, search: SavedSearch, by: int) -> asyncio.Task[None]:
        """Up or down among the others."""

        def moved(stored: Searches) -> Searches:
            if search not in stored:
                return stored
            place, others = stored.index(search), _others(stored, search.name)
            new = min(max(place + by, 0), len(others))
            return (*others[:new], search, *others[new:])

        return self._change(moved)

    def dismiss(self) -> None:
        self._set(problem=None)

    @queued
    async def _change(self, change: Callable[[Searches], Searches]) -> None:
        async with self._database.get_db_session() as session:
            searches = change(await get_searches(session))
            await set_searches(session, searches)
        self._set(searches=searches, problem=None)
        self.count()

    async def _found(self, search: SavedSearch) -> int | None:
        """None if it is what it was."""
        async with (
            asyncio.timeout(_PATIENCE),
            self._database.get_db_session(read_only=True) as session,
        ):
            now = await HistoryRepository(session).newest(), date.today()
            if await self._is_as_counted(session, search, now):
                found = None
            else:
                found = await UserRepository(session).count_users(search.query, now[1])
        self._counted[search] = now
        return found

    async def _is_as_counted(
        self, session: Session, search: SavedSearch, now: tuple[int, date]
    ) -> bool:
        seq, day = self._counted.get(search, (-1, date.min))
        if day != now[1] or seq == now[0]:
            return day == now[1]
        changed = await HistoryRepository(session).fields_changed_since(seq)
        read = fields_read(search.query)
        return changed is not None and read is not None and read.isdisjoint(changed)

    def _on_revision(self, revision: int) -> None:
        if revision:
            self.count()

    def _on_heard(self, heard: int) -> None:
        if heard:
            self.load()

    def _on_settled(self, is_settled: object) -> None:
        """What other tools did is in the index by now, not all of it by way of history."""
        if is_settled and self.state.searches:
            self.count_anew()

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)


def _others(stored: Searches, name: str) -> Searches:
    return tuple(one for one in stored if one.name != name)
