"""What was recovered from a damaged file and what was not, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop_app.views.words import filled, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.salvage import SalvageReport

_NAMED = 5


def report_texts(report: SalvageReport) -> list[tuple[str, bool]]:
    """One sentence after another, each with whether it is good news."""
    recovered = translate("SalvageDialog", "%Ln user(s) recovered.", "", report.users)
    beside = translate("SalvageDialog", "%Ln user(s) in the trash recovered.", "", report.trash)
    history = translate(
        "SalvageDialog", "%Ln change(s) of the history recovered.", "", report.change_sets
    )
    told = [(recovered, True), (beside, True), (history, True)]
    told = [line for line, count in zip(told, _counts(report), strict=True) if count]
    return [*told, *((words, False) for words in _losses(report))] or [(recovered, False)]


def _counts(report: SalvageReport) -> tuple[int, int, int]:
    return report.users, report.trash, report.change_sets


def _losses(report: SalvageReport) -> list[str]:
    found: list[str] = []
    if report.lost:
        words = translate(
            "SalvageDialog", "%Ln user(s) could not be recovered: %1", "", report.lost
        )
        found.append(filled(words, _some(report.lost_names, report.lost)))
    if report.unclear:
        words = translate(
            "SalvageDialog", "%Ln user(s) have lost the value of a field: %1", "", report.unclear
        )
        found.append(filled(words, _some(report.unclear_names, report.unclear)))
    if report.set_aside:
        count = len(report.set_aside)
        words = translate(
            "SalvageDialog",
            "%Ln user(s) were put in the trash, since a newer one has the same user name: %1",
            "",
            count,
        )
        found.append(filled(words, _some(report.set_aside, count)))
    if report.lost_changes:
        found.append(
            translate(
                "SalvageDialog",
                "%Ln earlier value(s) in the history could not be recovered.",
                "",
                report.lost_changes,
            )
        )
    if not found and report.unreadable_pages:
        locale = QLocale()
        words = translate(
            "SalvageDialog", "%1 of %2 pages could not be read, but nothing was lost with them."
        )
        pages = locale.toString(len(report.unreadable_pages)), locale.toString(report.pages)
        found.append(filled(words, *pages))
    return found


def _some(names: Sequence[str], count: int) -> str:
    shown = ", ".join(names[:_NAMED])
    return shown if count <= _NAMED else translate("SalvageDialog", "%1 …").replace("%1", shown)
