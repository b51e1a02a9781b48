"""Notices that another day has begun, also after the computer has slept through midnight."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK = 30.0  # seconds: a timer until midnight would stand still while the computer sleeps


class DayWatch:
    """Calls ``turned`` soon after each midnight, between ``start`` and ``stop``."""

    def __init__(
        self,
        turned: Callable[[], object],
        today: Callable[[], date] = date.today,
        seconds: float = _LOOK,
    ) -> None:
        self._turned = turned
        self._today = today
        self._seconds = seconds
        self._day = today()
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._next = asyncio.get_running_loop().call_later(self._seconds, self._look)

    def stop(self) -> None:
        if self._next is not None:
            self._next.cancel()

    def _look(self) -> None:
        self.start()
        if (today := self._today()) != self._day:
            self._day = today
            self._turned()
