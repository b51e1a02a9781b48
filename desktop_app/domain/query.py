"""What a person asks to see, and how a user stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
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


@dataclass(frozen=True, slots=True)
class UserQuery:
    """Which users, in which order. Words of ``text`` must all occur, in any searched attribute."""

    text: str = ""
    place: Place = Place.ALL
    sort: str = "display_name"
    descending: bool = False


def is_all_of(old: UserQuery, new: UserQuery) -> bool:
    """Whether who has selected all that ``old`` finds means all that ``new`` finds, too."""
    order = UserQuery()
    whom = replace(old, sort=order.sort, descending=order.descending)
    is_everybody = whom == order and new.place is not Place.TRASH
    return is_everybody or whom == replace(new, sort=order.sort, descending=order.descending)


def status_of(active: object, valid_from: object, valid_until: object, today: date) -> Status:
    """The status on ``today``; both ends of the validity are included."""
    if not active:
        return Status.DISABLED
    if isinstance(valid_from, date) and today < valid_from:
        return Status.NOT_YET
    if not isinstance(valid_until, date) or valid_until > today + SOON:
        return Status.ACTIVE
    return Status.EXPIRED if valid_until < today else Status.EXPIRES_SOON
