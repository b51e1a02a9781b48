"""Copies of a userbook that are kept: why one was made, and which are kept for how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from pathlib import Path

_DAYS, _WEEKS, _MONTHS = 7, 4, 12


class BackupReason(StrEnum):
    """Why a backup was made; the word stands in its file's name."""

    DAILY = "daily"
    MIGRATION = "migration"
    IMPORT = "import"
    ERASE = "erase"
    RESTORE = "restore"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Backup:
    """``when`` is UTC; ``users`` is None where the file could not be read.

    ``mark`` is what its source looked like: one that still looks so has not changed since.
    """

    path: Path
    when: datetime
    reason: BackupReason
    size: int
    users: int | None = None
    mark: str = ""


def superfluous(backups: Iterable[Backup], today: date) -> list[Backup]:
    """What may go: all of today stay, then the newest of 7 days, 4 weeks and 12 months.

    Of days, weeks and months that have one, so that a file that is seldom opened keeps as many.
    A week counts only where none of its days did, and so on. The newest of all stays always.
    """
    newest_first = sorted(backups, key=lambda backup: backup.when, reverse=True)
    kept = {each.path for each in newest_first if _day(each) >= today}
    kept.update(each.path for each in newest_first[:1])
    for period, count in ((_day, _DAYS), (_week, _WEEKS), (_month, _MONTHS)):
        kept.update(_newest_of(newest_first, period, count, kept))
    return [each for each in newest_first if each.path not in kept]


def _newest_of(
    newest_first: list[Backup], period: Callable[[Backup], object], count: int, kept: set[Path]
) -> list[Path]:
    found: list[Path] = []
    last: object = None
    for each in newest_first:
        if period(each) == last:
            continue
        last = period(each)
        if each.path not in kept:
            found.append(each.path)
    return found[:count]


def _day(backup: Backup) -> date:
    """The day of whoever sits in front of it."""
    return backup.when.astimezone().date()


def _week(backup: Backup) -> tuple[int, int]:
    year, week, _ = _day(backup).isocalendar()
    return year, week


def _month(backup: Backup) -> tuple[int, int]:
    day = _day(backup)
    return day.year, day.month
