"""Which days, or which moments, a comparison of dates is about on a given day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from desktop_app.domain.filter import Operator
from desktop_app.domain.filter_dates import days_of
from desktop_app.domain.query import midnight

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.filter import Comparison

T = TypeVar("T", date, datetime)
_DAY = timedelta(days=1)


def days_meant(what: Comparison, today: date) -> tuple[date | None, date | None]:
    """The first day that fits and the first one after it that does not; None is no border."""

    def days(text: str) -> tuple[date, date]:
        first, last = days_of(text, today)
        return first, last + _DAY

    return _borders(what, days)


def moments_meant(what: Comparison, today: date) -> tuple[datetime | None, datetime | None]:
    """The same in UTC; days begin at midnight here."""

    def moments(text: str) -> tuple[datetime, datetime]:
        if "T" in text:
            moment = datetime.fromisoformat(text)
            return moment, moment + timedelta(microseconds=1)
        first, last = days_of(text, today)
        return midnight(first), midnight(last + _DAY)

    return _borders(what, moments)


def _borders(what: Comparison, span: Callable[[str], tuple[T, T]]) -> tuple[T | None, T | None]:
    if what.operator is Operator.RANGE:
        first = span(what.value)[0] if what.value else None
        return first, span(what.until)[1] if what.until else None
    first, after = span(what.value)
    match what.operator:
        case Operator.BELOW:
            return None, first
        case Operator.AT_MOST:
            return None, after
        case Operator.ABOVE:
            return after, None
        case Operator.AT_LEAST:
            return first, None
        case _:
            return first, after
