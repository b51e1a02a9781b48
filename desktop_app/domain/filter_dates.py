"""Dates as people say them in a search: a day, a month, a year, or how long ago.

They are kept as they are said, because what was saved with *today* means another day tomorrow.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from desktop_app.domain.text import fold

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHIFTS = {"last": -1, "this": 0, "next": 1}
_RUSSIAN = {
    "сегодня": "today",
    "вчера": "yesterday",
    "завтра": "tomorrow",
    **{f"{word}": "last" for word in ("прошлая", "прошлый", "прошлой", "прошлую", "прошлом")},
    **{f"{word}": "last" for word in ("последний", "последние", "последних")},
    **{f"{word}": "this" for word in ("эта", "этот", "этой", "эту", "этом")},
    **{f"{word}": "next" for word in ("следующая", "следующий", "следующей", "следующую")},
    **{f"{word}": "next" for word in ("следующем", "следующие", "следующих")},
    **{f"{word}": "week" for word in ("неделя", "неделе", "неделю")},
    **{f"{word}": "month" for word in ("месяц", "месяце")},
    **{f"{word}": "year" for word in ("год", "году")},
    **{f"{word}": "days" for word in ("день", "дня", "дней", "day")},
}
_RELATIVE = re.compile(r"(last|this|next) (week|month|year)|(last|next) (\d{1,4}) days")
_CALENDAR = (
    re.compile(r"(?P<year>\d{4})(?:[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?))?)?"),
    re.compile(r"(?:(?P<day>\d\d?)\.)?(?P<month>\d\d?)\.(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
)
_BLANKS = re.compile(r"[\s_-]+")
_YEARS = range(2, 9999)  # so that the next year is one, too
WORDS = (*_DAYS, *(f"{shift} {unit}" for unit in ("week", "month", "year") for shift in _SHIFTS))


def date_text(text: str) -> str | None:
    """As it is kept: ``2026``, ``2026-03``, ``2026-03-01``, ``today``, ``last 7 days``.

    None if it is no date.
    """
    for form in _CALENDAR:
        if match := form.fullmatch(text.strip()):
            return _calendar_text(match)
    words = [_RUSSIAN.get(one, one) for one in _BLANKS.split(fold(text).strip())]
    said = " ".join(words)
    return said if said in _DAYS or _RELATIVE.fullmatch(said) else None


def time_text(text: str) -> str | None:
    """A date, or a moment as ISO 8601 writes it."""
    if (day := date_text(text)) is not None:
        return day
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        # What has no offset is meant as the clock on the wall here.
        aware = moment if moment.tzinfo else moment.astimezone()
        if aware.year in _YEARS:
            return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return None


def days_of(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of what ``date_text`` has written. Weeks begin on Monday."""
    if text in _DAYS:
        day = today + timedelta(days=_DAYS[text])
        return day, day
    if match := _RELATIVE.fullmatch(text):
        shift, unit, way, count = match.groups()
        return _around(today, way, int(count)) if way else _whole(today, unit, _SHIFTS[shift])
    year, month, day = (int(part) for part in f"{text}-0-0".split("-")[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    return _month(year, month) if month else (date(year, 1, 1), date(year, 12, 31))


def _calendar_text(match: re.Match[str]) -> str | None:
    year, month, day = match["year"], match["month"], match["day"]
    with suppress(ValueError):
        date(int(year), int(month or 1), int(day or 1))
        parts = [part.zfill(2) for part in (year, month, day) if part]
        return "-".join(parts) if int(year) in _YEARS else None
    return None


def _around(today: date, way: str, count: int) -> tuple[date, date]:
    """So many days, this one included."""
    further = timedelta(days=max(count, 1) - 1)
    return (today - further, today) if way == "last" else (today, today + further)


def _whole(today: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "week":
        monday = today + timedelta(days=7 * shift - today.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        month = today.year * 12 + today.month - 1 + shift
        return _month(month // 12, month % 12 + 1)
    return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)


def _month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
