"""The side store of one userbook: what was typed and not saved, for the next start.

It is kept beside the settings, not in the userbook, which others may read or be sent.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from desktop_app.drafts.draft_json import from_json, to_json
from desktop_app.file_lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop_app.domain.draft import Draft

_PROGRAMS = 16  # that may have the same userbook open
_LARGEST = 64 << 20
_PRIVATE = 0o600


class DraftsFile:
    """Replaced whole, gone when there are no drafts, a damaged one kept aside.

    Each program that has the userbook open has one of its own, lest one writes over what was typed
    in the other. What a killed program left is taken over by the next that looks.
    """

    def __init__(self, folder: Path, userbook: Path) -> None:
        self._folder = folder
        self._name = sha256(os.fsencode(os.path.realpath(userbook))).hexdigest()[:16]
        self._path: Path | None = None
        self._lock: FileLock | None = None
        self._one_at_a_time = Lock()

    def load(self) -> tuple[Draft, ...]:
        """What nobody else is typing at; the newest of each. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found: list[tuple[float, Sequence[Draft]]] = []
        taken: list[tuple[Path, FileLock]] = []
        for number in range(1, _PROGRAMS + 1):
            path = self._path_of(number)
            if self._path is not None and not (path.exists() or _new(path).exists()):
                continue
            if (lock := FileLock.of(path.with_suffix(".lock"))) is None:
                continue
            found.append(_read(path))
            if self._path is None:
                self._path, self._lock = path, lock
            else:
                taken.append((path, lock))
        return self._taken_over(found, taken)

    def save(self, drafts: Sequence[Draft]) -> None:
        """These and no others; raises OSError, and then what was there still is."""
        if self._path is None:
            raise FileNotFoundError
        text = to_json(drafts) if drafts else ""
        with self._one_at_a_time:
            self._save(self._path, text)
        _sync_folder(self._folder)

    def close(self) -> None:
        """What is in it may be taken over by another program."""
        lock, self._lock, self._path = self._lock, None, None
        if lock is not None:
            lock.release()

    def _save(self, path: Path, text: str) -> None:
        if not text:
            path.unlink(missing_ok=True)
            return
        new = _new(path)
        new.unlink(missing_ok=True)
        try:
            _write(new, text)
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)
            raise

    def _path_of(self, number: int) -> Path:
        return self._folder / (
            f"{self._name}.json" if number == 1 else f"{self._name}-{number}.json"
        )

    def _taken_over(
        self,
        found: Sequence[tuple[float, Sequence[Draft]]],
        taken: Sequence[tuple[Path, FileLock]],
    ) -> tuple[Draft, ...]:
        """The others' files go only after ours holds what was in them."""
        by_age = sorted(found, key=lambda each: each[0])
        drafts = tuple({draft.keys: draft for _, many in by_age for draft in many}.values())
        try:
            if taken:
                self.save(drafts)
                for path, _ in taken:
                    path.unlink(missing_ok=True)
        finally:
            for _, lock in taken:
                lock.release()
        return drafts


def _read(path: Path) -> tuple[float, Sequence[Draft]]:
    """When it was written, and what is in it."""
    with suppress(OSError):
        _new(path).unlink()  # somebody was killed while writing it
    try:
        facts = path.lstat()
        is_ours = stat.S_ISREG(facts.st_mode) and facts.st_size <= _LARGEST
        drafts = from_json(path.read_text("utf-8") if is_ours else "")
    except FileNotFoundError:
        return 0, ()
    except (OSError, ValueError):
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        return 0, ()
    return facts.st_mtime, drafts


def _new(path: Path) -> Path:
    return path.with_suffix(".new")


def _write(path: Path, text: str) -> None:
    """On the disk, and not only on its way there, when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The new name outlives a power cut, too, where a folder can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
