"""What is done to a file when nobody has written to it for a moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from desktop_app.database.ending import ended, to_the_end

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from desktop_app.database.backends import Backend

_QUIET = 1.5
_BREATH = 0.01
_ANOTHER_TIME = 5.0


class Tidying:
    """Makes what was written quick to find, and puts all of it into the one file.

    ``idle`` is set while no session is open.
    """

    def __init__(self, backend: Backend, writer: AsyncEngine, idle: asyncio.Event) -> None:
        self._backend = backend
        self._writer = writer
        self._idle = idle
        self._task: asyncio.Task[None] | None = None
        self._again: asyncio.TimerHandle | None = None
        self._last_write = 0.0

    def later(self) -> None:
        """Somebody has written just now."""
        self._last_write = asyncio.get_running_loop().time()
        if self._task is None:
            self._task = asyncio.create_task(self._tidy(), name="tidy the database")

    async def stop(self) -> bool:
        """Give it up; whether anything was left to be done."""
        if self._again is not None:
            self._again.cancel()
        if (task := self._task) is None:
            return False
        task.cancel()
        await asyncio.wait([task])
        return True

    async def _tidy(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            tidied = 0.0
            while tidied != self._last_write:
                while (rest := self._last_write + _QUIET - loop.time()) > 0 or not self._is_idle:
                    await asyncio.sleep(max(rest, 0))
                    await self._idle.wait()
                tidied = self._last_write
                while (more := await self._index_more()) and tidied == self._last_write:
                    await asyncio.sleep(_BREATH)  # whoever wants to write comes first
                    await self._idle.wait()
                await to_the_end(self._backend.tidy(self._writer))
                if more is None:  # somebody else is writing
                    self._again = loop.call_later(_ANOTHER_TIME, self.later)
        finally:
            self._task = None

    async def _index_more(self) -> bool | None:
        # Cancelled in the midst, it would come back to its pool only after the closing.
        some = asyncio.create_task(self._backend.index_more(self._writer))
        await ended(some)
        return some.result()

    @property
    def _is_idle(self) -> bool:
        return self._idle.is_set()
