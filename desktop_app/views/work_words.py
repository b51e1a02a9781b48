"""The words for what is being done, how far it is, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.change import Deed
from desktop_app.views.deed_texts import deed_text
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.change import Summary
    from desktop_app.view_models.changes_view_model import Notice, UnderWay

_TELLING = 1.0  # seconds after which a rate says something
_MINUTE = 60


def work_text(work: UnderWay) -> str:
    """What is being done: “Importing 312 users from “staff.csv””."""
    if work.undone:
        words = translate("Work", "Taking back: %1")
        return words.replace("%1", deed_text(work.summary))
    return _deed_text(work.summary)


def pace_text(done: int, total: int, seconds: float) -> str:
    """How many of how many, how long still, and how fast, as far as that can be said."""
    words = translate("Work", "%1 of %2").replace("%1", _number(done))
    parts = [words.replace("%2", _number(total))]
    if seconds >= _TELLING and 0 < done < total:
        rate = done / seconds
        parts.append(_left_text(round((total - done) / rate)))
        parts.append(translate("Work", "%1 per second").replace("%1", _number(round(rate))))
    return " · ".join(parts)


def notice_text(notice: Notice) -> str:
    """What was done, taken back or given up; whoever is gone is to be found in the trash."""
    words = deed_text(notice.summary)
    if notice.stopped:
        return translate("Work", "Given up. Nothing was changed.")
    if not notice.undone:
        return words
    if notice.trashed:
        text = translate(
            "Work", "Taken back: %1. %Ln user(s) moved to the trash.", "", notice.trashed
        )
        return text.replace("%1", words)
    return translate("Work", "Taken back: %1").replace("%1", words)


def _left_text(seconds: int) -> str:
    if seconds >= _MINUTE:
        return translate("Work", "%Ln minute(s) left", "", round(seconds / _MINUTE))
    return translate("Work", "%Ln second(s) left", "", max(seconds, 1))


def _deed_text(summary: Summary) -> str:
    n = summary.count
    if summary.deed is Deed.IMPORT and summary.label:
        words = translate("Work", "Importing %Ln user(s) from “%1”", "", n)
        return words.replace("%1", summary.label)
    words_of: dict[Deed, Callable[[], str]] = {
        Deed.CREATE: lambda: translate("Work", "Adding %Ln user(s)", "", n),
        Deed.CHANGE: lambda: translate("Work", "Changing %Ln user(s)", "", n),
        Deed.DELETE: lambda: translate("Work", "Moving %Ln user(s) to the trash", "", n),
        Deed.RESTORE: lambda: translate("Work", "Bringing %Ln user(s) back", "", n),
        Deed.IMPORT: lambda: translate("Work", "Importing %Ln user(s)", "", n),
        Deed.RETURN: lambda: translate("Work", "Restoring %Ln user(s) from a backup", "", n),
        Deed.PURGE: lambda: translate("Work", "Deleting %Ln user(s) for good", "", n),
        Deed.ERASE: lambda: translate("Work", "Erasing %Ln user(s)", "", n),
        Deed.OUTSIDE: lambda: translate("Work", "Taking in what another program wrote"),
    }
    return words_of[summary.deed]()


def _number(count: int) -> str:
    return QLocale().toString(count)
