"""What may be compared with a field, in the one spelling in which a filter keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.errors import FilterReason
from desktop_app.domain.filter_dates import WORDS, date_text, time_text
from desktop_app.domain.filter_fields import Sort
from desktop_app.domain.query import Status
from desktop_app.domain.rules import NO, YES
from desktop_app.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

_STATUSES = {
    Status.ACTIVE: ("активен", "активные"),
    Status.DISABLED: ("inactive", "отключён", "отключённые"),
    Status.NOT_YET: ("not yet valid", "future", "ещё не действует"),
    Status.EXPIRES_SOON: ("expiring", "срок скоро истечёт", "истекает"),
    Status.EXPIRED: ("срок истёк", "истёк"),
}
_STATUS_NAMED = {
    fold(name).replace("_", " "): status.value
    for status, names in _STATUSES.items()
    for name in (status.value, *names)
}
REFUSALS = {
    Sort.FLAG: FilterReason.NOT_YES_OR_NO,
    Sort.STATUS: FilterReason.NOT_A_STATUS,
    Sort.DATE: FilterReason.NOT_A_DATE,
    Sort.TIME: FilterReason.NOT_A_DATE,
}


def value_text(sort: Sort, text: str) -> str | None:
    """As a filter keeps it; None if it is none of this sort."""
    read = _READERS.get(sort)
    return text if read is None else read(text.strip())


def usual_values(sort: Sort) -> tuple[str, ...]:
    """Those that can be told without looking into the file."""
    match sort:
        case Sort.FLAG:
            return ("yes", "no")
        case Sort.STATUS:
            return tuple(status.value for status in Status)
        case Sort.DATE | Sort.TIME:
            return WORDS
        case _:
            return ()


def _flag_text(text: str) -> str | None:
    said = text.casefold()
    return "yes" if said in YES else "no" if said in NO else None


def _status_text(text: str) -> str | None:
    return _STATUS_NAMED.get(" ".join(fold(text).replace("_", " ").replace("-", " ").split()))


_READERS: dict[Sort, Callable[[str], str | None]] = {
    Sort.FLAG: _flag_text,
    Sort.STATUS: _status_text,
    Sort.DATE: date_text,
    Sort.TIME: time_text,
}
