"""Hears what other programs do to an open file, while nobody here asks it anything.

SQLite tells nobody that a file was written to. It keeps a number that differs after each commit,
which is asked for twice a second, in a thread, for a few microseconds.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.database.backends import Pulse
    from desktop_app.database.file_guard import FileGuard
    from desktop_app.domain.errors import StorageReason

WATCH_NAME = "userbook-watch"
EVERY = 0.4
_PATIENCE = 1.0


class FileWatch:
    """Watches from ``start`` to ``stop``; tells from its own thread."""

    def __init__(self, pulse: Pulse, guard: FileGuard) -> None:
        self._pulse = pulse
        self._guard = guard
        self._stopped = Event()
        self._thread: Thread | None = None
        self._is_behind = True

    def start(
        self,
        on_commit: Callable[[], object],
        on_trouble: Callable[[StorageReason | None], object],
    ) -> None:
        """``on_commit`` hears that anybody wrote, this program included.

        ``on_trouble`` hears that the file is not the one that was opened any more, and with None
        that it is again.
        """
        self._thread = Thread(
            target=self._watch, args=(on_commit, on_trouble), name=WATCH_NAME, daemon=True
        )
        self._thread.start()

    def stop(self) -> bool:
        """Whether anybody may have written of which nobody was told.

        Its connection is closed when this returns, unless the disk gives no answer.
        """
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)
        return self._is_behind

    def _watch(
        self,
        on_commit: Callable[[], object],
        on_trouble: Callable[[StorageReason | None], object],
    ) -> None:
        trouble: StorageReason | None = None
        self._pulse.has_beaten()  # from now on
        while not self._stopped.wait(EVERY):
            now = self._guard.trouble
            if now != trouble:
                on_trouble(now)
            trouble = now
            if now is None and self._pulse.has_beaten():
                on_commit()
        self._is_behind = trouble is not None or self._pulse.has_beaten()
        self._pulse.close()
