"""What is known of the backups of the open file, and what they are kept with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.database.backup import BackupFolder
    from desktop_app.database.copying import Source
    from desktop_app.domain.backups import Backup
    from desktop_app.domain.comparison import Comparison, Difference
    from desktop_app.domain.errors import AppError, CopyFailedError
    from desktop_app.view_models.draft_keeper import DraftStore
    from desktop_app.view_models.prompts import Prompts

MANY = 1000  # users: a change of so many gets a backup first


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept of a file outside of it.

    Without ``source`` nothing can be copied, without ``folder`` no backups are kept; ``drafts``
    keeps what was typed and not saved for longer than the program runs.
    """

    source: Source | None = None
    folder: BackupFolder | None = None
    prompts: Prompts | None = None
    today: Callable[[], date] = date.today
    drafts: DraftStore | None = None


NOTHING_KEPT = Keeping()


class Doing(StrEnum):
    """What takes its time just now."""

    MAKING = "making"
    COPYING = "copying"
    COMPARING = "comparing"
    RESTORING = "restoring"


@dataclass(frozen=True, slots=True)
class BackupsState:
    """``backups`` is None until somebody has looked; ``share`` is how much is done, 0 to 1.

    ``comparison`` is that of ``compared`` with the file, ``differences`` the first of it.
    ``problem`` belongs to what a person asked for, ``neglected`` to a backup that nobody did,
    ``copy_problem`` to a copy that was to be saved.
    """

    backups: tuple[Backup, ...] | None = None
    doing: Doing | None = None
    share: float = 0.0
    made: Backup | None = None
    copied: Path | None = None
    compared: Backup | None = None
    comparison: Comparison | None = None
    differences: tuple[Difference, ...] = ()
    restored: int | None = None
    problem: AppError | None = None
    neglected: CopyFailedError | None = None
    copy_problem: AppError | None = None
