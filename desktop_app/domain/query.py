"""What a person asks to see, and how a user stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class Place(StrEnum):
    """Where in the sidebar one is."""

    ALL = "all"
    ACTIVE = "active"
    DISABLED = "disabled"
    EXPIRING = "expiring"
    CHANGED_TODAY = "changed_today"
    TRASH = "trash"


class Status(StrEnum):
    """How a user stands on a day: by the active flag, then by the dates."""

    ACTIVE = "active"
    DISABLED = "disabled"
    NOT_YET = "not_yet"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"


SOON = timedelta(days=30)
LONGEST_SEARCH = 1000


@dataclass(frozen=True, slots=True)
class UserQuery:
    """Which users, in which order; ``text`` is what ``filter_parser`` reads."""

    text: str = ""
    place: Place = Place.ALL
    sort: str = "display_name"
    descending: bool = False


def midnight(day: date) -> datetime:
    """When this local day began."""
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


def status_of(active: object, valid_from: object, valid_until: object, today: date) -> Status:
    """The status on ``today``; both ends of the validity are included."""
    if not active:
        return Status.DISABLED
    if isinstance(valid_from, date) and today < valid_from:
        return Status.NOT_YET
    if not isinstance(valid_until, date) or valid_until > today + SOON:
        return Status.ACTIVE
    return Status.EXPIRED if valid_until < today else Status.EXPIRES_SOON
