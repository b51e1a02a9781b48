"""The words for what is looked at in the place of the open file; before any data is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from desktop_app.view_models.looking import PastKind
from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.view_models.looking import Past


def moment_text(when: datetime) -> str:
    """A day in full, and the time of it, where the person sits."""
    local = when.astimezone()
    day = QDate(local.year, local.month, local.day)
    pattern = translate("Backups", "d MMMM yyyy", "how a day is written, as Qt spells it")
    words = translate("Backups", "%1, %2", "day and time")
    written = words.replace("%1", QLocale().toString(day, pattern))
    return written.replace("%2", local.strftime("%H:%M"))


def past_text(past: Past, name: str) -> str:
    """What is looked at, for the bar over it; ``name`` is the file's."""
    if past.kind is PastKind.BACKUP:
        words = translate("Backups", "This is the backup of %1. Nothing can be changed here.")
        return words.replace("%1", moment_text(past.when))
    words = translate("Backups", "This is how %1 was on %2. Nothing can be changed here.")
    if past.missing:
        words = translate(
            "Backups",
            "This is how %1 was on %2, without %Ln user(s) who were later deleted for good. "
            "Nothing can be changed here.",
            "",
            past.missing,
        )
    return filled(words, name, moment_text(past.when))


def past_title(past: Past, name: str) -> str:
    """The same for the window's title; ``name`` is the file's."""
    words = {
        PastKind.BACKUP: translate("Backups", "Backup of %1 – %2"),
        PastKind.MOMENT: translate("Backups", "As of %1 – %2"),
    }[past.kind]
    return words.replace("%1", moment_text(past.when)).replace("%2", name)
