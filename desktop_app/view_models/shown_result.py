"""The result that is shown: its first rows at once, and any other when it is known where it is."""

from __future__ import annotations

import asyncio
from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.database.chunks import chunks
from desktop_app.database.ranks import are_ranked
from desktop_app.database.results import Results
from desktop_app.database.standing import Keys
from desktop_app.database.user_repository import UserRepository
from desktop_app.domain.errors import AppError
from desktop_app.domain.query import Place, is_all_of
from desktop_app.domain.selection import FEW, Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.database.ranks import Ranks
    from desktop_app.database.session import Session
    from desktop_app.database.standing import Standing
    from desktop_app.domain.query import UserQuery
    from desktop_app.domain.user_row import UserRow
    from desktop_app.view_models.row_window import RowWindow
    from desktop_app.view_models.tasks import TaskScope
    from desktop_app.view_models.users_state import UsersState


@dataclass(frozen=True, slots=True)
class Sight:
    """``rows`` from row ``start`` on, of ``count``; there may be more where ``is_counted`` is no.

    ``places`` are the rows of those who were asked for, as far as that is known: all of them where
    ``standing`` is. Of a crowd it is ``crowd`` that tells.
    """

    count: int
    is_counted: bool
    start: int
    rows: Sequence[UserRow]
    places: dict[int, int]
    standing: Standing | None
    crowd: Sequence[range] | None = None


class ShownResult:
    """Reads one result after the other; ``standing`` is that of the last one, once it is known."""

    def __init__(self, database: DatabaseHelper, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today
        self.query: UserQuery | None = None
        self.standing: Standing | None = None
        self._is_placed = asyncio.Event()
        self._crowd: tuple[Selection, Sequence[int]] = Selection(), ()
        self._ranked: tuple[tuple[str, bool], ...] | None = None
        self._ranks: Ranks | None = None

    def place(self, query: UserQuery, standing: Standing | None) -> None:
        """Take this result for the shown one; None until it is known where each row stands."""
        self.query, self.standing = query, standing
        if standing is None:
            self._is_placed.clear()
        else:
            self._is_placed.set()

    def remember(self, crowd: Selection, keys: Sequence[int] = ()) -> None:
        """Who they are, as somebody has just asked; without keys those before, who stand here."""
        self._crowd = crowd, array("q", keys) if keys else self._crowd[1]

    def kept(self, seen: UsersState, query: UserQuery) -> Sequence[int]:
        """The keys by which the selected are found in this result.

        Of a crowd only in the same search, where nobody else has to be asked for them.
        """
        chosen, (crowd, keys) = seen.selection, self._crowd
        if not chosen.is_crowd or chosen.keys or chosen.covers(seen.count) or query != seen.query:
            self._crowd = Selection(), ()
            return chosen.keys
        if isinstance(self.standing, Keys) and self.query == query:
            keys = array("q")
            for part in chosen.ranges:
                keys.extend(self.standing.between(part))
        elif crowd is not chosen:
            keys = ()
        self._crowd = chosen, keys
        return keys

    def rank(self, query: UserQuery, tasks: TaskScope) -> None:
        """Searches in this order will be quicker soon, as long as nobody changes users."""
        if are_ranked(query) and query.order != self._ranked:
            self._ranked = query.order
            tasks.latest("rank", self._read_ranks(query))

    def rank_anew(self) -> None:
        """Users may have been changed: what is typed next needs another reading."""
        self._ranked = None

    async def _read_ranks(self, query: UserQuery) -> None:
        try:
            async with self._database.get_db_session(read_only=True) as session:
                if await Results(session, query, self._today(), self._ranks).has_ranks():
                    return
                self._ranks = None  # there need not be room for both
                self._ranks = await Results(session, query, self._today()).ranks()
        except AppError:  # it goes without, and a search tells by itself what fails
            self.rank_anew()

    async def look(
        self, session: Session, query: UserQuery, start: int, size: int, keys: Sequence[int]
    ) -> Sight:
        """What is seen first: the first rows, or those where the person is."""
        results = Results(session, query, self._today(), self._ranks)
        if start or len(keys) > FEW:
            return await self._look_around(results, start, size, keys)
        first = await results.first(size)
        places = {row.key: place for place, row in enumerate(first.rows)}
        found = {key: places[key] for key in keys if key in places}
        if first.standing is not None and len(found) < len(keys):
            found = await _places(results, first.standing, keys)
        count = len(first.rows) if first.count is None else first.count
        return Sight(count, first.count is not None, 0, first.rows, found, first.standing)

    async def look_around(
        self, session: Session, query: UserQuery, sight: Sight, keys: Sequence[int]
    ) -> Sight:
        """The same rows with nothing left open."""
        if sight.standing is not None:
            return sight
        results = Results(session, query, self._today())
        whole = await self._look_around(results, 0, 0, keys)
        return replace(whole, start=sight.start, rows=sight.rows)

    async def look_again(self, query: UserQuery, keys: Sequence[int]) -> Sight:
        """The same with nothing left open, and no rows."""
        async with self._database.get_db_session(read_only=True) as session:
            results = Results(session, query, self._today())
            return await self._look_around(results, 0, 0, keys)

    async def page(self, query: UserQuery, start: int, size: int) -> list[UserRow]:
        """Some rows of the shown result, once it is known where they stand."""
        while (standing := self.standing) is None:
            await self._is_placed.wait()  # somebody reads that now: all would be sorted twice
        async with self._database.get_db_session(read_only=True) as session:
            return await Results(session, query, self._today()).page(standing, start, size)

    async def keys(self, query: UserQuery, ranges: Sequence[range]) -> list[int]:
        """The keys of these rows, from top to bottom."""
        standing, keys = self.standing if self.query == query else None, list[int]()
        if isinstance(standing, Keys):
            for part in ranges:
                keys += standing.between(part)
            return keys
        async with self._database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            first, stop = ranges[0].start, ranges[-1].stop
            span = await users.user_keys(query, self._today(), offset=first, limit=stop - first)
        for part in ranges:
            keys += span[part.start - first : part.stop - first]
        return keys

    async def values(
        self, query: UserQuery, keys: Sequence[int], columns: Sequence[str]
    ) -> list[list[object]]:
        """What these users have there, in this order; those that are gone are left out."""
        values = list[list[object]]()
        async with self._database.get_db_session(read_only=True) as session:
            users = UserRepository(session)
            read = users.get_trashed if query.place is Place.TRASH else users.get_users
            for chunk in chunks(keys):
                found = {user.key: user for user in await read(chunk)}
                seen = [found[key] for key in chunk if key in found]
                values += [[getattr(user, name) for name in columns] for user in seen]
        return values

    async def _look_around(
        self, results: Results, start: int, size: int, keys: Sequence[int]
    ) -> Sight:
        standing = await results.standing()
        count = len(standing)
        start = min(start, max(count - 1, 0) // size * size) if size else 0
        rows = await results.page(standing, start, size) if size else []
        if len(keys) > FEW:
            crowd = await results.ranges_of(standing, keys)
            return Sight(count, True, start, rows, {}, standing, crowd)
        return Sight(count, True, start, rows, await _places(results, standing, keys), standing)


def are_seen(ranges: Sequence[range], keys: Sequence[int], rows: RowWindow[UserRow]) -> bool:
    """Whether these users are those in the rows as shown: others may have written since."""
    if len(keys) < sum(map(len, ranges)):
        return False
    first = 0
    for part in ranges:
        for number, row in rows.held(part):
            if keys[first + number - part.start] != row.key:
                return False
        first += len(part)
    return True


async def _places(results: Results, standing: Standing, keys: Sequence[int]) -> dict[int, int]:
    found = await results.rows_of(standing, keys)
    return {key: row for key, row in zip(keys, found, strict=True) if row is not None}


def located(seen: UsersState, query: UserQuery, sight: Sight) -> Selection:
    """The selected in the new result; those that are not in it are left.

    Few are found by their keys, of more only all that were found and those that were kept.
    """
    if sight.crowd is not None:
        return Selection.of_rows(sight.crowd if len(sight.crowd) <= FEW else ())
    if seen.selected:
        is_known = sight.standing is not None or len(sight.places) == len(seen.selected)
        return Selection.of_users(sight.places) if is_known else Selection(keys=seen.selected)
    if seen.selection.covers(seen.count) and is_all_of(seen.query, query):
        return Selection.of_rows([range(sight.count)])
    return Selection()
