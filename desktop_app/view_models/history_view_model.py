"""The history of the file: its change sets, one of them opened, and the way back from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.database.history_reader import HistoryReader
from desktop_app.domain.change import ChangeKind
from desktop_app.domain.errors import AppError
from desktop_app.domain.history import HistoryQuery
from desktop_app.view_models.tasks import TaskScope, latest, single
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.change import Author, ChangeSet
    from desktop_app.domain.history import Concerned
    from desktop_app.view_models.changes_view_model import ChangesViewModel

_PAGE = 200
_USERS = 100
_AGAIN = 1000  # so many are read again when something was done meanwhile


class Bar(StrEnum):
    """Why a change set cannot be taken back."""

    START = "start"
    PURGE = "purge"
    REMOVED = "removed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class HistoryState:
    """``sets`` are the newest that fit the query, ``users`` the first of those ``chosen`` is about.

    More of each are read when they come into sight.
    """

    is_open: bool = False
    is_loaded: bool = False
    query: HistoryQuery = field(default_factory=HistoryQuery)
    sets: tuple[ChangeSet, ...] = ()
    has_more: bool = False
    authors: tuple[Author, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()
    chosen: ChangeSet | None = None
    users: tuple[Concerned, ...] = ()
    has_more_users: bool = False
    reverting: bool = False
    reverted: int = 0
    problem: AppError | None = None

    @property
    def can_revert(self) -> bool:
        """Whether it can be tried; a later change may still stand in the way."""
        return self.chosen is not None and self.bar is None and not self.reverting

    @property
    def bar(self) -> Bar | None:
        """What is known to be in the way."""
        if (chosen := self.chosen) is None:
            return None
        if chosen.reverted_by is not None:
            return Bar.TAKEN_BACK
        if chosen.summary.removed and chosen.summary.removed == chosen.summary.count:
            return Bar.REMOVED
        return {ChangeKind.START: Bar.START, ChangeKind.PURGE: Bar.PURGE}.get(chosen.kind)


class HistoryViewModel(ViewModel[HistoryState]):
    """Reads nothing while nobody looks at it."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(HistoryState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self.is_read_only = database.is_read_only
        self.tasks = TaskScope(self._report)
        changes.watch(lambda state: state.revision, self._on_revision)

    def open(self) -> None:
        """Somebody looks: the newest change sets, and who and what there is to choose from."""
        self._reset(HistoryState(is_open=True))
        self.show(self.state.query)

    def close(self) -> None:
        """Nobody looks any more."""
        for name in ("show", "more", "choose", "more_users"):
            self.tasks.cancel(name)
        self._reset(HistoryState())

    @latest
    async def show(self, query: HistoryQuery) -> None:
        """The newest change sets of these."""
        self.tasks.cancel("more")
        self._set(query=query)
        await self._load(_PAGE)

    @latest
    async def more(self) -> None:
        """Older ones."""
        sets = self.state.sets
        if not sets or not self.state.has_more:
            return
        async with self._database.get_db_session(read_only=True) as session:
            reader = HistoryReader(session)
            older = await reader.change_sets(self.state.query, before=sets[-1].seq, limit=_PAGE + 1)
        self._set(sets=(*sets, *older[:_PAGE]), has_more=len(older) > _PAGE)

    @latest
    async def choose(self, change_set: ChangeSet | None) -> None:
        """Open a change set: its first users are read."""
        self.tasks.cancel("more_users")
        self._set(chosen=change_set, users=(), has_more_users=False, problem=None)
        if change_set is not None:
            await self._load_users(change_set.seq, ())

    @latest
    async def more_users(self) -> None:
        """More users of the change set that is open."""
        if self.state.chosen is not None and self.state.has_more_users:
            await self._load_users(self.state.chosen.seq, self.state.users)

    @single
    async def revert(self) -> bool:
        """Go back on the change set that is open; False if that cannot be, which is then said."""
        target = self.state.chosen
        if target is None or not self.state.can_revert:
            return False
        self._set(reverting=True, problem=None)
        try:
            await self._changes.revert(target)
        except AppError as error:
            self._set(problem=error)
            return False
        finally:
            self._set(reverting=False)
        self._set(reverted=self.state.reverted + 1)
        return True

    def dismiss(self) -> None:
        self._set(problem=None)

    @latest
    async def look_again(self) -> None:
        """Something was done: the list begins with it, and the open one may be taken back."""
        await self._load(min(max(len(self.state.sets), _PAGE), _AGAIN))

    async def _load(self, limit: int) -> None:
        async with self._database.get_db_session(read_only=True) as session:
            reader = HistoryReader(session)
            sets = await reader.change_sets(self.state.query, limit=limit + 1)
            self._set(sets=tuple(sets[:limit]), has_more=len(sets) > limit, is_loaded=True)
            chosen = self.state.chosen
            if chosen is not None:
                now = next((found for found in sets if found.seq == chosen.seq), None)
                self._set(chosen=now or await reader.change_set(chosen.seq))
            authors, kinds = await reader.authors(), await reader.kinds()
        self._set(authors=tuple(authors), kinds=tuple(kinds))

    async def _load_users(self, seq: int, known: tuple[Concerned, ...]) -> None:
        after = known[-1].key if known else 0
        async with self._database.get_db_session(read_only=True) as session:
            found = await HistoryReader(session).concerned(seq, after=after, limit=_USERS + 1)
        self._set(users=(*known, *found[:_USERS]), has_more_users=len(found) > _USERS)

    def _on_revision(self, revision: int) -> None:
        if revision and self.state.is_open:
            self.look_again()

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
