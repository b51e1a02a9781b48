"""The words for backups, and for how the file differs from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.domain.backups import Backup, BackupReason
from desktop_app.domain.comparison import Comparison, Difference, Turn
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.views.value_texts import value_text
from desktop_app.views.words import label_of, translate

if TYPE_CHECKING:
    from desktop_app.domain.rules import Value

_LONGEST = 60


def reason_text(reason: BackupReason) -> str:
    return {
        BackupReason.DAILY: translate("Backups", "Daily"),
        BackupReason.MIGRATION: translate("Backups", "Before the file was updated"),
        BackupReason.IMPORT: translate("Backups", "Before a large import"),
        BackupReason.ERASE: translate("Backups", "Before users were erased"),
        BackupReason.RESTORE: translate("Backups", "Before a backup was restored"),
        BackupReason.MANUAL: translate("Backups", "Made by hand"),
    }[reason]


def users_text(backup: Backup) -> str:
    if backup.users is None:
        return translate("Backups", "cannot be read")
    return QLocale().toString(backup.users)


def size_text(backup: Backup) -> str:
    traditional = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale().formattedDataSize(backup.size, 1, traditional)


def turn_text(turn: Turn) -> str:
    return {
        Turn.ADDED: translate("Backups", "Added", "one user"),
        Turn.REMOVED: translate("Backups", "Deleted", "one user"),
        Turn.CHANGED: translate("Backups", "Changed", "one user"),
    }[turn]


def comparison_text(found: Comparison) -> str:
    """“Since then: 2 added, 1 deleted, 5 changed”."""
    if not found.total:
        return translate("Backups", "No user has changed since this backup.")
    counts = [
        (found.added, translate("Backups", "%Ln user(s) added", "", len(found.added))),
        (found.removed, translate("Backups", "%Ln user(s) deleted", "", len(found.removed))),
        (found.changed, translate("Backups", "%Ln user(s) changed", "", len(found.changed))),
    ]
    listed = " · ".join(words for keys, words in counts if keys)
    return translate("Backups", "Since this backup: %1").replace("%1", listed)


def fields_text(difference: Difference) -> str:
    """Each attribute with its value then and now; of who came or went what there is to know."""
    if difference.turn is Turn.CHANGED:
        return "; ".join(_change(*field) for field in difference.fields)
    values = (now if then is None else then for _, then, now in difference.fields)
    return " · ".join(_value(value) for value in values if not isinstance(value, bool))


def _change(name: str, then: Value, now: Value) -> str:
    return f"{label_of(ATTRIBUTES[name].label)}: {_value(then)} → {_value(now)}"


def _value(value: Value) -> str:
    """Isolated, so that a value written from right to left does not turn the arrow round."""
    text = " ".join(value_text(value)[: 4 * _LONGEST].split())
    if not text:
        return translate("Backups", "empty", "a value")
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f"\N{FIRST STRONG ISOLATE}{shown}\N{POP DIRECTIONAL ISOLATE}"
