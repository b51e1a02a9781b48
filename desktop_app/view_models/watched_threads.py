"""Copies are made and compared in threads, which tell how far they are and can be stopped."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from desktop_app.database.copying import CopyStoppedError, Watch
from desktop_app.view_models.tasks import StoppedError, finished_in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class WatchedThreads:
    """``tell`` hears in the loop how much is done, from 0 to 1."""

    def __init__(self, tell: Callable[[float], object] = lambda _share: None) -> None:
        self._tell = tell
        self._stops: set[Event] = set()

    async def run(self, work: Callable[[Watch], T]) -> T:
        """Work in a thread; raises StoppedError when it was given up."""
        loop, stop = asyncio.get_running_loop(), Event()

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(self._tell, share)

        self._stops.add(stop)
        try:
            return await finished_in_thread(stop, lambda: work(Watch(stop.is_set, tell)))
        except CopyStoppedError as error:
            raise StoppedError from error
        finally:
            self._stops.discard(stop)

    def stop(self) -> None:
        """Give up what is running; nothing of it stays."""
        for stop in self._stops:
            stop.set()
