"""A search that a file keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.query import Place, UserQuery

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """``text`` as ``filter_parser`` reads it, sought in ``place``."""

    name: str
    text: str
    place: Place = Place.ALL

    @property
    def query(self) -> UserQuery:
        return UserQuery(self.text, self.place)
