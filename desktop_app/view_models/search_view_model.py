"""What is sought: as it is typed, as it is understood, and how it could go on."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.database.user_repository import UserRepository
from desktop_app.database.usual_values import usual_values
from desktop_app.domain.errors import AppError, FilterError, FilterReason
from desktop_app.domain.filter_completion import Unfinished, unfinished_at
from desktop_app.domain.filter_fields import fields_beginning, members, sort_of
from desktop_app.domain.filter_parser import Part, parts_of
from desktop_app.domain.filter_values import usual_values as values_of
from desktop_app.domain.query import UserQuery
from desktop_app.view_models.tasks import TaskScope, latest
from desktop_app.view_models.view_model import ViewModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.helper import DatabaseHelper
    from desktop_app.domain.query import Place
    from desktop_app.view_models.users_view_model import UsersViewModel

_SHORTEST = 3  # letters before a word may be the name of a field
_MOST_WAYS = 5
_PATIENCE = 0.5  # seconds until values come too late for somebody who types


@dataclass(frozen=True, slots=True)
class Offer:
    """How what stands at ``place`` could go on: by the name of a field, or by a value."""

    place: Unfinished
    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchState:
    """``sought`` is the last text that was understood, ``parts`` what it means.

    With a ``mistake`` in ``text`` the results stay those of what was sought. ``ways_on`` are the
    parts without which somebody would be found, and how many, where nobody was.
    """

    text: str = ""
    sought: str = ""
    parts: tuple[Part, ...] = ()
    mistake: FilterError | None = None
    offer: Offer | None = None
    ways_on: tuple[tuple[Part, int], ...] = ()


class SearchViewModel(ViewModel[SearchState]):
    """The text is all there is: filters are added to it, and taken out of it."""

    def __init__(
        self,
        database: DatabaseHelper,
        users: UsersViewModel,
        crash: Callable[[BaseException], None],
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(SearchState())
        self._database = database
        self._users = users
        self._crash = crash
        self._today = today
        self.tasks = TaskScope(self._report)
        users.watch(lambda state: state.generation, self._on_result)

    def type(self, text: str) -> None:
        """Seek this, unless there is a mistake in it."""
        if text == self.state.text:
            return
        try:
            self._seek(text, text, parts_of(text), None)
        except FilterError as mistake:
            self._mistaken(text, mistake)

    def show(self, text: str, place: Place) -> None:
        """Seek this in a place."""
        self.type(text)
        self._users.go_to(place)

    def add(self, text: str) -> None:
        """One more condition."""
        self.type(f"{self.state.text.rstrip()} {text}".lstrip())

    def remove(self, part: Part) -> None:
        """All but this condition of what is sought."""
        self.type(self._without(part))

    @latest
    async def suggest(self, text: str, cursor: int, *, asked: bool = False) -> None:
        """How it could go on there; ``asked`` if somebody wants to know, typed or not."""
        place = unfinished_at(text, cursor)
        offer = None if place is None else await self._offer(place, asked=asked)
        self._set(offer=offer)

    def dismiss(self) -> None:
        """Nothing is to be offered any more."""
        self.tasks.cancel("suggest")
        self._set(offer=None)

    def _mistaken(self, text: str, mistake: FilterError) -> None:
        """The results stay, without the word that has just become the name of a field."""
        before = text[: mistake.position].rstrip(" -(")
        is_being_typed = mistake.position + mistake.length == len(text.rstrip())
        if mistake.reason is FilterReason.MISSING_VALUE and is_being_typed:
            with suppress(FilterError):
                self._seek(text, before, parts_of(before), mistake)
                return
        self._set(text=text, mistake=mistake)

    def _seek(
        self, text: str, sought: str, parts: tuple[Part, ...], mistake: FilterError | None
    ) -> None:
        is_other = sought != self.state.sought
        self._set(text=text, sought=sought, parts=parts, mistake=mistake)
        if is_other:
            self._users.search(sought)

    async def _offer(self, place: Unfinished, *, asked: bool) -> Offer | None:
        if place.field is not None:
            values = await self._values(place.field, place.typed)
            others = tuple(value for value in values if value != place.typed)
            return Offer(place, values=others) if others else None
        if len(place.typed) < _SHORTEST and not (asked or place.closed):
            return None
        fields = fields_beginning(place.typed)
        return Offer(place, fields=fields) if fields else None

    async def _values(self, field: str, typed: str) -> tuple[str, ...]:
        sort = sort_of(field)
        if known := values_of(sort):
            return tuple(value for value in known if value.startswith(typed.casefold()))
        name = "display_name" if "display_name" in members(field) else members(field)[0]
        try:
            async with (
                asyncio.timeout(_PATIENCE),
                self._database.get_db_session(read_only=True) as session,
            ):
                place = self._users.state.query.place
                return tuple(await usual_values(session, name, typed, place, self._today()))
        except TimeoutError:
            return ()

    @latest
    async def _look_for_ways(self) -> None:
        """Which of the conditions is one too many."""
        place = self._users.state.query.place
        for part in self.state.parts[:_MOST_WAYS]:
            query = UserQuery(self._without(part), place)
            with suppress(TimeoutError):
                async with (
                    asyncio.timeout(_PATIENCE),
                    self._database.get_db_session(read_only=True) as session,
                ):
                    count = await UserRepository(session).count_users(query, self._today())
                if count:
                    self._set(ways_on=(*self.state.ways_on, (part, count)))

    def _without(self, part: Part) -> str:
        before, after = self.state.sought[: part.start], self.state.sought[part.end :]
        return f"{before.rstrip()} {after.lstrip()}".strip()

    def _on_result(self, _generation: int) -> None:
        """A search that was left to show somebody leaves the box, too."""
        self.tasks.cancel("_look_for_ways")
        self._set(ways_on=())
        found, text = self._users.state, self._users.state.query.text
        if text != self.state.sought:
            self._set(text=text, sought=text, parts=parts_of(text), mistake=None, offer=None)
        if not found.count and self.state.parts[1:]:
            self._look_for_ways()

    def _report(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            self._crash(error)
