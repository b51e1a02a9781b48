"""A job on a disk that goes bad at the n-th write: the old state or the new, and a reason."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from deeds import written
from examine import faults, people
from jobs import CHOSEN, JOBS, TEXT
from killing import HERE, copied, say, started
from older import older_file, version_of
from people import userbook

from desktop_app.database.migrations import head
from desktop_app.domain.errors import (
    AppError,
    CopyFailedError,
    CopyReason,
    FileReason,
    FileRefusedError,
    StorageError,
    StorageReason,
)
from desktop_app.views.texts import error_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 200
NOTHING = 0
State = tuple[int, dict[int, dict[str, Any]], dict[int, dict[str, Any]]]


def compiled(folder: Path) -> Path | None:
    """The disk as a library; None where nobody can compile it."""
    if (compiler := shutil.which("cc")) is None or os.name != "posix":
        return None
    library = folder / "bad_disk.so"
    source = str(HERE / "bad_disk.c")
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), source, "-ldl"]
    return library if subprocess.run(command, check=False).returncode == 0 else None


@dataclass(slots=True)
class Outcome:
    """``tries`` by what became of them; ``stored`` were refused and are there nevertheless."""

    tries: Counter[str] = field(default_factory=Counter[str])
    stored: int = 0
    faults: list[str] = field(default_factory=list[str])


class Trial:
    """One job, begun from the same file each time."""

    def __init__(
        self, folder: Path, job: str, program: subprocess.Popen[str], templates: Path
    ) -> None:
        self.folder, self.job = folder / job, job
        self._program = program
        self._template = templates / job
        shutil.rmtree(self._template, ignore_errors=True)
        self._template.mkdir(parents=True)
        make = older_file if job == "migrate" else userbook
        path = make(self._template / "Victim.userbook", COUNT)
        names = [one["user_name"] for one in people(path).values()][:CHOSEN]
        written(path.with_suffix(".csv"), [*names, *map("new{}".format, range(CHOSEN))], TEXT)
        self.outcome = Outcome()
        self._old = state(path)
        self._prepare()
        told = self._run(NOTHING)
        self.writes = told.get("counted", 0)
        self._new = state(self.path)
        if "done" not in told:
            self.outcome.faults.append(f"{job} fails on a good disk: {told}")

    @property
    def path(self) -> Path:
        return self.folder / "Victim.userbook"

    def fail(self, nth: int, code: int, *, lasting: bool = False) -> None:
        """The ``nth`` write fails, or every one from there on."""
        self._prepare()
        told = self._run(nth, code, lasting=lasting)
        self._note(told, f"write {nth}, {os.strerror(code)}{' for good' if lasting else ''}")

    def crowd(self, free: int) -> None:
        """The disk, which is to be a small one, has only so much room left."""
        self._prepare()
        ballast = self.folder / "ballast"
        disk = os.statvfs(self.folder)
        size = max(0, disk.f_bavail * disk.f_frsize - free)
        ballast.write_bytes(bytes(size))
        told = self._run(NOTHING)
        ballast.unlink()
        self._note(told, f"{free:,} bytes free")

    def _prepare(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._template, self.folder)

    def _run(self, nth: int, code: int = 0, *, lasting: bool = False) -> dict[str, Any]:
        asked: dict[str, Any] = {"job": self.job, "path": str(self.path), "nth": nth, "code": code}
        again = nth % 2 == 1 and not lasting
        say(self._program, asked | {"folder": str(self.folder), "lasting": lasting, "again": again})
        assert self._program.stdout
        return json.loads(self._program.stdout.readline())

    def _note(self, told: dict[str, Any], how: str) -> None:
        self.outcome.tries[told.get("reason") or next(iter(told))] += 1
        found = [*self._wrong_words(told), *self._wrong_state(told)]
        self.outcome.faults += [f"{self.job}, {how}: {fault}" for fault in found]

    def _wrong_words(self, told: dict[str, Any]) -> Iterator[str]:
        if "bug" in told:
            yield told["bug"]
        elif "refused" in told and not error_text(_error(told, self.path)).strip():
            yield f"no words for {told}"
        if "again" in told and "done" not in told["again"]:
            yield f"not even on a good disk: {told}"

    def _wrong_state(self, told: dict[str, Any]) -> Iterator[str]:
        for file in sorted(self.folder.rglob("*.userbook")):
            copy = copied(file, self._template.parent / "look")
            if version_of(copy) == head():
                yield from faults(copy)
            now = state(copy)
            if file != self.path:
                if now[1:] != self._old[1:]:
                    yield f"a file that is not whole: {file.name}"
                continue
            if now == self._new != self._old and "done" not in told and "again" not in told:
                self.outcome.stored += 1
            if not self._is_allowed(now, told):
                yield f"neither the old state nor the new, or not what was said: {told}"

    def _is_allowed(self, now: State, told: dict[str, Any]) -> bool:
        """What was done is there, what was refused is there whole or not at all."""
        if "done" in told:
            return now == self._new
        again = [self._new] if "again" in told else [self._new, self._old]
        return now in again or now == self._middle

    @property
    def _middle(self) -> State | None:
        """After the first change of a job of two."""
        if self.job != "delete_and_undo":
            return None
        version, users, _ = self._old
        there = dict(list(users.items())[CHOSEN:])
        return version, there, {key: users[key] for key in users if key not in there}


def state(path: Path) -> State:
    """Whose data the file holds, by key, and in which version."""
    version = version_of(path)
    return version, people(path), people(path, "trash") if version > 1 else {}


@contextmanager
def bad_disk(library: Path) -> Iterator[subprocess.Popen[str]]:
    with started("bad_disk.py", LD_PRELOAD=str(library)) as program:
        try:
            yield program
        finally:
            program.kill()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path | None]:
    """A disk of so many bytes in memory; None where it cannot be had."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _error(told: dict[str, Any], path: Path) -> AppError:
    if told["refused"] == FileRefusedError.__name__:
        return FileRefusedError(path, FileReason(told["reason"]))
    if told["refused"] == CopyFailedError.__name__:
        return CopyFailedError(path, CopyReason(told["reason"]))
    return StorageError(StorageReason(told["reason"]))


__all__ = ["JOBS", "Trial", "bad_disk", "compiled"]
