"""A job and the event loop that waits for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from desktop_app.worker.job import End
from desktop_app.worker.lines import ProcessLine, ThreadLine, command

if TYPE_CHECKING:
    from desktop_app.worker.job import Job


class Work:
    """``async with`` starts a job, and gives up what is left of it; ``async for`` is what it says.

    ``apart`` from this process, where that can be done. The job is a function that pickle can
    name, with its arguments. Raises what the job does, and LostError if its process is gone.
    """

    def __init__(self, job: Job, *, apart: bool) -> None:
        self.is_apart = apart and command() is not None
        self._line = ProcessLine(job) if self.is_apart else ThreadLine(job)
        self._said: asyncio.Queue[Any] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._running = self._loop.run_in_executor(None, self._line.run, self._post)
        self._running.add_done_callback(self._on_end)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._line.stop()
        cancelled: asyncio.CancelledError | None = None
        while not self._running.done():
            try:
                await asyncio.wait([self._running])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            raise cancelled

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Any:
        said = await self._said.get()
        if not isinstance(said, End):
            return said
        if said.error is not None:
            raise said.error
        raise StopAsyncIteration

    async def tell(self, what: object) -> None:
        """What the job hears next."""
        if self.is_apart:
            await self._loop.run_in_executor(None, self._line.tell, what)
        else:
            self._line.tell(what)

    def _on_end(self, running: asyncio.Future[None]) -> None:
        if error := running.exception():
            self._said.put_nowait(End(error))

    def _post(self, said: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(partial(self._said.put_nowait, said))
