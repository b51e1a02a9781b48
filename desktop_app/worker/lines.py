"""The two places where a job can go on, seen from here."""

from __future__ import annotations

import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from desktop_app.worker.job import End, GivenUpError, Talk

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.worker.job import Job

ARGUMENT = "--worker"
_ROOT = Path(__file__).resolve().parents[2]


class LostError(Exception):
    """The other process could not be started, or has ended before its job did."""


def command() -> list[str] | None:
    """How this program is started as a worker; None where nobody has tried that.

    In a bundle Python is part of a program that would open another window if it did not know.
    """
    name = Path(sys.executable or "").stem.casefold()
    if name.startswith("python"):
        return [sys.executable, "-m", "desktop_app", ARGUMENT]
    if name == "userbook" and sys.platform == "linux":
        return [sys.executable, ARGUMENT]
    return None


class ProcessLine:
    """A job in a process of its own, which holds nothing open but two pipes to this one."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._has_job = Event()
        self._is_over = False

    def run(self, post: Callable[[Any], None]) -> None:
        """In a thread: ``post`` gets what the job says, and an End. Raises LostError."""
        try:
            with self._lock:
                if self._is_over:
                    return
                self._process = process = _started()
            try:
                _write(process, self._job)
                self._has_job.set()
                _listen(process, post)
            finally:
                self.stop()
                _closed(process)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise LostError(str(error)) from error
        finally:
            self._has_job.set()

    def tell(self, what: object) -> None:
        """May wait until the process reads; one that is gone hears nothing."""
        self._has_job.wait()
        if self._process is not None:
            with suppress(OSError, ValueError):
                _write(self._process, what)

    def stop(self) -> None:
        """At once, whatever it is at."""
        with self._lock:
            self._is_over = True
            if self._process is not None:
                self._process.kill()


class ThreadLine:
    """The same in a thread of this process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._told: SimpleQueue[Any] = SimpleQueue()
        self._over = Event()

    def run(self, post: Callable[[Any], None]) -> None:
        """In a thread; raises what the job does."""
        self._job(Talk(self._hear, post, self._check))
        post(End())

    def tell(self, what: object) -> None:
        self._told.put(what)

    def stop(self) -> None:
        self._over.set()
        self._told.put(None)

    def _hear(self) -> Any:
        told = self._told.get()
        self._check()
        return told

    def _check(self) -> None:
        if self._over.is_set():
            raise GivenUpError


def _started() -> subprocess.Popen[bytes]:
    given = command()
    if given is None:
        raise OSError("this program does not start itself as a worker")
    # Where a terminal sends Ctrl+C it must not go, nor open a console of its own.
    windows = sys.platform == "win32"
    flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603  # our own program
        given,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        start_new_session=not windows,
        creationflags=flags,
    )


def _write(process: subprocess.Popen[bytes], what: object) -> None:
    if (pipe := process.stdin) is not None:
        pickle.dump(what, pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()


def _listen(process: subprocess.Popen[bytes], post: Callable[[Any], None]) -> None:
    while (pipe := process.stdout) is not None:
        said = pickle.load(pipe)  # noqa: S301  # our own process
        post(said)
        if isinstance(said, End):
            return


def _closed(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # it may have died with something untold
                pipe.close()
