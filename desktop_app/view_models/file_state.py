"""Which file is open at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.domain.errors import AppError
    from desktop_app.view_models.looking import Looking
    from desktop_app.view_models.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FileState:
    """``opening`` is the file on its way in; ``problem`` why the last one did not come.

    ``coming`` reads its first rows and may be made ready for, but not shown. ``looking`` is another
    state of the open file, shown in its place.
    """

    workspace: Workspace | None = None
    coming: Workspace | None = None
    looking: Looking | None = None
    opening: Path | None = None
    recent: tuple[Path, ...] = ()
    problem: AppError | None = None
