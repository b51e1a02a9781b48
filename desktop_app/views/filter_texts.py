"""The words for what a filter asks for."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.filter import (
    Comparison,
    Filter,
    Not,
    Operator,
    Presence,
    Term,
    as_text,
)
from desktop_app.domain.filter_fields import Sort, field_named, sort_of
from desktop_app.domain.query import Status
from desktop_app.views.filter_error_texts import field_text, shortened
from desktop_app.views.texts import status_text
from desktop_app.views.value_texts import date_text, value_text
from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from collections.abc import Callable

_TIMES = frozenset({Sort.DATE, Sort.TIME})
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = re.compile(r"(last|next) (\d+) days")


def filter_text(what: Filter) -> str:
    """As a chip says it; what is too complex for that as it is typed."""
    match what:
        case Term(text):
            return translate("Filter", "“%1”").replace("%1", shortened(text))
        case Presence(field):
            return translate("Filter", "%1 is filled in").replace("%1", field_text(field))
        case Not(Presence(field)):
            return translate("Filter", "%1 is empty").replace("%1", field_text(field))
        case Not(part):
            return translate("Filter", "not: %1").replace("%1", filter_text(part))
        case Comparison():
            return _comparison_text(what)
        case _:
            return shortened(as_text(what))


def written_field(field: str) -> str:
    """The name by which a person would type it: the label, where that is one word."""
    label = field_text(field).lower()
    return label if label.isalpha() and field_named(label) == field else field


def _operator_text(operator: Operator, sort: Sort) -> str:
    """How a value is compared; %1 is the field, %2 the value, and %3 where a range ends."""
    if sort in _TIMES and operator in _OF_TIMES:
        return _OF_TIMES[operator]()
    if sort not in {Sort.TEXT, Sort.PHONE} and operator is Operator.CONTAINS:
        return translate("Filter", "%1: %2")
    return _OF_TEXT[operator]()


def value_words(value: str, sort: Sort) -> str:
    """A value as a person reads it."""
    match sort:
        case Sort.FLAG:
            return translate("Values", "yes") if value == "yes" else translate("Values", "no")
        case Sort.STATUS:
            return status_text(Status(value))
        case Sort.DATE | Sort.TIME:
            return _date_words(value)
        case _:
            return value


def _comparison_text(what: Comparison) -> str:
    sort = sort_of(what.field)
    ends = [end and shortened(value_words(end, sort)) for end in (what.value, what.until)]
    if what.operator is not Operator.RANGE or all(ends):
        return filled(_operator_text(what.operator, sort), field_text(what.field), *ends)
    if ends[0]:
        return filled(translate("Filter", "%1 from %2"), field_text(what.field), ends[0])
    return filled(translate("Filter", "%1 until %2"), field_text(what.field), ends[1])


def _date_words(value: str) -> str:
    if _WHOLE_DAY.fullmatch(value):
        return date_text(date.fromisoformat(value), QLocale())
    if "T" in value:
        return value_text(datetime.fromisoformat(value))
    if days := _DAYS.fullmatch(value):
        count = int(days[2])
        if days[1] == "last":
            return translate("Filter", "the last %Ln day(s)", "", count)
        return translate("Filter", "the next %Ln day(s)", "", count)
    return _SAID[value]() if value in _SAID else value


_OF_TEXT: dict[Operator, Callable[[], str]] = {
    Operator.CONTAINS: lambda: translate("Filter", "%1 contains “%2”"),
    Operator.EQUALS: lambda: translate("Filter", "%1 is “%2”"),
    Operator.STARTS: lambda: translate("Filter", "%1 begins with “%2”"),
    Operator.ENDS: lambda: translate("Filter", "%1 ends with “%2”"),
    Operator.BELOW: lambda: translate("Filter", "%1 before “%2”"),
    Operator.AT_MOST: lambda: translate("Filter", "%1 up to “%2”"),
    Operator.ABOVE: lambda: translate("Filter", "%1 after “%2”"),
    Operator.AT_LEAST: lambda: translate("Filter", "%1 at least “%2”"),
    Operator.RANGE: lambda: translate("Filter", "%1 from %2 until %3"),
}
_OF_TIMES: dict[Operator, Callable[[], str]] = {
    Operator.BELOW: lambda: translate("Filter", "%1 before %2"),
    Operator.AT_MOST: lambda: translate("Filter", "%1 until %2"),
    Operator.ABOVE: lambda: translate("Filter", "%1 after %2"),
    Operator.AT_LEAST: lambda: translate("Filter", "%1 from %2"),
}
_SAID: dict[str, Callable[[], str]] = {
    "today": lambda: translate("Filter", "today"),
    "yesterday": lambda: translate("Filter", "yesterday"),
    "tomorrow": lambda: translate("Filter", "tomorrow"),
    "last week": lambda: translate("Filter", "last week"),
    "this week": lambda: translate("Filter", "this week"),
    "next week": lambda: translate("Filter", "next week"),
    "last month": lambda: translate("Filter", "last month"),
    "this month": lambda: translate("Filter", "this month"),
    "next month": lambda: translate("Filter", "next month"),
    "last year": lambda: translate("Filter", "last year"),
    "this year": lambda: translate("Filter", "this year"),
    "next year": lambda: translate("Filter", "next year"),
}
