"""History as a person looks through it: of the file, of one change, of one user."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.domain.change import ChangeKind, Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop_app.domain.change import Author, Change, ChangeSet
    from desktop_app.domain.rules import Value


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which change sets: those of an author, of a kind, and from ``since`` until ``until``."""

    since: datetime | None = None
    until: datetime | None = None
    author: Author | None = None
    kind: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """A user in a change set; ``name`` is None if it was deleted for good since."""

    key: int
    name: str | None
    events: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A change set in the history of one user."""

    change_set: ChangeSet
    events: tuple[Event, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class PastUser:
    """A user as it was at some moment, and as it is now.

    Of ``unknown`` attributes history does not know what they were; they are shown as they are now.
    """

    seq: int
    fields: Mapping[str, Value]
    now: Mapping[str, Value]
    unknown: frozenset[str] = field(default_factory=frozenset[str])

    @property
    def differing(self) -> tuple[str, ...]:
        """The attributes that are something else by now."""
        return tuple(name for name, value in self.fields.items() if value != self.now[name])


def knows_before(change: Change, kind: ChangeKind) -> bool:
    """Not of a secret, and not always of what another program has written over."""
    return not change.secret and (change.before is not None or kind is not ChangeKind.OUTSIDE)
