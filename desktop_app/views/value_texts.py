"""The words for values."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from desktop_app.views.words import translate

_YEAR = re.compile("y+")


def value_text(value: object) -> str:
    """A value as a person reads it in a table: dates by the locale, flags as words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return translate("Values", "yes") if value else translate("Values", "no")
    if isinstance(value, datetime):
        local = value.astimezone()
        return f"{date_text(local.date(), QLocale())} {local.strftime('%H:%M')}"
    if isinstance(value, date):
        return date_text(value, QLocale())
    return str(value)


def date_text(day: date, locale: QLocale) -> str:
    """As the locale writes it, but with all digits of the year: 26 may be 1926."""
    return locale.toString(QDate(day.year, day.month, day.day), date_format(locale))


def date_format(locale: QLocale) -> str:
    return _YEAR.sub("yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
