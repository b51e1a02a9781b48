"""Work that is finished whoever gives up waiting for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine


async def to_the_end(work: Coroutine[Any, Any, None]) -> None:
    await ended(asyncio.create_task(work))


async def ended(task: asyncio.Task[Any]) -> None:
    """Wait until ``task`` is done, however often the waiting is cancelled; be cancelled then."""
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()
        raise cancelled
    task.result()
