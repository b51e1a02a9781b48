"""Who starts, keeps, cancels and judges the tasks of a view-model."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import wraps
from itertools import count
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from threading import Event

P = ParamSpec("P")
R = TypeVar("R")


class HasTasks(Protocol):
    """Whoever decorates its methods with latest, queued or single."""

    @property
    def tasks(self) -> TaskScope: ...


M = TypeVar("M", bound=HasTasks)


class TaskScope:
    """Supervises tasks: reads are cancelled, writes never; a failure is reported once."""

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        self._report = report
        self._reads: dict[str, asyncio.Task[Any]] = {}
        self._writes: dict[str, asyncio.Task[Any]] = {}
        self._cancelled: set[asyncio.Task[Any]] = set()
        self._line = asyncio.Lock()
        self._numbers = count()

    @property
    def is_busy(self) -> bool:
        return bool(self._reads or self._writes or self._cancelled)

    def latest(self, name: str, work: Coroutine[Any, Any, R]) -> asyncio.Task[R]:
        """Start a read; a running one of the same name is cancelled."""
        self.cancel(name)
        return self._start(self._reads, name, work)

    def cancel(self, name: str) -> None:
        """Give a read up."""
        if older := self._reads.pop(name, None):
            older.cancel()
            self._cancelled.add(older)
            older.add_done_callback(self._cancelled.discard)

    def single(self, name: str, work: Coroutine[Any, Any, R]) -> asyncio.Task[R]:
        """Start a write; while one of the same name runs, the call joins it."""
        if (running := self._writes.get(name)) and not running.done():
            work.close()
            return running
        return self._start(self._writes, name, self._in_line(work))

    def queued(
        self, name: str, work: Coroutine[Any, Any, R], *, reported: bool = True
    ) -> asyncio.Task[R]:
        """Start a write after the ones before it; none is lost, none overtakes.

        With ``reported`` False a failure is only that of the one who waits for the task.
        """
        number = next(self._numbers)
        return self._start(self._writes, f"{name} {number}", self._in_line(work), reported=reported)

    async def finish_writes(self, within: float | None = None) -> bool:
        """Wait for what is being written now, whatever becomes of it.

        False if it takes longer than ``within`` seconds.
        """
        if not self._writes:
            return True
        return not (await asyncio.wait(tuple(self._writes.values()), timeout=within))[1]

    async def close(self) -> None:
        """Cancel the reads, finish the writes; nothing is running afterwards."""
        while self.is_busy:
            for name in tuple(self._reads):
                self.cancel(name)
            await asyncio.wait([*self._cancelled, *self._writes.values()])
            await asyncio.sleep(0)

    async def _in_line(self, work: Coroutine[Any, Any, R]) -> R:
        async with self._line:
            return await work

    def _start(
        self,
        home: dict[str, asyncio.Task[Any]],
        name: str,
        work: Coroutine[Any, Any, R],
        *,
        reported: bool = True,
    ) -> asyncio.Task[R]:
        task = asyncio.get_running_loop().create_task(work, name=name)
        home[name] = task

        def done(task: asyncio.Task[R]) -> None:
            if home.get(name) is task:
                del home[name]
            error = None if task.cancelled() else task.exception()
            if error and reported and not isinstance(error, StoppedError):
                self._report(error)

        task.add_done_callback(done)
        return task


class StoppedError(Exception):
    """A person or a closing window asked work to be given up; nobody needs to be told."""


class Stoppable:
    """A part of a write that may be given up, which the whole of it never is."""

    def __init__(self) -> None:
        self._running: asyncio.Task[Any] | None = None

    async def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Raises StoppedError when ``stop`` is called meanwhile."""
        self._running = running = asyncio.get_running_loop().create_task(work)
        try:
            return await running
        except asyncio.CancelledError:
            waiting = asyncio.current_task()
            if waiting is not None and waiting.cancelling():
                raise
            raise StoppedError from None
        finally:
            self._running = None

    def stop(self) -> None:
        """Give it up. What follows it, such as a COMMIT, goes on to its end."""
        if self._running is not None:
            self._running.cancel()


async def finished_in_thread(stop: Event, work: Callable[[], R]) -> R:
    """Run ``work`` in a thread that is never left behind: a cancelled wait stops and awaits it."""
    running = asyncio.get_running_loop().run_in_executor(None, work)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        while not running.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([running])
        running.exception()
        raise


def latest(
    method: Callable[Concatenate[M, P], Coroutine[Any, Any, R]],
) -> Callable[Concatenate[M, P], asyncio.Task[R]]:
    """A read: the newest call wins."""

    @wraps(method)
    def start(self: M, /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Task[R]:
        return self.tasks.latest(method.__name__, method(self, *args, **kwargs))

    return start


def single(
    method: Callable[Concatenate[M, P], Coroutine[Any, Any, R]],
) -> Callable[Concatenate[M, P], asyncio.Task[R]]:
    """A write with one button: never cancelled, a second click joins the first.

    A click that means something else, such as another file, waits for its turn instead.
    """

    @wraps(method)
    def start(self: M, /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Task[R]:
        name = f"{method.__name__} {args} {kwargs}"
        return self.tasks.single(name, method(self, *args, **kwargs))

    return start


def queued(
    method: Callable[Concatenate[M, P], Coroutine[Any, Any, R]],
) -> Callable[Concatenate[M, P], asyncio.Task[R]]:
    """A write among others: never cancelled, done in the order of asking."""

    @wraps(method)
    def start(self: M, /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Task[R]:
        return self.tasks.queued(method.__name__, method(self, *args, **kwargs))

    return start
