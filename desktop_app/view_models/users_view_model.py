"""Which users are seen: search, place, order, pages, selection."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.database.results import SMALL
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, TooManyError
from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.selection import Selection
from desktop_app.operations.user_operations import DeleteUsers, change_in_table
from desktop_app.view_models.row_window import RowWindow
from desktop_app.view_models.shown_result import ShownResult, Sight, are_seen, located
from desktop_app.view_models.tasks import TaskScope, latest
from desktop_app.view_models.users_state import UsersState
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.database.session import Session
    from desktop_app.domain.user_row import UserRow
    from desktop_app.operations.operation import Done
    from desktop_app.view_models.changes_view_model import ChangesViewModel

COPIED = 100_000
_TYPING = 0.15  # seconds until the next letter: whoever types on does not want to know the rest
_DEAR = 100_000  # users, of whom the rest takes longer to read than to wait for


class UsersViewModel(ViewModel[UsersState]):
    """Reads only; the newest wish wins and cancels the older ones."""

    def __init__(
        self,
        database: DatabaseHelper,
        changes: ChangesViewModel,
        crash: Callable[[BaseException], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(UsersState())
        self._database = database
        self._changes = changes
        self._crash = crash
        self._today = today
        self._wanted = self.state.query
        self._counted: tuple[int, date] | None = None
        self._short_of = -1
        self._result = ShownResult(database, today)
        self.tasks = TaskScope(self._report)
        self.rows: RowWindow[UserRow] = RowWindow(
            self._ask_pages, lambda pages: self.tasks.cancel(f"page {pages.start}")
        )
        self.is_read_only = database.is_read_only
        changes.watch(lambda state: state.revision, lambda revision: revision and self.refresh())

    def search(self, text: str) -> asyncio.Task[None]:
        query = replace(self._wanted, text=text)
        self._rank(query)
        pause = _TYPING if text and self.state.total > _DEAR else 0
        return self._want(query, pause)

    def go_to(self, place: Place) -> asyncio.Task[None]:
        return self._want(replace(self._wanted, place=place))

    def sort_by(self, attribute: str, *, descending: bool = False) -> asyncio.Task[None]:
        return self.sort_in_order((attribute, descending))

    def sort_in_order(self, *order: tuple[str, bool]) -> asyncio.Task[None]:
        """By several attributes, each with whether it descends."""
        showing = self._want(self._wanted.ordered(*order))
        self._rank_after(showing)
        return showing

    def order_at_first(self, *order: tuple[str, bool]) -> None:
        """How to sort what is loaded first."""
        self._wanted = self._wanted.ordered(*order)

    def turn_order(self, attribute: str, *, adding: bool = False) -> asyncio.Task[None]:
        """By this attribute, or by it, too; the other way where it was chosen before."""
        return self._want(self._wanted.turned(attribute, adding=adding))

    def show_all(self) -> asyncio.Task[None]:
        """Every user, in the order chosen so far."""
        return self._want(replace(self._wanted, text="", place=Place.ALL))

    def refresh(self) -> asyncio.Task[None]:
        self._counted = None
        self._result.rank_anew()
        return self._want(self._wanted)

    def select(self, ranges: Iterable[range]) -> asyncio.Task[None]:
        """Rows of the result that is shown now; the keys of a few not yet loaded are asked for."""
        chosen = Selection.of_rows(ranges)
        if not chosen.is_crowd and self._is_told_apart(chosen):
            rows = [self.rows.loaded(i) for part in chosen.ranges for i in part]
            if None not in rows:
                chosen = Selection.of_rows(chosen.ranges, (row.key for row in rows if row))
        self._set(selection=chosen)
        return self.tasks.latest("select", self._learn(self.state))

    def invert_selection(self) -> None:
        """Select all the others of the result."""
        self.select(self.state.selection.inverted(self.state.count).ranges)

    def selection(self) -> asyncio.Task[tuple[int, ...]]:
        """The keys of whom a person sees selected at this moment, whatever comes later.

        From top to bottom, however many: asked of the database where they are not known.
        """
        return self.tasks.queued("selection", self._keys_of(self.state), reported=False)

    @latest
    async def reveal(self, *keys: int) -> None:
        """Select these users and show them, leaving a search that hides any."""
        async with self._database.get_db_session(read_only=True) as session:
            if not await UserRepository(session).are_found(keys, self._wanted, self._today()):
                self._wanted = replace(self._wanted, text="", place=Place.ALL)
        self._set(selection=Selection(keys=keys), revealed=self.state.revealed + 1)
        await self.refresh()

    async def selected_values(self, columns: Sequence[str]) -> list[list[object]]:
        """The values of the selected users, in the order in which they are seen.

        More than COPIED raise TooManyError: they would not fit into the memory of two programs.
        """
        if len(self.state.selection) > COPIED:
            raise TooManyError(len(self.state.selection), COPIED)
        return await self._result.values(self.state.query, await self.selection(), columns)

    def delete(self, keys: tuple[int, ...], name: str = "") -> asyncio.Task[Done]:
        """Delete those a person was asked about, whoever is selected by now."""
        return self._changes.perform(DeleteUsers(keys, name))

    def set_active(self, *, active: bool) -> asyncio.Task[Done]:
        """Enable or disable every selected user."""
        return self._changes.perform_on(
            self.selection(), lambda chosen: change_in_table(chosen, {"active": active})
        )

    @property
    def is_in_trash(self) -> bool:
        """Whether the users that are seen are deleted ones."""
        return self.state.query.place is Place.TRASH

    def dismiss(self) -> None:
        self._set(problem=None)

    def _want(self, query: UserQuery, pause: float = 0) -> asyncio.Task[None]:
        self._wanted = query
        return self.tasks.latest("show", self._show(query, pause))

    async def load(self) -> None:
        """The first rows and the rest, for somebody who waits and to whom a failure belongs."""
        await self._show(self._wanted)

    async def load_first(self) -> None:
        """The first rows; the rest follows by itself."""
        await self._show_rows(self._wanted)
        rest = self.tasks.latest("show", self._show_rest(self._wanted))
        self._rank_after(rest)
        if self._result.standing is not None:  # the file is small
            await rest

    def _rank_after(self, showing: asyncio.Task[None]) -> None:
        showing.add_done_callback(lambda done: done.cancelled() or self._rank(self._wanted))

    def _rank(self, query: UserQuery) -> None:
        if self.state.total > SMALL:
            self._result.rank(query, self.tasks)

    async def _show(self, query: UserQuery, pause: float = 0) -> None:
        await self._show_rows(query)
        await self._show_rest(query, pause)

    async def _show_rows(self, query: UserQuery) -> None:
        same = query == self.state.query and self.state.generation > 0
        start = self.rows.newest() * self.rows.page_size if same else 0
        async with self._database.get_db_session(read_only=True) as session:
            while True:
                selection, keys = self.state.selection, self._result.kept(self.state, query)
                sight = await self._result.look(session, query, start, self.rows.in_sight(), keys)
                if max(self.state.total, sight.count) <= SMALL:  # all takes no longer than this
                    sight = await self._result.look_around(session, query, sight, keys)
                    if not self._has_counted(query, sight.count):
                        await self._count_places(session)
                if selection is self.state.selection:  # else a person has selected meanwhile
                    break
            # Before the session is closed, which takes its time: the selection is of now.
            self._result.place(query, sight.standing)
            self.rows.reset(sight.count)
            filled = self.rows.fill(sight.start // self.rows.page_size, sight.rows)
            self._tell(query, sight, filled=filled)
            await asyncio.sleep(0)  # whoever paints it goes first

    async def _show_rest(self, query: UserQuery, pause: float = 0) -> None:
        """How many are in each place, and where all the rows stand that are not seen yet."""
        if not self._has_counted(query, self.state.count):
            async with self._database.get_db_session(read_only=True) as session:
                await self._count_places(session)
        if self._result.standing is None:
            await asyncio.sleep(pause)
            generation = self.state.generation
            while True:
                selection = self.state.selection
                sight = await self._result.look_again(query, selection.keys)
                if generation != self.state.generation:
                    return
                if selection is self.state.selection:  # else a person has selected meanwhile
                    break
            self._result.place(query, sight.standing)
            if sight.count != self.state.count or not self.state.is_counted or selection.keys:
                self.rows.grow(sight.count)
                self._tell(query, sight, is_same=True)

    def _has_counted(self, query: UserQuery, count: int) -> bool:
        """Whether the places were counted after the last change; a search changes none."""
        is_wrong = query.place is Place.ALL and not query.text and count != self.state.total
        return self._counted == (self._changes.state.revision, self._today()) and not is_wrong

    async def _count_places(self, session: Session) -> None:
        counted = self._changes.state.revision, self._today()
        self._set(places=await UserRepository(session).count_places(counted[1]))
        self._counted = counted

    def _tell(
        self, query: UserQuery, sight: Sight, *, is_same: bool = False, **changes: Any
    ) -> None:
        """With ``is_same`` the rows stand where they stood."""
        selection = self.state.selection
        if not is_same or selection.keys or selection.covers(self.state.count):
            selection = located(self.state, query, sight)
            self._result.remember(selection)
        self._set(
            query=query,
            count=sight.count,
            is_counted=sight.is_counted,
            generation=self.state.generation + 1,
            selection=selection,
            problem=None,
            **changes,
        )
        if selection.is_pending and sight.is_counted:
            self.select(selection.ranges)

    def _is_told_apart(self, chosen: Selection) -> bool:
        """All of a result are all of it, also of one that is not counted yet."""
        return self.state.is_counted or not chosen.covers(self.state.count)

    async def _learn(self, seen: UsersState) -> None:
        if seen.selection.is_pending and self._is_told_apart(seen.selection):
            ranges = seen.selection.ranges
            keys = await self._result.keys(seen.query, ranges)
            if seen.selection is self.state.selection and are_seen(ranges, keys, self.rows):
                self._set(selection=Selection.of_rows(ranges, keys))

    async def _keys_of(self, seen: UsersState) -> tuple[int, ...]:
        if seen.selected or not seen.selection:
            return seen.selection.keys_as_seen
        ranges = seen.selection.ranges
        if not self._is_told_apart(seen.selection):
            ranges = (range(sys.maxsize),)  # all of them, however many that will be
        keys = await self._result.keys(seen.query, ranges)
        # Else these rows are of other users by now.
        if not seen.selection.covers(seen.count) and (
            seen.generation != self.state.generation or not are_seen(ranges, keys, self.rows)
        ):
            return ()
        self._result.remember(seen.selection, keys)
        return tuple(keys)

    def _ask_pages(self, pages: range) -> None:
        epoch = self.rows.epoch
        loading = self.tasks.latest(f"page {pages.start}", self._load_pages(pages))
        # Not within the task: one that is cancelled before its first step runs nothing.
        loading.add_done_callback(lambda _: epoch == self.rows.epoch and self.rows.forget(pages))

    async def _load_pages(self, pages: range) -> None:
        epoch, count = self.rows.epoch, self.state.count
        start, size = (number * self.rows.page_size for number in (pages.start, len(pages)))
        rows = await self._result.page(self.state.query, start, size)
        if epoch != self.rows.epoch:
            return
        self._set(filled=self.rows.fill(pages.start, rows))
        is_short = len(rows) < min(size, count - start)
        if is_short and self._short_of != count:
            self._short_of = count  # once: a second time it would be no better
            self.refresh()

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
