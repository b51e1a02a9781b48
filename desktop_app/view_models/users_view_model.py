"""Which users are seen: search, place, order, pages, selection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.database.chunks import chunks
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError, TooManyError
from desktop_app.domain.query import Place, UserQuery, is_all_of
from desktop_app.domain.selection import Selection
from desktop_app.operations.user_operations import ChangeUsers, DeleteUsers
from desktop_app.view_models.row_window import RowWindow
from desktop_app.view_models.selected_users import selected_keys
from desktop_app.view_models.tasks import TaskScope, latest
from desktop_app.view_models.users_state import UsersState
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.user import UserRow
    from desktop_app.operations.operation import Done
    from desktop_app.view_models.changes_view_model import ChangesViewModel

COPIED = 100_000


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
        self.tasks = TaskScope(self._report)
        self.rows: RowWindow[UserRow] = RowWindow(self._ask_page, self._give_page_up)
        self.is_read_only = database.is_read_only
        changes.watch(lambda state: state.revision, self._on_revision)

    def search(self, text: str) -> asyncio.Task[None]:
        return self._want(replace(self._wanted, text=text))

    def go_to(self, place: Place) -> asyncio.Task[None]:
        return self._want(replace(self._wanted, place=place))

    def sort_by(self, attribute: str, *, descending: bool = False) -> asyncio.Task[None]:
        return self.sort_in_order((attribute, descending))

    def sort_in_order(self, *order: tuple[str, bool]) -> asyncio.Task[None]:
        """By several attributes, each with whether it descends."""
        return self._want(self._wanted.ordered(*order))

    def turn_order(self, attribute: str, *, adding: bool = False) -> asyncio.Task[None]:
        """By this attribute, or by it, too; the other way where it was chosen before."""
        return self._want(self._wanted.turned(attribute, adding=adding))

    def show_all(self) -> asyncio.Task[None]:
        """Every user, in the order chosen so far."""
        return self._want(replace(self._wanted, text="", place=Place.ALL))

    def refresh(self) -> asyncio.Task[None]:
        self._counted = None
        return self._want(self._wanted)

    def select(self, ranges: Iterable[range]) -> asyncio.Task[None]:
        """Rows of the result that is shown now; the keys of a few not yet loaded are asked for."""
        chosen = Selection.of_rows(ranges)
        if not chosen.is_crowd:
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
            users, today = UserRepository(session), self._today()
            if len(await self._rows_of(keys, users, self._wanted, today)) < len(keys):
                self._wanted = replace(self._wanted, text="", place=Place.ALL)
        self._set(selection=Selection(keys=keys), revealed=self.state.revealed + 1)
        await self.refresh()

    async def selected_values(self, columns: Sequence[str]) -> list[list[object]]:
        """The values of the selected users, in the order in which they are seen.

        More than COPIED raise TooManyError: they would not fit into the memory of two programs.
        """
        if len(self.state.selection) > COPIED:
            raise TooManyError(len(self.state.selection), COPIED)
        keys, values = await self.selection(), list[list[object]]()
        async with self._database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            read = users.get_trashed if self.is_in_trash else users.get_users
            for chunk in chunks(keys):
                found = {user.key: user for user in await read(chunk)}
                seen = [found[key] for key in chunk if key in found]
                values += [[getattr(user, name) for name in columns] for user in seen]
        return values

    def delete(self, keys: tuple[int, ...], name: str = "") -> asyncio.Task[Done]:
        """Delete those a person was asked about, whoever is selected by now."""
        return self._changes.perform(DeleteUsers(keys, name))

    def set_active(self, *, active: bool) -> asyncio.Task[Done]:
        """Enable or disable every selected user."""
        return self._changes.perform_on(
            self.selection(), lambda chosen: ChangeUsers(chosen, {"active": active})
        )

    @property
    def is_in_trash(self) -> bool:
        """Whether the users that are seen are deleted ones."""
        return self.state.query.place is Place.TRASH

    def dismiss(self) -> None:
        self._set(problem=None)

    def _want(self, query: UserQuery) -> asyncio.Task[None]:
        self._wanted = query
        return self.tasks.latest("show", self._show(query))

    async def load(self) -> None:
        """The first rows, for somebody who waits and to whom a failure belongs."""
        await self._show(self._wanted)

    async def _show(self, query: UserQuery) -> None:
        today, size = self._today(), self.rows.page_size
        same = query == self.state.query and self.state.generation > 0
        page = self.rows.newest() if same else 0
        async with self._database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            places = await self._places(users, today)
            count, rows = await self._page(users, query, places, page)
            page = min(page, max(count - 1, 0) // size)
            if self._is_short(rows, page, count) and places is self.state.places:
                places = await users.count_places(today)  # another program has deleted somebody
                count, rows = await self._page(users, query, places, page)
                page = min(page, max(count - 1, 0) // size)
            selection = await self._located(users, query, count)
            # Before the session is closed, which takes its time: the selection is of now.
            self.rows.reset(count)
            filled = self.rows.fill(page, rows)
            self._set(
                query=query,
                count=count,
                places=places,
                generation=self.state.generation + 1,
                filled=filled,
                selection=selection,
                problem=None,
            )
            self._counted = (self._changes.state.revision, today)
            if selection.is_pending:
                self.select(selection.ranges)

    async def _places(self, users: UserRepository, today: date) -> dict[Place, int]:
        """Counted anew after a change, a refresh and midnight; a search changes no place."""
        if self._counted == (self._changes.state.revision, today):
            return self.state.places
        return await users.count_places(today)

    async def _page(
        self, users: UserRepository, query: UserQuery, places: dict[Place, int], page: int
    ) -> tuple[int, list[UserRow]]:
        """How many match, and the wanted page or the last one there is."""
        today, size, searches = self._today(), self.rows.page_size, bool(query.text.strip())
        count = places[query.place]
        if searches:
            count, rows = await users.search_users(query, today, limit=size)
            if not page:
                return count, rows
        offset = min(page, max(count - 1, 0) // size) * size
        known = count if searches else None
        return count, await users.find_users(query, today, offset=offset, limit=size, count=known)

    async def _located(self, users: UserRepository, query: UserQuery, count: int) -> Selection:
        """The selected in the new result of ``count``; those that are not in it are left.

        Few are found by their keys. Of more only all that were found can be told again.
        """
        while True:
            seen = self.state
            if seen.selected:
                places = await self._rows_of(seen.selected, users, query, self._today())
                found = {key: places[key] for key in seen.selected if key in places}
                located = Selection.of_users(found)
            elif seen.selection.covers(seen.count) and is_all_of(seen.query, query):
                located = Selection.of_rows([range(count)])
            else:
                located = Selection()
            if seen.selection is self.state.selection:  # else a person has selected meanwhile
                return located

    async def _rows_of(
        self, keys: Sequence[int], users: UserRepository, query: UserQuery, today: date
    ) -> dict[int, int]:
        if not keys:
            return {}
        if len(keys) == 1:
            row = await users.position_of(keys[0], query, today)
            return {} if row is None else {keys[0]: row}
        rows = {key: row for row, key in enumerate(await users.user_keys(query, today))}
        return {key: rows[key] for key in keys if key in rows}

    async def _learn(self, seen: UsersState) -> None:
        if seen.selection.is_pending:
            keys = await selected_keys(self._database, seen, self._today())
            if seen.selection is self.state.selection:
                self._set(selection=Selection.of_rows(seen.selection.ranges, keys))

    async def _keys_of(self, seen: UsersState) -> tuple[int, ...]:
        if seen.selected or not seen.selection:
            return seen.selection.keys_as_seen
        keys = await selected_keys(self._database, seen, self._today())
        # Else these rows are of other users by now.
        still = seen.generation == self.state.generation or seen.selection.covers(seen.count)
        return tuple(keys) if still else ()

    def _ask_page(self, number: int) -> None:
        generation = self.state.generation
        loading = self.tasks.latest(f"page {number}", self._load_page(number))

        def forget(loading: asyncio.Task[None]) -> None:
            # Not within the task: one that is cancelled before its first step runs nothing.
            failed = loading.cancelled() or loading.exception()
            if failed and generation == self.state.generation:
                self.rows.forget(number)

        loading.add_done_callback(forget)

    def _give_page_up(self, number: int) -> None:
        self.tasks.cancel(f"page {number}")

    async def _load_page(self, number: int) -> None:
        generation, size, count = self.state.generation, self.rows.page_size, self.state.count
        async with self._database.get_db_session(read_only=True) as session:
            rows = await UserRepository(session).find_users(
                self.state.query,
                self._today(),
                offset=number * size,
                limit=size,
                count=count if self.state.query.text.strip() else None,
            )
        if generation != self.state.generation:
            return
        self._set(filled=self.rows.fill(number, rows))
        if self._is_short(rows, number, count) and self._short_of != count:
            self._short_of = count  # once: a second time it would be no better
            self.refresh()

    def _is_short(self, rows: Sequence[UserRow], page: int, count: int) -> bool:
        size = self.rows.page_size
        return len(rows) < min(size, count - page * size)

    def _on_revision(self, revision: int) -> None:
        if revision:
            self.refresh()

    def _report(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self._set(problem=error)
        else:
            self._crash(error)
