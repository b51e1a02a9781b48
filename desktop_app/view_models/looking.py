"""Another state of the open file, shown in its window: a backup, or as it was at some moment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.database.backup_look import Glimpse
    from desktop_app.view_models.workspace import Workspace


class PastKind(StrEnum):
    """What is looked at."""

    BACKUP = "backup"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Past:
    """For the words over it; ``when`` is UTC. Of ``missing`` users nothing is left to show."""

    kind: PastKind
    when: datetime
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Looking:
    """``workspace`` reads what ``glimpse`` holds open; the open file waits behind it."""

    workspace: Workspace
    past: Past
    glimpse: Glimpse

    async def close(self) -> None:
        await self.workspace.close()
        await asyncio.to_thread(self.glimpse.close)
