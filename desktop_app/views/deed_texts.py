"""The words for what was done, and for the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.change import Deed
from desktop_app.views.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.domain.change import Summary


def deed_text(summary: Summary) -> str:
    """What was done: “Ada Lovelace moved to the trash”, “37 users changed”."""
    n, name = summary.count, summary.name
    if summary.added or summary.removed:
        return _outside_text(summary)
    if n == 1 and name:
        return {
            Deed.CREATE: translate("Deeds", "%1 added"),
            Deed.CHANGE: translate("Deeds", "%1 changed"),
            Deed.DELETE: translate("Deeds", "%1 moved to the trash"),
            Deed.RESTORE: translate("Deeds", "%1 brought back"),
            Deed.IMPORT: translate("Deeds", "%1 imported"),
            Deed.RETURN: translate("Deeds", "%1 restored from a backup"),
            Deed.PURGE: translate("Deeds", "%1 deleted for good"),
            Deed.ERASE: translate("Deeds", "%1 erased"),
            Deed.OUTSIDE: translate("Deeds", "%1 changed by another program"),
        }[summary.deed].replace("%1", name)
    if summary.deed is Deed.IMPORT and summary.label:
        words = translate("Deeds", "%Ln user(s) imported from “%1”", "", n)
        return words.replace("%1", summary.label)
    words_of: dict[Deed, Callable[[], str]] = {
        Deed.CREATE: lambda: translate("Deeds", "%Ln user(s) added", "", n),
        Deed.CHANGE: lambda: translate("Deeds", "%Ln user(s) changed", "", n),
        Deed.DELETE: lambda: translate("Deeds", "%Ln user(s) moved to the trash", "", n),
        Deed.RESTORE: lambda: translate("Deeds", "%Ln user(s) brought back", "", n),
        Deed.IMPORT: lambda: translate("Deeds", "%Ln user(s) imported", "", n),
        Deed.RETURN: lambda: translate("Deeds", "%Ln user(s) restored from a backup", "", n),
        Deed.PURGE: lambda: translate("Deeds", "%Ln user(s) deleted for good", "", n),
        Deed.ERASE: lambda: translate("Deeds", "%Ln user(s) erased", "", n),
        Deed.OUTSIDE: lambda: translate("Deeds", "%Ln user(s) changed by another program", "", n),
    }
    return words_of[summary.deed]()


def _outside_text(summary: Summary) -> str:
    """What another program did: who came, who went, and who is only different."""
    n, added, removed = summary.count, summary.added, summary.removed
    if n == added:
        return translate("Deeds", "%Ln user(s) added by another program", "", n)
    if n == removed:
        return translate("Deeds", "%Ln user(s) removed by another program", "", n)
    parts = [
        translate("Deeds", "%Ln added", "", added) if added else "",
        translate("Deeds", "%Ln changed", "", n - added - removed) if n > added + removed else "",
        translate("Deeds", "%Ln removed", "", removed) if removed else "",
    ]
    words = translate("Deeds", "By another program: %1")
    return words.replace("%1", QLocale().createSeparatedList([part for part in parts if part]))


def step_text(summary: Summary | None, *, redo: bool) -> str:
    """The menu's words for the next step: “Undo: 37 users changed”."""
    if summary is None:
        return translate("Deeds", "&Redo") if redo else translate("Deeds", "&Undo")
    words = translate("Deeds", "&Redo: %1") if redo else translate("Deeds", "&Undo: %1")
    return words.replace("%1", deed_text(summary).replace("&", "&&"))
