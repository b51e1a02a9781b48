"""Hands drafts to the side store a moment after they changed, in the order in which they did."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from desktop_app.view_models.tasks import TaskScope, queued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.domain.draft import Draft

_MOMENT = 0.7  # seconds: with the writing, less than one is ever lost
_log = logging.getLogger(__name__)


class DraftStore(Protocol):
    """Where drafts outlive the program; each may raise OSError."""

    def load(self) -> tuple[Draft, ...]: ...

    def save(self, drafts: Sequence[Draft]) -> None: ...

    def close(self) -> None: ...


class DraftKeeper:
    """Without a store, and before it was read, nothing is written.

    ``drafts`` tells what there is now.
    """

    def __init__(
        self,
        store: DraftStore | None,
        drafts: Callable[[], tuple[Draft, ...]],
        crash: Callable[[BaseException], None],
    ) -> None:
        self._store = store
        self._drafts = drafts
        self._kept: tuple[Draft, ...] = ()
        self._is_loaded = False
        self._is_waiting = False
        self.tasks = TaskScope(crash)

    async def load(self) -> tuple[Draft, ...]:
        """What an earlier run of the program has left."""
        if self._store is None:
            return ()
        try:
            self._kept = await asyncio.to_thread(self._store.load)
        except OSError as error:
            _log.warning("drafts cannot be kept: %s", error.strerror)
            return ()
        self._is_loaded = True
        return self._kept

    def note_change(self) -> None:
        """There may be something new: write it in a moment, with what comes until then."""
        if self._is_loaded and not self._is_waiting:
            self._is_waiting = True
            self.tasks.latest("wait", self._wait())

    @queued
    async def keep(self) -> bool:
        """Write now what there is; False if it is not safe."""
        drafts = self._drafts()
        if drafts == self._kept:
            return self._is_loaded
        if self._store is None or not self._is_loaded:
            return False
        try:
            await asyncio.to_thread(self._store.save, drafts)
        except OSError as error:
            _log.warning("drafts were not kept: %s", error.strerror)
            return False
        self._kept = drafts
        return True

    def keep_at_once(self) -> None:
        """Where nobody can be waited for: the session ends, and the process with it."""
        if self._store is not None and self._is_loaded and self._drafts() != self._kept:
            try:
                self._store.save(self._drafts())
            except OSError as error:
                _log.warning("drafts were not kept: %s", error.strerror)

    async def close(self) -> None:
        """The last second is written, then the store is another program's."""
        await self.tasks.close()
        if self._is_loaded:
            await self.keep()
            self._is_loaded = False
        if self._store is not None:
            await asyncio.to_thread(self._store.close)

    async def _wait(self) -> None:
        await asyncio.sleep(_MOMENT)
        self._is_waiting = False
        self.keep()
