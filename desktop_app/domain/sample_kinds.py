"""What an invented user has in a field that nobody has written a recipe for: by its kind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from desktop_app.domain.attributes import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.attributes import Attribute
    from desktop_app.domain.rules import Value

_LANGUAGES = ("en-GB", "ru", "de", "fr-CA", "zh-CN")
_ZONES = ("Europe/London", "Europe/Moscow", "America/Denver", "Asia/Tokyo")
_CUT = frozenset({Kind.TEXT, Kind.LINES})  # a piece of anything else is none
_EMPTY = 3  # one of so many has nothing there


def value_by_kind(name: str, attribute: Attribute, index: int, today: date) -> Value:
    """The value of the user with this index; from no draw, so that all other fields stay the same.

    None for a kind that is not known here.
    """
    number = crc32(f"{name} {index}".encode())
    make = _MAKERS.get(attribute.kind)
    if make is None or (attribute.kind is not Kind.FLAG and number % _EMPTY == 0):
        return None
    value = make(attribute.label, number // _EMPTY, today)
    if not isinstance(value, str) or len(value) <= attribute.limit:
        return value
    return value[: attribute.limit].strip() if attribute.kind in _CUT else None


_MAKERS: dict[Kind, Callable[[str, int, date], Value]] = {
    Kind.TEXT: lambda label, number, _: f"{label} {number % 1000}",
    Kind.LINES: lambda label, number, _: f"{label}\n{number % 1000}",
    Kind.EMAIL: lambda _, number, __: f"person{number}@example.org",
    Kind.PHONE: lambda _, number, __: f"555 01{number % 100:02}",
    Kind.URL: lambda _, number, __: f"https://www.example.org/{number}",
    Kind.LANGUAGE: lambda _, number, __: _LANGUAGES[number % len(_LANGUAGES)],
    Kind.LANGUAGES: lambda _, number, __: _LANGUAGES[number % len(_LANGUAGES)],
    Kind.TIMEZONE: lambda _, number, __: _ZONES[number % len(_ZONES)],
    Kind.FLAG: lambda _, number, __: number % 2 == 0,
    Kind.DATE: lambda _, number, today: today - timedelta(days=number % 4000),
}
