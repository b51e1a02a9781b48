"""Which users are seen at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.domain.query import Place, UserQuery
from desktop_app.domain.selection import Selection

if TYPE_CHECKING:
    from desktop_app.domain.errors import AppError


@dataclass(frozen=True, slots=True)
class UsersState:
    """``query`` is the one whose results are shown.

    There are more than ``count`` while it is not ``is_counted``. ``generation`` grows with every
    new result, ``filled`` tells which rows have arrived since; ``revealed`` grows when the program
    and not the person has selected somebody, who then is to be brought in sight.
    """

    query: UserQuery = field(default_factory=UserQuery)
    count: int = 0
    is_counted: bool = True
    places: dict[Place, int] = field(default_factory=dict[Place, int])
    generation: int = 0
    filled: range = range(0)
    selection: Selection = field(default_factory=Selection)
    revealed: int = 0
    problem: AppError | None = None

    @property
    def total(self) -> int:
        return self.places.get(Place.ALL, 0)

    @property
    def selected(self) -> tuple[int, ...]:
        """The keys of the selected where they are few, in the order of choosing."""
        return self.selection.keys

    @property
    def selected_rows(self) -> tuple[int, ...]:
        """Where each of ``selected`` stands in this result."""
        return self.selection.rows
