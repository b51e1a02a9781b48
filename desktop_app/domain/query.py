"""What a person asks to see, and how a user stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
# What ``status_of`` is told of a user, and when one was made and changed.
STATUS = ("active", "valid_from", "valid_until")
TIMES = ("created", "last_modified")
# When, and by whom, a user in the trash was deleted.
DELETION = ("deleted_on", "deleted_by")
LONGEST_SEARCH = 1000


@dataclass(frozen=True, slots=True)
class UserQuery:
    """Which users, in which order; ``text`` is what ``filter_parser`` reads.

    ``then`` are the attributes by which those are sorted that are equal in ``sort``, each with
    whether it descends. Outside the trash nobody was deleted: that is no order there.
    """

    text: str = ""
    place: Place = Place.ALL
    sort: str = "display_name"
    descending: bool = False
    then: tuple[tuple[str, bool], ...] = ()

    def __post_init__(self) -> None:
        left = [level for level in self.order if level[0] not in DELETION]
        if self.place is not Place.TRASH and len(left) < len(self.order):
            (sort, descending), *then = left or [("display_name", False)]
            for name, value in (("sort", sort), ("descending", descending), ("then", tuple(then))):
                object.__setattr__(self, name, value)

    @property
    def order(self) -> tuple[tuple[str, bool], ...]:
        """Every attribute by which is sorted, with whether it descends."""
        return ((self.sort, self.descending), *self.then)

    def ordered(self, *order: tuple[str, bool]) -> UserQuery:
        """The same users in this order."""
        (sort, descending), *then = order
        return replace(self, sort=sort, descending=descending, then=tuple(then))

    def turned(self, attribute: str, *, adding: bool) -> UserQuery:
        """Sorted by this attribute, or by it, too; the other way where it is sorted by it now."""
        if not adding:
            return self.ordered((attribute, self.sort == attribute and not self.descending))
        if attribute not in dict(self.order):
            return self.ordered(*self.order, (attribute, False))
        return self.ordered(*((name, down ^ (name == attribute)) for name, down in self.order))


def is_all_of(old: UserQuery, new: UserQuery) -> bool:
    """Whether who has selected all that ``old`` finds means all that ``new`` finds, too."""
    unordered = UserQuery().order
    whom = old.ordered(*unordered)
    is_everybody = whom == UserQuery() and new.place is not Place.TRASH
    return is_everybody or whom == new.ordered(*unordered)


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
