"""A migration or a backup, killed at a moment that chance decides."""

from __future__ import annotations

import json
import shutil
import signal
import time
from random import Random
from threading import Timer
from typing import TYPE_CHECKING

from disk import state
from examine import faults
from killing import Tally, copied, started
from older import older_file, version_of
from people import userbook

from desktop_app.database.document import open_document
from desktop_app.database.migrations import head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNHARMED = 3  # times, of which the quickest tells how long the job takes
PATIENCE = 60.0


class JobVictim:
    """The same file each time; ``left`` are unfinished copies that nobody will mistake for one."""

    def __init__(self, folder: Path, job: str, seed: int, count: int = 1000) -> None:
        self._template, self._look = folder / f"{job} template", folder / f"{job} look"
        self.folder, self.job = folder / job, job
        self.path = self.folder / "Victim.userbook"
        self.random, self.tally, self.left = Random(seed), Tally(), 0
        self._template.mkdir()
        make = older_file if job == "migrate" else userbook
        self._old = state(make(self._template / self.path.name, count))
        self._seconds = min(self._live(PATIENCE)[1] for _ in range(UNHARMED))

    def kill(self) -> None:
        done, _ = self._live(self.random.uniform(0, self._seconds))
        self.tally.kills[self.job if not done else f"after {self.job}"] += 1
        self.tally.acknowledged[self.job] += done
        self.tally.faults += [f"{self.job}: {fault}" for fault in self._judge(done=done)]

    def _live(self, delay: float) -> tuple[bool, float]:
        """Whether it was done, and how long that took."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._template, self.folder)
        with started("jobs.py", self.job, str(self.path)) as program:
            assert program.stdout
            program.stdout.readline()
            begun = time.monotonic()
            clock = Timer(delay, program.kill)
            clock.start()
            answer = program.stdout.readline()
            seconds = time.monotonic() - begun
            if program.wait() != -signal.SIGKILL:
                clock.cancel()
        done = answer.endswith("\n") and json.loads(answer).get("done", False)
        if answer.endswith("\n") and not done:
            self.tally.faults.append(f"{self.job}: {answer}")
        return done, seconds

    def _judge(self, *, done: bool) -> Iterator[str]:
        for file in sorted(self.folder.rglob("*")):
            if file == self.path:
                yield from self._judge_file(file, done=done)
            elif file.name.startswith("."):
                self.left += 1
            elif file.suffix == self.path.suffix:
                yield from self._judge_copy(file)

    def _judge_file(self, file: Path, *, done: bool) -> Iterator[str]:
        copy = copied(file, self._look)
        version, *data = state(copy)
        if version not in {self._old[0], head()} or (done and version != head()):
            yield f"torn: version {version}, done: {done}"
        if data != [*self._old[1:]]:
            yield "lost: the data is not as it was"
        yield from faults(copy) if version == head() else ()
        again = open_document(copied(file, self._look))
        if state(again.path)[1:] != self._old[1:]:
            yield "lost: the data is not as it was once the file was opened again"
        yield from faults(again.path)

    def _judge_copy(self, file: Path) -> Iterator[str]:
        copy = copied(file, self._look)
        if state(copy) != self._old:
            yield f"torn: {file.name} is no whole copy"
        yield from faults(copy) if version_of(copy) == head() else ()
