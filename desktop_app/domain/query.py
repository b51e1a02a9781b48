"""What a person asks to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where in the sidebar one is."""

    ALL = "all"
    ACTIVE = "active"
    DISABLED = "disabled"
    EXPIRING = "expiring"
    CHANGED_TODAY = "changed_today"


class Status(StrEnum):
    """How a user stands today: by the active flag, then by the dates."""

    ACTIVE = "active"
    DISABLED = "disabled"
    NOT_YET = "not_yet"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"


EXPIRES_SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class UserQuery:
    """Which users, in which order. Words of ``text`` must all occur, in any searched attribute."""

    text: str = ""
    place: Place = Place.ALL
    sort: str = "display_name"
    descending: bool = False
